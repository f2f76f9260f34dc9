import { MAX_RETRIES } from '../../../shared/domain/states.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

/**
 * How long a failed document waits, by the number of its retries that have failed so far. Doubling: an outage of minutes costs an
 * hour at most, one of a day is outlasted (1 + 2 + 4 + 8 + 16 = 31 h), and the SII never sees more than one try an hour of a
 * document. No jitter: one computer sends few documents, and a person is shown the time.
 *
 * | failed so far            | next try in |
 * |--------------------------|-------------|
 * | first attempt            | 1 h         |
 * | first attempt, 1 retry   | 2 h         |
 * | first attempt, 2 retries | 4 h         |
 * | first attempt, 3 retries | 8 h         |
 * | first attempt, 4 retries | 16 h        |
 * | first attempt, 5 retries | abandoned   |
 */
export const RETRY_WAITS: readonly number[] = [1 * HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR, 16 * HOUR];

/** No due time may be further ahead: one that is was written under another clock. */
export const LONGEST_WAIT: number = Math.max(...RETRY_WAITS);

/**
 * The wait before the next retry, in ms.
 * @param failedRetries retries that have failed, from 0 (only the first attempt has) to MAX_RETRIES
 * @returns null when there is no next one
 */
export const waitAfter = (failedRetries: number): number | null => {
  if (!Number.isInteger(failedRetries) || failedRetries < 0)
    throw new RangeError(`failedRetries ${failedRetries}`);
  return failedRetries >= MAX_RETRIES ? null : (RETRY_WAITS[failedRetries] ?? null);
};

/**
 * How long after the beginning of an upload the SII's "not received" (FAU) is believed. Before, it may still be taking the document
 * in; programs in the field wait two hours (PROTOCOL.md 6.4). Too early a resend is what this design exists to prevent, too
 * late a one costs a little patience.
 */
export const INDEXING_DELAY: number = 2 * HOUR;

/**
 * How long to wait before asking for the state of a track id, by the number of times it was asked. The SII takes from seconds to
 * hours, days in certification (PROTOCOL.md 4.1): the first waits serve the person who is watching, the last ones spare the
 * SII. It is asked for ever: without an answer the document's fate is unknown, and that can't be given up.
 */
export const POLL_WAITS: readonly number[] = [
  0.5 * MINUTE,
  1 * MINUTE,
  2 * MINUTE,
  5 * MINUTE,
  10 * MINUTE,
  20 * MINUTE,
  30 * MINUTE,
  1 * HOUR,
  2 * HOUR,
  4 * HOUR,
];

/**
 * A track id that was asked for so often and has been open for so long is an alarm: certification takes days (PROTOCOL.md 4.1), and
 * what takes longer has been forgotten by the SII. It goes on being asked for, once a day.
 */
export const UNDECIDED_AFTER: number = 72 * HOUR;
export const UNDECIDED_POLLS: number = POLL_WAITS.length;
export const UNDECIDED_WAIT: number = 24 * HOUR;

export const LONGEST_POLL_WAIT: number = Math.max(...POLL_WAITS, UNDECIDED_WAIT);

/** @param asked how many times this track id was asked for so far */
export const pollWait = (asked: number): number =>
  POLL_WAITS[Math.min(Math.max(asked, 0), POLL_WAITS.length - 1)] ?? UNDECIDED_WAIT;
