import { describe, expect, test } from 'vitest';
import {
  INDEXING_DELAY,
  LONGEST_POLL_WAIT,
  LONGEST_WAIT,
  pollWait,
  waitAfter,
} from '../../../main/domain/queue/backoff.ts';

const HOUR = 3_600_000;

describe('waitAfter', () => {
  test.each([
    [0, 1],
    [1, 2],
    [2, 4],
    [3, 8],
    [4, 16],
  ])('%i failed retries / next wait / %i h', (failed, hours) => {
    expect(waitAfter(failed)).toBe(hours * HOUR);
  });

  test('five failed retries / next wait / there is none', () => {
    expect(waitAfter(5)).toBeNull();
    expect(waitAfter(6)).toBeNull();
  });

  test.each([-1, 1.5, Number.NaN])('%d failed retries / next wait / is refused', (failed) => {
    expect(() => waitAfter(failed)).toThrow(RangeError);
  });

  test('the table / whole / takes 31 hours and no step over 16', () => {
    const all = [0, 1, 2, 3, 4].map((failed) => waitAfter(failed) ?? 0);
    expect(all.reduce((sum, wait) => sum + wait, 0)).toBe(31 * HOUR);
    expect(LONGEST_WAIT).toBe(16 * HOUR);
    expect(INDEXING_DELAY).toBe(2 * HOUR);
  });
});

describe('pollWait', () => {
  test('asked more and more often / waits / never shrink, and stay at the last', () => {
    const waits = Array.from({ length: 50 }, (_, asked) => pollWait(asked));
    expect(waits[0]).toBe(30_000);
    expect([...waits].sort((a, b) => a - b)).toEqual(waits);
    expect(waits.at(-1)).toBe(4 * HOUR);
    expect(LONGEST_POLL_WAIT, 'once a day, when it has been open for days').toBe(24 * HOUR);
  });
});
