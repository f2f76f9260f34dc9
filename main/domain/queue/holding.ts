/**
 * One document that a person keeps waiting while the others go. Its state, its time and its retries stay as they are: whoever lets it
 * go finds it as it was. Only what waits for its turn can be kept: what is under way has begun, and nothing else goes by itself.
 */
import { type Job, NOT_HELD } from './job.ts';
import type { ByHand } from './transitions.ts';

export interface Hold {
  readonly at: number;
  readonly by: string;
  readonly reason: string | null;
}

/** After this long the law's term is near: somebody has to look. */
export const LONG_HELD: number = 24 * 60 * 60_000;

export const holdByHand = (job: Job, { at, by, reason }: Hold): ByHand => {
  if (job.state === 'retrying') return { ok: false, why: 'under_way' };
  if (job.state === 'success') return { ok: false, why: 'finished' };
  if (job.state !== 'pending') return { ok: false, why: 'not_waiting' };
  if (job.heldAt !== null) return { ok: false, why: 'held' };
  return { ok: true, job: { ...job, heldAt: at, heldBy: by, heldReason: reason } };
};

export const releaseByHand = (job: Job): ByHand =>
  job.heldAt === null ? { ok: false, why: 'not_held' } : { ok: true, job: { ...job, ...NOT_HELD } };
