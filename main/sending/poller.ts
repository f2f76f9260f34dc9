import type { Clock } from '../domain/clock.ts';
import { classifyTrack } from '../domain/queue/classify.ts';
import { afterPoll } from '../domain/queue/transitions.ts';
import type { TrackVerdict } from '../domain/queue/verdict.ts';
import type { SigningCertificate } from '../dte/types.ts';
import type { Answered, Exchange, SiiGateway, TrackAnswer } from '../sii/types.ts';
import type { AttemptEnd } from '../store/attempts.ts';
import type { Store } from '../store/open.ts';
import type { DocumentRecord } from '../store/records.ts';
import type { Changes } from './changes.ts';
import { certificateOf, type Keyring } from './keyring.ts';
import { attemptEnd, NO_EXCHANGE, PROGRAM } from './settlement.ts';

export interface PollerOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly gateway: SiiGateway;
  readonly keyring: Keyring;
  readonly changes: Changes;
  readonly bootId: string;
}

export interface Poller {
  /** Whether a track id is due to be asked for, and can be. */
  isDue(): boolean;
  /** Asks for the one that has been due longest. Does not throw for what the SII or the network does. */
  poll(signal?: AbortSignal): Promise<void>;
}

/** A poll moves nothing at the SII, so that it needs no lease: what it learns is written if the document still waits for it. */
export const createPoller = (options: PollerOptions): Poller => {
  const { store, clock, gateway, keyring, changes, bootId } = options;

  const due = (): DocumentRecord | null => {
    const next = store.documents.nextPoll();
    return next && next.pollDueAt <= clock.now() ? store.documents.get(next.id) : null;
  };

  const settle = (
    polled: DocumentRecord,
    verdict: TrackVerdict,
    exchange: Exchange,
    startedAt: number,
  ): boolean =>
    store.transaction(() => {
      const document = store.documents.get(polled.id);
      const job = store.jobs.ofDocument(polled.id);
      if (!document || !job || document.siiState !== 'received' || document.trackId !== polled.trackId)
        return false;
      const now = clock.now();
      const step = afterPoll(job, document, verdict, now);
      const end = attemptEnd(exchange, now, {
        outcome: outcomeOf(verdict),
        answer: verdict.kind === 'failure' ? null : verdict.reason.estado,
        failure: verdict.kind === 'failure' ? verdict : null,
        trackId: polled.trackId,
        nextDueAt: step.document.pollDueAt ?? null,
      });
      remember(polled.id, end, startedAt);
      store.documents.change(document, step.document, now);
      if (step.job && !store.jobs.write(job, step.job, now))
        throw new Error(`job ${job.id} is held by another`);
      const params = verdict.kind === 'failure' ? {} : { ...verdict.reason };
      for (const action of step.audit)
        store.audit.add({ actor: PROGRAM, action, documentId: polled.id, params });
      return true;
    });

  /**
   * Polls are many and say little: one that says what the last one said is counted on its row, and trouble stays only until the
   * next answer.
   */
  const remember = (documentId: number, end: AttemptEnd, startedAt: number): void => {
    const last = store.attempts.last(documentId);
    if (last?.kind === 'poll' && last.endedAt !== null) {
      const same = last.answer === end.answer && last.errorCode === end.errorCode;
      if (same || last.errorCode !== null) {
        store.attempts.overwritePoll(last.id, bootId, startedAt, same ? last.times + 1 : 1, end);
        return;
      }
    }
    const number = store.attempts.nextNumber(documentId);
    store.attempts.start({ documentId, number, kind: 'poll', bootId, startedAt });
    store.attempts.end(documentId, number, end);
  };

  const ask = async (
    document: DocumentRecord,
    trackId: string,
    certificate: SigningCertificate,
    signal: AbortSignal | undefined,
  ): Promise<Answered<TrackAnswer>> => {
    const company = store.companies.get(document.companyId);
    if (!company) throw new Error(`document ${document.id} has no company`);
    try {
      return await gateway.statusByTrackId({ company: company.rut, trackId, certificate }, signal);
    } catch {
      // The gateway does not throw; a defect in it costs one poll.
      return { answer: { kind: 'unreadable', what: 'other' }, exchange: NO_EXCHANGE };
    }
  };

  return {
    isDue: () => keyring.isUnlocked() && due() !== null,
    async poll(signal) {
      const document = due();
      if (!document || document.trackId === null) return;
      const startedAt = clock.now();
      const certificate = certificateOf(keyring, document.companyId);
      if (certificate === 'locked') return;
      const answered =
        certificate === 'missing' ? null : await ask(document, document.trackId, certificate, signal);
      // Cut short by the end of the program: it learned nothing.
      if (signal?.aborted) return;
      const verdict = answered ? classifyTrack(answered.answer, document.type) : certificateMissing;
      if (settle(document, verdict, answered?.exchange ?? NO_EXCHANGE, startedAt))
        changes.emit(['documents', 'queue']);
    },
  };
};

const certificateMissing: TrackVerdict = {
  kind: 'failure',
  outcome: 'uncertain',
  errorClass: 'validation',
  errorCode: 'certificate_missing',
  params: {},
  retryability: 'retry',
};

const outcomeOf = (verdict: TrackVerdict): AttemptEnd['outcome'] => {
  if (verdict.kind === 'failure') return verdict.outcome;
  return verdict.kind === 'rejected' ? 'refused' : 'confirmed';
};
