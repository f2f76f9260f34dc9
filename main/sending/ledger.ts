import type { AttemptKind } from '../../shared/domain/states.ts';
import type { Clock } from '../domain/clock.ts';
import { mayBeOneOfMany } from '../domain/queue/group.ts';
import type { Step } from '../domain/queue/job.ts';
import { afterAsk, afterInterruption, afterUpload, setApart } from '../domain/queue/transitions.ts';
import type { AskVerdict, Failure, UploadVerdict } from '../domain/queue/verdict.ts';
import type { Answered, Exchange, UploadAnswer } from '../sii/types.ts';
import type { AttemptEnd } from '../store/attempts.ts';
import type { Store } from '../store/open.ts';
import type { CompanyRecord, DocumentRecord, JobRecord } from '../store/records.ts';
import { documentsIn } from './envelopes.ts';
import { attemptEnd, endParams, jobParams, NO_EXCHANGE, PROGRAM } from './settlement.ts';

/** A document's attempt. */
export interface Member {
  readonly documentId: number;
  readonly attempt: number;
}

/**
 * Jobs that this boot holds, and the attempts that it has begun: all are on the disk before the first byte leaves. One job, or for an
 * upload all of an envelope's; its own ids are those of the first.
 */
export interface Claim extends Member {
  readonly kind: Extract<AttemptKind, 'upload' | 'ask'>;
  readonly members: readonly Member[];
}

/** What a claim is about, as it stands in the database. */
export interface Held {
  readonly job: JobRecord;
  readonly document: DocumentRecord;
  readonly company: CompanyRecord;
}

/** The document is known not to be there, which is no failure of it. */
const NOT_RECEIVED = { errorClass: 'unknown', errorCode: 'not_received', errorParams: {} } as const;

/** After these, a note that waits for the document knows more. */
const DECIDED = [
  'document.accepted',
  'document.objected',
  'document.rejected',
  'job.abandoned',
  'job.abandoned_by_person',
] as const;

export interface LedgerOptions {
  readonly store: Store;
  readonly clock: Clock;
  /** Different at every start of the program: tells a lease of now from one that was left behind. */
  readonly bootId: string;
}

/**
 * What is written about attempts: their beginning, their end, and the move of the state machine that follows, each together with the
 * audit trail. All of it runs in the caller's transaction.
 */
export const createLedger = ({ store, clock, bootId }: LedgerOptions) => {
  /** Null when the claim no longer holds: somebody gave it up, and what it found out is nobody's any more. */
  const held = (claim: Member): Held | null => {
    const job = store.jobs.ofDocument(claim.documentId);
    if (job === null || job.leaseOwner !== bootId || job.leaseAttempt !== claim.attempt) return null;
    const document = store.documents.get(claim.documentId);
    const company = document && store.companies.get(document.companyId);
    return document && company ? { job, document, company } : null;
  };

  /** Holds the job for a new attempt, which begins now. Null when the job is no longer as it was read. */
  const beginOne = (
    job: JobRecord,
    kind: Claim['kind'],
    doubt: Pick<JobRecord, 'askFirst' | 'uncertainSince'>,
  ): Member | null => {
    const now = clock.now();
    const { documentId } = job;
    const { askFirst, uncertainSince } = doubt;
    const attempt = store.attempts.nextNumber(documentId);
    const how = { upload: kind === 'upload', askFirst, uncertainSince };
    if (!store.jobs.lease(job, { owner: bootId, attempt }, how, now)) return null;
    store.attempts.start({ documentId, number: attempt, kind, bootId, startedAt: now });
    const params = { number: attempt, kind };
    store.audit.add({ actor: PROGRAM, action: 'attempt.started', documentId, params });
    return { documentId, attempt };
  };

  /** @param jobs of one envelope; more than one only for an upload */
  const begin = (jobs: readonly JobRecord[], kind: Claim['kind']): Claim | null => {
    const members = jobs.flatMap((job) => beginOne(job, kind, job) ?? []);
    const [first] = members;
    // All or none: an envelope that is sent is sent with everything in it.
    if (members.length !== jobs.length) throw new Error('a job of the envelope is held by another');
    return first ? { ...first, kind, members } : null;
  };

  const end = (claim: Member, how: AttemptEnd): void => {
    const { documentId, attempt } = claim;
    store.attempts.end(documentId, attempt, how);
    store.audit.add({ actor: PROGRAM, action: 'attempt.ended', documentId, params: endParams(attempt, how) });
  };

  const backUp = (document: DocumentRecord): void => {
    const content = store.documents.content(document.id);
    if (!content) throw new Error(`document ${document.id} has no bytes`);
    const made = store.backups.insert({
      documentId: document.id,
      companyId: document.companyId,
      type: document.type,
      folio: document.folio,
      bytes: content.bytes,
      sha256: document.sha256,
      backedUpAt: clock.now(),
    });
    if (made) store.audit.add({ actor: PROGRAM, action: 'backup.made', documentId: document.id });
  };

  const apply = (job: JobRecord, document: DocumentRecord, step: Step): void => {
    const now = clock.now();
    if (!store.jobs.write(job, step.job, now)) throw new Error(`job ${job.id} is held by another`);
    if (step.document) store.documents.change(document, step.document, now);
    for (const action of step.audit)
      store.audit.add({ actor: PROGRAM, action, documentId: document.id, params: jobParams(step.job) });
    if (step.backup) backUp(document);
    if (DECIDED.some((action) => step.audit.includes(action))) store.jobs.wakeAwaiting(now);
  };

  const uploadedOne = (
    { job, document }: Held,
    claim: Member,
    verdict: UploadVerdict,
    answered: Answered<UploadAnswer> | null,
    isOutage: boolean,
  ): Step => {
    const now = clock.now();
    const step = afterUpload(job, verdict, now, isOutage);
    const received = verdict.kind === 'received';
    const answer = answered?.answer;
    end(
      claim,
      attemptEnd(answered?.exchange ?? NO_EXCHANGE, now, {
        outcome: received ? 'confirmed' : verdict.outcome,
        answer: received ? '0' : answer?.kind === 'status' ? String(answer.status) : null,
        failure: received ? null : verdict,
        trackId: received ? verdict.trackId : null,
        nextDueAt: step.job.nextDueAt,
      }),
    );
    apply(job, document, step);
    return step;
  };

  /**
   * What an upload came to, for each document of the envelope.
   * @param isOutage the breaker was not closed: no answer takes no retry
   * @returns those that were backed up
   */
  const uploaded = (
    claim: Claim,
    verdict: UploadVerdict,
    answered: Answered<UploadAnswer> | null,
    apart: (held: Held) => boolean,
    isOutage: boolean,
  ): readonly number[] => {
    const now = clock.now();
    const isGroup = claim.members.length > 1;
    const backedUp: number[] = [];
    for (const [index, member] of claim.members.entries()) {
      const each = held(member);
      if (!each) continue;
      // The answer is kept once: with the first.
      const shown =
        index === 0 || answered === null
          ? answered
          : { ...answered, exchange: { ...answered.exchange, raw: null, request: null } };
      if (isGroup && verdict.kind === 'failure' && mayBeOneOfMany(verdict.errorCode) && apart(each)) {
        end(
          member,
          attemptEnd(shown?.exchange ?? NO_EXCHANGE, now, {
            outcome: verdict.outcome,
            answer: shown?.answer.kind === 'status' ? String(shown.answer.status) : null,
            failure: verdict,
            nextDueAt: now,
          }),
        );
        const step = setApart(each.job, verdict, now);
        apply(each.job, each.document, { ...step, backup: false, audit: ['job.retry_scheduled'] });
      } else if (uploadedOne(each, member, verdict, shown, isOutage).backup) backedUp.push(member.documentId);
    }
    return backedUp;
  };

  /** @returns the move that was made, or the upload that follows because the SII definitely does not have the document */
  const asked = (
    { job, document }: Held,
    claim: Claim,
    verdict: AskVerdict,
    exchange: Exchange,
    isOutage: boolean,
  ): Step | Claim => {
    const now = clock.now();
    const step = afterAsk(job, document, verdict, now, isOutage);
    const failure = verdict.kind === 'failure' ? verdict : null;
    end(
      claim,
      attemptEnd(exchange, now, {
        outcome: failure ? failure.outcome : 'confirmed',
        answer: verdict.reason?.estado ?? null,
        failure,
        nextDueAt: step.next === 'settle' ? step.job.nextDueAt : now,
      }),
    );
    if (step.next === 'settle') {
      apply(job, document, step);
      return step;
    }
    const envelope = store.envelopes.get(job.envelopeId);
    if (!envelope || documentsIn(envelope.bytes) > 1) {
      // The others of its envelope have a say in whether that is sent again, those that have left it too: claims.ts.
      const waits = { ...step.job, ...NOT_RECEIVED, state: 'pending', nextDueAt: now } as const;
      const settled = { job: waits, document: step.document, backup: false, audit: [] };
      apply(job, document, settled);
      return settled;
    }
    store.documents.change(document, step.document, now);
    const next = beginOne(job, 'upload', step.job);
    if (!next) throw new Error(`job ${job.id} is held by another`);
    return { ...next, kind: 'upload', members: [next] };
  };

  /** The job goes back as if the attempt had not been made. */
  const putBack = (
    { job, document }: Held,
    claim: Member,
    failure: Pick<Failure, 'errorClass' | 'errorCode' | 'params'>,
  ): void => {
    const step = afterInterruption(job, null, clock.now());
    end(
      claim,
      attemptEnd(NO_EXCHANGE, clock.now(), { outcome: 'not_sent', failure, nextDueAt: step.job.nextDueAt }),
    );
    apply(job, document, step);
  };

  /** The job is given up in the middle of whatever is open: another boot's, or this one's that must end. */
  const interrupt = (job: JobRecord): void => {
    const document = store.documents.get(job.documentId);
    if (!document) throw new Error(`job ${job.id} has no document`);
    const open = store.attempts.open(job.documentId);
    const step = afterInterruption(job, open?.kind ?? null, clock.now());
    if (open && open.kind !== 'poll') {
      const failure = { errorClass: 'unknown', errorCode: 'interrupted', params: {} } as const;
      end(
        { documentId: document.id, attempt: open.number },
        attemptEnd(NO_EXCHANGE, clock.now(), {
          outcome: 'interrupted',
          failure,
          nextDueAt: step.job.nextDueAt,
        }),
      );
    }
    apply(job, document, step);
  };

  return { held, begin, uploaded, asked, putBack, interrupt, apply };
};
export type Ledger = ReturnType<typeof createLedger>;
