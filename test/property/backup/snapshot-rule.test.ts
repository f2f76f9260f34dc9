import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KEEP, keepSnapshots } from '../../../main/backup/snapshots/rule.ts';
import { localDate } from '../../../shared/format/time.ts';

const SEED = 20_261_124;
const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 24, 15);

const times = fc.array(fc.integer({ min: NOW - 900 * DAY, max: NOW }), { maxLength: 200 });

describe(`which snapshots are kept (seed ${SEED})`, () => {
  it('one a day for two years / kept: 7 days, 4 weeks, 12 months, the newest of each', () => {
    const daily = Array.from({ length: 730 }, (_, index) => NOW - index * DAY);
    const kept = [...keepSnapshots(daily)].sort((a, b) => b - a).map(localDate);
    expect(kept.slice(0, 7)).toEqual(daily.slice(0, 7).map(localDate));
    // Sundays end the weeks, last days the months; some are the same.
    expect(kept).toContain('2026-11-15');
    expect(kept).toContain('2026-11-08');
    expect(kept).toContain('2025-12-31');
    expect(kept).not.toContain('2025-11-30');
    expect(kept.length).toBe(7 + 2 + 11);
  });

  it('any times / kept: the newest, never too many, each one of those there were', () => {
    fc.assert(
      fc.property(times, (all) => {
        const kept = keepSnapshots(all);
        expect(kept.size).toBeLessThanOrEqual(KEEP.days + KEEP.weeks + KEEP.months);
        for (const time of kept) expect(all).toContain(time);
        if (all.length > 0) expect(kept.has(Math.max(...all))).toBe(true);
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  it('what was kept / asked again / all of it is kept', () => {
    fc.assert(
      fc.property(times, (all) => {
        const kept = keepSnapshots(all);
        expect(keepSnapshots([...kept])).toEqual(kept);
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  it('a month that has one / among the twelve newest / keeps one', () => {
    fc.assert(
      fc.property(times, (all) => {
        const months = [...new Set(all.map((time) => localDate(time).slice(0, 7)))].sort().reverse();
        const kept = new Set([...keepSnapshots(all)].map((time) => localDate(time).slice(0, 7)));
        for (const month of months.slice(0, KEEP.months)) expect(kept).toContain(month);
      }),
      { seed: SEED, numRuns: 300 },
    );
  });
});
