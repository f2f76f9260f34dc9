import type { SiiDay } from '../../shared/domain/home.ts';

/** A person who waits for longer than this (ms) calls it slow; the SII's own answers come within two seconds on a good day. */
export const SLOW_ANSWER_MS: number = 8_000;

/** Attempts of one day: all that ended, those that the SII left unanswered, and those answered late. */
export interface SiiAttempts {
  readonly attempts: number;
  readonly unanswered: number;
  readonly slow: number;
}

/** What to call a day. */
export const siiDay = ({ attempts, unanswered, slow }: SiiAttempts): SiiDay => {
  if (attempts === 0) return 'none';
  if (unanswered * 2 > attempts) return 'down';
  if (unanswered > 0) return 'unsteady';
  return slow * 2 >= attempts ? 'slow' : 'up';
};
