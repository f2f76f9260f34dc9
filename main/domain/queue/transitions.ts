/**
 * The moves of a send job: pure functions from what is and what was found out to what will be. The sender, the poller and the
 * scheduler write what these say and decide nothing of their own.
 *
 *   pending -> retrying -> success            (the SII has it)
 *                       -> pending            (failed: waits 1, 2, 4, 8, 16 h)
 *                       -> abandoned          (five retries failed)
 *                       -> needs_person       (trying again changes nothing)
 *   success -> needs_person                   (rejected after it was received)
 *   success -> pending, to be asked           (the SII took it for a repetition)
 *   pending, abandoned, needs_person -> pending, now | abandoned   (by a person)
 */
import { assertNever } from '../../../shared/domain/errors.ts';
import type { AttemptKind } from '../../../shared/domain/states.ts';
import {
  INDEXING_DELAY,
  LONGEST_WAIT,
  pollWait,
  UNDECIDED_AFTER,
  UNDECIDED_POLLS,
  UNDECIDED_WAIT,
  waitAfter,
} from './backoff.ts';
import { isAboutTheSii } from './breaker.ts';
import { type DocumentChange, type Job, NOT_HELD, type SentDocument, type Step } from './job.ts';
import { REFERENCE_WAIT, type Reference } from './references.ts';
import type { AskVerdict, Failure, TrackVerdict, UploadVerdict } from './verdict.ts';

const succeeded = (job: Job): Job => ({
  ...job,
  state: 'success',
  nextDueAt: null,
  scheduledAt: null,
  askFirst: false,
  uncertainSince: null,
  errorClass: null,
  errorCode: null,
  errorParams: {},
  firstFailedAt: null,
  abandonedReason: null,
  ...NOT_HELD,
});

const errorOf = (failure: Pick<Failure, 'errorClass' | 'errorCode' | 'params'>) => ({
  errorClass: failure.errorClass,
  errorCode: failure.errorCode,
  errorParams: failure.params,
});

/**
 * Until when a job that the program brought forward had still to wait by the table; null for one that was tried in its own time.
 * The SII only seemed to be back, or another of its envelope was due: that takes none of its five retries.
 */
const broughtForwardFrom = (job: Job, now: number): number | null =>
  job.scheduledAt !== null && job.scheduledAt > now ? job.scheduledAt : null;

/**
 * The table's waits go on growing with the outage, 1, 2, 4, 8, 16 h and then 16 h each, though no retry is counted: so much longer as
 * it has lasted already.
 */
const waitInOutage = (job: Job, failedRetries: number, now: number): number => {
  const lasted = Math.max(0, now - (job.firstFailedAt ?? now));
  const first = waitAfter(0) ?? 0;
  const grown = job.firstFailedAt === null ? first : lasted + first;
  return Math.min(LONGEST_WAIT, Math.max(waitAfter(failedRetries) ?? LONGEST_WAIT, grown));
};

/**
 * A failure that time may mend: the next wait of the table, or the end of it.
 * @param isOutage the breaker was not closed when the attempt went: failing for want of an answer says nothing about this document,
 *   takes none of its retries, and it waits as long as the table would have it
 */
const failedAgain = (
  job: Job,
  failure: Failure,
  now: number,
  isOutage: boolean,
): Pick<Step, 'job' | 'audit'> => {
  const early = broughtForwardFrom(job, now);
  const isFree = early !== null || (isOutage && isAboutTheSii(failure.errorClass));
  const failedRetries = isFree ? job.failedRetries : job.firstFailedAt === null ? 0 : job.failedRetries + 1;
  const wait =
    early !== null ? early - now : isFree ? waitInOutage(job, failedRetries, now) : waitAfter(failedRetries);
  const askFirst = job.askFirst || failure.retryability === 'ask_first';
  const failed: Job = {
    ...job,
    ...errorOf(failure),
    failedRetries,
    scheduledAt: null,
    askFirst,
    uncertainSince: askFirst ? (job.uncertainSince ?? now) : null,
    firstFailedAt: job.firstFailedAt ?? now,
  };
  if (wait === null)
    return { job: { ...failed, state: 'abandoned', nextDueAt: null }, audit: ['job.abandoned'] };
  const patient = Math.min(Math.max(wait, failure.retryAfterMs ?? 0), LONGEST_WAIT);
  return {
    job: { ...failed, state: 'pending', nextDueAt: now + patient },
    audit: ['job.retry_scheduled'],
  };
};

/** A failure that only a person can mend. It is no failed retry: nobody counts tries that are not made. */
const stopped = (job: Job, failure: Failure, now: number): Pick<Step, 'job' | 'audit'> => ({
  job: {
    ...job,
    ...errorOf(failure),
    state: 'needs_person',
    nextDueAt: null,
    scheduledAt: null,
    uncertainSince: job.askFirst ? (job.uncertainSince ?? now) : null,
    firstFailedAt: job.firstFailedAt ?? now,
  },
  audit: ['job.needs_person'],
});

/** After an upload of a job that was under way. @param isOutage whether the breaker was not closed when it began */
export const afterUpload = (job: Job, verdict: UploadVerdict, now: number, isOutage = false): Step => {
  if (verdict.kind === 'received') {
    return {
      job: succeeded(job),
      document: {
        siiState: 'received',
        reason: null,
        trackId: verdict.trackId,
        pollDueAt: now + pollWait(0),
        pollCount: 0,
      },
      backup: true,
      audit: ['document.received'],
    };
  }
  const { retryability } = verdict;
  if (retryability === 'person') return { ...stopped(job, verdict, now), document: null, backup: false };
  const next = failedAgain(job, verdict, now, isOutage);
  if (retryability === 'retry') return { ...next, document: null, backup: false };
  return {
    job: next.job,
    // A track id of an earlier, rejected sending says nothing about this one.
    document: { siiState: 'uncertain', reason: null, trackId: null },
    backup: false,
    audit: ['document.uncertain', ...next.audit],
  };
};

export type AskStep =
  | ({ readonly next: 'settle' } & Step)
  /** Definitely not there: the claim goes on to an upload of the same bytes. */
  | { readonly next: 'upload'; readonly job: Job; readonly document: DocumentChange };

const notThere = (
  job: Job,
  document: SentDocument,
  reason: DocumentChange['reason'],
  now: number,
): AskStep => {
  // An upload "in the future" means that the clock was set back since: it is taken to have begun now, or the wait would be years.
  const began = Math.min(job.lastUploadAt ?? now, now);
  const definiteAt = began + INDEXING_DELAY;
  if (now < definiteAt) {
    return {
      next: 'settle',
      job: {
        ...job,
        state: 'pending',
        nextDueAt: definiteAt,
        // Brought forward, it is still early then, and an upload that fails costs no retry.
        scheduledAt: job.scheduledAt !== null && job.scheduledAt > definiteAt ? job.scheduledAt : null,
        lastUploadAt: began,
        errorClass: 'unknown',
        errorCode: 'not_received_yet',
        errorParams: {},
      },
      document: { siiState: 'uncertain', reason: reason ?? null, pollDueAt: null },
      backup: false,
      audit: ['job.retry_scheduled'],
    };
  }
  const clean: Job = {
    ...job,
    askFirst: false,
    uncertainSince: null,
    lastUploadAt: began,
  };
  // The SII gave a track id for it and now does not know it: it contradicts itself, and a machine does not upload over that.
  if (document.trackId !== null) {
    return {
      next: 'settle',
      ...stopped(
        clean,
        {
          kind: 'failure',
          outcome: 'refused',
          errorClass: 'validation',
          errorCode: 'not_received',
          params: { trackId: document.trackId },
          retryability: 'person',
        },
        now,
      ),
      document: { siiState: 'not_sent', reason: reason ?? null, trackId: null, pollDueAt: null },
      backup: false,
    };
  }
  return { next: 'upload', job: clean, document: { siiState: 'not_sent', reason: null } };
};

/** After the SII was asked about a document of a job that was under way. @param isOutage as for an upload */
export const afterAsk = (
  job: Job,
  document: SentDocument,
  verdict: AskVerdict,
  now: number,
  isOutage = false,
): AskStep => {
  switch (verdict.kind) {
    case 'has_it':
      return {
        next: 'settle',
        job: succeeded(job),
        document: { siiState: 'accepted', reason: verdict.reason, pollDueAt: null },
        backup: true,
        audit: ['document.accepted'],
      };
    case 'not_there':
      return notThere(job, document, verdict.reason, now);
    case 'failure': {
      const next =
        verdict.retryability === 'person'
          ? stopped(job, verdict, now)
          : failedAgain(job, verdict, now, isOutage);
      return {
        next: 'settle',
        job: { ...next.job, askFirst: true, uncertainSince: next.job.uncertainSince ?? now },
        audit: next.audit,
        document:
          verdict.reason === undefined
            ? null
            : { siiState: 'uncertain', reason: verdict.reason, pollDueAt: null },
        backup: false,
      };
    }
    default:
      return assertNever(verdict, 'verdict of an ask');
  }
};

export interface PollStep {
  readonly document: DocumentChange;
  /** Null when the job stays as it is. */
  readonly job: Job | null;
  readonly audit: Step['audit'];
}

/** The SII goes on owing an answer: later, and after days of it somebody has to know. */
const undecided = (
  job: Job,
  document: SentDocument,
  asked: number,
  wait: number,
  now: number,
): Pick<PollStep, 'job' | 'audit'> & { readonly document: DocumentChange } => {
  const isLate = now - document.siiStateAt >= UNDECIDED_AFTER && asked >= UNDECIDED_POLLS;
  const change = { pollDueAt: now + (isLate ? UNDECIDED_WAIT : wait), pollCount: asked };
  if (!isLate || job.state !== 'success') return { document: change, job: null, audit: [] };
  return {
    document: change,
    job: {
      ...job,
      state: 'needs_person',
      errorClass: 'unknown',
      errorCode: 'never_decided',
      errorParams: document.trackId === null ? {} : { trackId: document.trackId },
      firstFailedAt: now,
    },
    audit: ['document.undecided', 'job.needs_person'],
  };
};

/** After the SII was asked about a track id. */
export const afterPoll = (job: Job, document: SentDocument, verdict: TrackVerdict, now: number): PollStep => {
  const asked = document.pollCount + 1;
  switch (verdict.kind) {
    case 'in_progress':
    case 'mixed': {
      const step = undecided(job, document, asked, pollWait(asked), now);
      return { ...step, document: { ...step.document, reason: verdict.reason } };
    }
    case 'failure': {
      const wait = Math.min(Math.max(pollWait(asked), verdict.retryAfterMs ?? 0), LONGEST_WAIT);
      return undecided(job, document, asked, wait, now);
    }
    case 'accepted':
    case 'objected':
      return {
        document: { siiState: verdict.kind, reason: verdict.reason, pollDueAt: null, pollCount: asked },
        // Somebody may have been called because it took so long.
        job: job.state === 'success' ? null : succeeded(job),
        audit: [verdict.kind === 'accepted' ? 'document.accepted' : 'document.objected'],
      };
    case 'rejected':
      return {
        document: { siiState: 'rejected', reason: verdict.reason, pollDueAt: null, pollCount: asked },
        job: {
          ...job,
          state: 'needs_person',
          failedRetries: 0,
          nextDueAt: null,
          scheduledAt: null,
          errorClass: 'validation',
          errorCode: verdict.errorCode,
          errorParams: { ...verdict.reason },
          firstFailedAt: now,
        },
        audit: ['document.rejected', 'job.needs_person'],
      };
    case 'repeated':
      return {
        document: { siiState: 'uncertain', reason: verdict.reason, pollDueAt: null, pollCount: asked },
        job: {
          ...job,
          state: 'pending',
          failedRetries: 0,
          nextDueAt: now,
          scheduledAt: null,
          askFirst: true,
          uncertainSince: now,
          errorClass: 'unknown',
          errorCode: 'already_received',
          errorParams: { ...verdict.reason },
          firstFailedAt: now,
        },
        audit: ['document.uncertain'],
      };
    default:
      return assertNever(verdict, 'verdict of a poll');
  }
};

/**
 * After the program ended, or was told to, in the middle of an attempt. It is no failed retry: the document did nothing wrong, and
 * the ask that it is due for harms nobody. No loop of crashes can upload without a definite "not received" in between.
 * @param open what was under way; null when the claim had begun nothing
 */
export const afterInterruption = (job: Job, open: AttemptKind | null, now: number): Step => {
  const again: Job = { ...job, state: 'pending', nextDueAt: now };
  if (open !== 'upload') return { job: again, document: null, backup: false, audit: [] };
  return {
    job: {
      ...again,
      askFirst: true,
      uncertainSince: job.uncertainSince ?? now,
      errorClass: 'unknown',
      errorCode: 'interrupted',
      errorParams: {},
      firstFailedAt: job.firstFailedAt ?? now,
    },
    document: { siiState: 'uncertain', reason: null, trackId: null },
    backup: false,
    audit: ['document.uncertain'],
  };
};

/** A note whose references are not decided: it waits, and no attempt is made. */
export const awaitingReference = (job: Job, { type, folio }: Reference, now: number): Job => ({
  ...job,
  state: 'pending',
  nextDueAt: now + REFERENCE_WAIT,
  scheduledAt: null,
  errorClass: 'unknown',
  errorCode: 'waiting_for_reference',
  errorParams: { type, folio },
});

/** What can't be sent as it is, found before an attempt was begun: for a person. */
export const stoppedBefore = (
  job: Job,
  errorCode: Failure['errorCode'],
  params: Failure['params'],
  now: number,
): Job =>
  stopped(
    job,
    {
      kind: 'failure',
      outcome: 'not_sent',
      errorClass: 'validation',
      errorCode,
      params,
      retryability: 'person',
    },
    now,
  ).job;

/**
 * A document whose group was refused as a whole: due now, in an envelope of its own, so that only the one at fault needs a person.
 * The SII has definitely not taken it, and no retry was its own.
 */
export const setApart = (
  job: Job,
  failure: Pick<Failure, 'errorClass' | 'errorCode' | 'params'>,
  now: number,
): Pick<Step, 'job' | 'document'> => ({
  job: {
    ...job,
    ...errorOf(failure),
    state: 'pending',
    nextDueAt: now,
    scheduledAt: null,
    askFirst: false,
    uncertainSince: null,
  },
  document: { siiState: 'not_sent', reason: null, trackId: null, pollDueAt: null, pollCount: 0 },
});

/** Why a job was left alone. */
export type Refusal =
  | 'not_found'
  | 'under_way'
  | 'finished'
  | 'already_due'
  | 'already_abandoned'
  | 'held'
  | 'not_held'
  | 'not_waiting';

export type ByHand = { readonly ok: true; readonly job: Job } | { readonly ok: false; readonly why: Refusal };

/**
 * "Retry now". An uncertain document is still asked for first. From pending, the retry is one of the five; from abandoned and
 * needs_person the count starts anew: a person says that the cause is gone, and the document deserves the whole table again.
 */
export const retryByHand = (job: Job, now: number): ByHand => {
  switch (job.state) {
    case 'retrying':
      return { ok: false, why: 'under_way' };
    case 'success':
      return { ok: false, why: 'finished' };
    case 'pending':
      if (job.heldAt !== null) return { ok: false, why: 'held' };
      return job.nextDueAt !== null && job.nextDueAt <= now
        ? { ok: false, why: 'already_due' }
        : { ok: true, job: { ...job, nextDueAt: now, scheduledAt: null } };
    case 'abandoned':
    case 'needs_person': {
      // What has a track id is never sent again over it: the SII is asked for the document itself.
      const isOpen = job.errorCode === 'never_decided';
      return {
        ok: true,
        job: {
          ...job,
          askFirst: job.askFirst || isOpen,
          uncertainSince: isOpen ? now : job.uncertainSince,
          state: 'pending',
          nextDueAt: now,
          scheduledAt: null,
          failedRetries: 0,
          abandonedReason: null,
        },
      };
    }
    default:
      return assertNever(job.state, 'job state');
  }
};

/** "Abandon", with a reason. It is kept for ever, and can be retried. */
export const abandonByHand = (job: Job, reason: string): ByHand => {
  if (job.state === 'retrying') return { ok: false, why: 'under_way' };
  if (job.state === 'success') return { ok: false, why: 'finished' };
  if (job.state === 'abandoned') return { ok: false, why: 'already_abandoned' };
  return {
    ok: true,
    job: {
      ...job,
      ...NOT_HELD,
      state: 'abandoned',
      nextDueAt: null,
      scheduledAt: null,
      abandonedReason: reason,
    },
  };
};
