import type { AttemptOutcome } from '../../shared/domain/states.ts';
import type { Failure } from '../domain/queue/verdict.ts';
import type { Exchange } from '../sii/types.ts';
import type { AttemptEnd } from '../store/attempts.ts';
import type { JobRecord, Params } from '../store/records.ts';

/** Who does what no person asked for, in the audit trail. */
export const PROGRAM = 'resguardo';

/** No call was made, or none came back. */
export const NO_EXCHANGE: Exchange = { httpStatus: null, raw: null, durationMs: 0, request: null };

/** The row of an attempt that is over. */
export const attemptEnd = (
  exchange: Exchange,
  endedAt: number,
  how: {
    readonly outcome: AttemptOutcome;
    readonly answer?: string | null;
    readonly failure?: Pick<Failure, 'errorClass' | 'errorCode' | 'params'> | null;
    readonly trackId?: string | null;
    readonly nextDueAt: number | null;
  },
): AttemptEnd => ({
  endedAt,
  durationMs: Math.round(exchange.durationMs),
  outcome: how.outcome,
  answer: how.answer ?? null,
  errorClass: how.failure?.errorClass ?? null,
  errorCode: how.failure?.errorCode ?? null,
  errorParams: how.failure?.params ?? {},
  httpStatus: exchange.httpStatus,
  trackId: how.trackId ?? null,
  nextDueAt: how.nextDueAt,
  raw: exchange.raw,
  request: exchange.request,
});

/** What the audit trail says of an ended attempt. */
export const endParams = (number: number, end: AttemptEnd): Params => ({
  number,
  outcome: end.outcome,
  ...(end.answer === null ? {} : { answer: end.answer }),
  ...(end.errorClass === null ? {} : { errorClass: end.errorClass }),
  ...(end.errorCode === null ? {} : { errorCode: end.errorCode }),
  ...(end.trackId === null ? {} : { trackId: end.trackId }),
});

/** What the audit trail says of a job's new state. */
export const jobParams = (job: Pick<JobRecord, 'failedRetries' | 'nextDueAt' | 'errorCode'>): Params => ({
  failedRetries: job.failedRetries,
  ...(job.nextDueAt === null ? {} : { nextDueAt: job.nextDueAt }),
  ...(job.errorCode === null ? {} : { errorCode: job.errorCode }),
});
