import { MINUTE } from './backoff.ts';
import type { Job } from './job.ts';

/**
 * How a job of an envelope of several documents goes on. `together`: the envelope can be sent. `alone`: the document needs an
 * envelope of its own, because others of the old one are settled and must not be sent again (or at all). `later`: it is not known
 * yet what became of the others. One that a person keeps waiting goes with nobody, and nobody waits for it.
 */
export type GroupMove =
  | { readonly kind: 'together' }
  | { readonly kind: 'alone' }
  | { readonly kind: 'later'; readonly at: number };

/** How long a job waits at least for others of its envelope. */
export const SIBLING_WAIT: number = MINUTE;

/**
 * @param others the other jobs of its envelope; the job itself is due, and the SII certainly does not have its document
 */
export const groupMove = (
  others: readonly Pick<Job, 'state' | 'askFirst' | 'nextDueAt' | 'heldAt'>[],
  now: number,
): GroupMove => {
  const isFree = ({ state, heldAt }: (typeof others)[number]): boolean =>
    state === 'pending' && heldAt === null;
  const asked = others.filter((each) => isFree(each) && each.askFirst);
  if (asked.length > 0 || others.some((each) => each.state === 'retrying')) {
    // An envelope is taken whole or not at all: while one document is in doubt, so is the envelope.
    const first = Math.min(...asked.map((each) => each.nextDueAt ?? now));
    return { kind: 'later', at: Math.max(now + SIBLING_WAIT, Number.isFinite(first) ? first : 0) };
  }
  return others.every(isFree) ? { kind: 'together' } : { kind: 'alone' };
};

/** Refusals of a whole envelope that one document of it may have caused. PROTOCOL.md 3 (STATUS 7, 8), 4.1 (RSC, RFR, …). */
const ONE_MAY_BE_GUILTY = new Set(['bad_schema', 'bad_signature', 'envelope_rejected']);
export const mayBeOneOfMany = (errorCode: string): boolean => ONE_MAY_BE_GUILTY.has(errorCode);
