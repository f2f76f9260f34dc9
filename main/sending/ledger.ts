import type { AttemptKind } from '../../shared/domain/states.ts';
import type { Clock } from '../domain/clock.ts';
import type { Step } from '../domain/queue/job.ts';
import { afterAsk, afterInterruption, afterUpload } from '../domain/queue/transitions.ts';
import type { AskVerdict, Failure, UploadVerdict } from '../domain/queue/verdict.ts';
import type { Answered, Exchange, UploadAnswer } from '../sii/types.ts';
import type { AttemptEnd } from '../store/attempts.ts';
import type { Store } from '../store/open.ts';
import type { CompanyRecord, DocumentRecord, JobRecord } from '../store/records.ts';
import { attemptEnd, endParams, jobParams, NO_EXCHANGE, PROGRAM } from './settlement.ts';

/** A job that this boot holds, and the attempt that it has begun: both are on the disk before the first byte leaves. */
export interface Claim {
  readonly documentId: number;
  readonly attempt: number;
  readonly kind: Extract<AttemptKind, 'upload' | 'ask'>;
}

/** What a claim is about, as it stands in the database. */
export interface Held {
  readonly job: JobRecord;
  readonly document: DocumentRecord;
  readonly company: CompanyRecord;
}

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
  const held = (claim: Claim): Held | null => {
    const job = store.jobs.ofDocument(claim.documentId);
    if (job === null || job.leaseOwner !== bootId || job.leaseAttempt !== claim.attempt) return null;
    const document = store.documents.get(claim.documentId);
    const company = document && store.companies.get(document.companyId);
    return document && company ? { job, document, company } : null;
  };

  /** Holds the job for a new attempt, which begins now. Null when the job is no longer as it was read. */
  const begin = (
    job: JobRecord,
    kind: Claim['kind'],
    doubt: Pick<JobRecord, 'askFirst' | 'uncertainSince'>,
  ): Claim | null => {
    const now = clock.now();
    const { documentId } = job;
    const { askFirst, uncertainSince } = doubt;
    const attempt = store.attempts.nextNumber(documentId);
    const how = { upload: kind === 'upload', askFirst, uncertainSince };
    if (!store.jobs.lease(job, { owner: bootId, attempt }, how, now)) return null;
    store.attempts.start({ documentId, number: attempt, kind, bootId, startedAt: now });
    const params = { number: attempt, kind };
    store.audit.add({ actor: PROGRAM, action: 'attempt.started', documentId, params });
    return { documentId, attempt, kind };
  };

  const end = (claim: Claim, how: AttemptEnd): void => {
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
  };

  const uploaded = (
    { job, document }: Held,
    claim: Claim,
    verdict: UploadVerdict,
    answered: Answered<UploadAnswer> | null,
  ): Step => {
    const now = clock.now();
    const step = afterUpload(job, verdict, now);
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

  /** @returns the move that was made, or the upload that follows because the SII definitely does not have the document */
  const asked = (
    { job, document }: Held,
    claim: Claim,
    verdict: AskVerdict,
    exchange: Exchange,
  ): Step | Claim => {
    const now = clock.now();
    const step = afterAsk(job, document, verdict, now);
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
    store.documents.change(document, step.document, now);
    const next = begin(job, 'upload', step.job);
    if (!next) throw new Error(`job ${job.id} is held by another`);
    return next;
  };

  /** The job goes back as if the attempt had not been made. */
  const putBack = (
    { job, document }: Held,
    claim: Claim,
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
        { documentId: document.id, attempt: open.number, kind: open.kind },
        attemptEnd(NO_EXCHANGE, clock.now(), {
          outcome: 'interrupted',
          failure,
          nextDueAt: step.job.nextDueAt,
        }),
      );
    }
    apply(job, document, step);
  };

  return { held, begin, uploaded, asked, putBack, interrupt };
};
export type Ledger = ReturnType<typeof createLedger>;
