import { describe, expect, it } from 'vitest';
import { isPatrolDue, nextPatrolAt } from '../../../main/domain/patrol-time.ts';
import { formatInstant, localInstant } from '../../../shared/format/time.ts';

const HOUR = 3_600_000;
const at = (day: string, hour: number): number => localInstant(day, hour);
const next = (last: number, now: number): string => formatInstant(nextPatrolAt(last, now));

describe('the next round over the vault', () => {
  it('after a round of last night / is at one in the morning of the next night', () => {
    expect(next(at('2026-11-24', 1), at('2026-11-24', 11))).toBe('25-11-2026, 01:00');
    expect(next(at('2026-11-24', 3), at('2026-11-24', 23))).toBe('25-11-2026, 01:00');
  });
  it('after a round by day that was less than 20 hours before the night / is later that night, or in the next one', () => {
    expect(next(at('2026-11-24', 8), at('2026-11-24', 9))).toBe('25-11-2026, 04:00');
    expect(next(at('2026-11-24', 15), at('2026-11-24', 16))).toBe('26-11-2026, 01:00');
  });
  it('of a computer that was off for two days / is now', () => {
    const now = at('2026-11-24', 11);
    expect(nextPatrolAt(at('2026-11-22', 1), now)).toBe(now);
  });
  it('of a clock that was set back / is now', () => {
    const now = at('2026-11-24', 11);
    expect(nextPatrolAt(at('2026-12-24', 1), now)).toBe(now);
  });
  it('at every hour of a week with a change of clocks / is the first quarter of an hour at which one is due', () => {
    const last = at('2026-09-04', 2);
    for (let hour = 0; hour < 60; hour++) {
      const now = last + hour * HOUR;
      const told = nextPatrolAt(last, now);
      expect(told).toBeGreaterThanOrEqual(now);
      expect(isPatrolDue(last, told)).toBe(true);
      for (let before = now; before < told; before += HOUR / 4) expect(isPatrolDue(last, before)).toBe(false);
    }
  });
});
