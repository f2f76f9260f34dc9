import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keptFrom, mayGo } from '../../../main/backup/cleanup/rule.ts';

const SEED = 20_261_125;
const DAY = 86_400_000;
const YEARS_6 = 6 * 365.25 * DAY;
const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

test(`the clean-up, seed ${SEED} / any day, any document / nothing inside six years goes, nor anything without two other whole copies`, () => {
  const [from, to] = [Date.UTC(2020, 0, 1), Date.UTC(2060, 11, 31)];
  fc.assert(
    fc.property(
      fc.integer({ min: from, max: to }),
      fc.integer({ min: 0, max: 20 * 365 }),
      fc.boolean(),
      fc.boolean(),
      fc.boolean(),
      (now, ageDays, settled, wholeHere, wholeInSnapshot) => {
        const issued = now - ageDays * DAY;
        const goes = mayGo({ issuedOn: dayOf(issued), settled, wholeHere, wholeInSnapshot }, now);
        if (now - issued <= YEARS_6) expect(goes).toBe(false);
        if (!settled || !wholeHere || !wholeInSnapshot) expect(goes).toBe(false);
        // Eight years and a bit are over for every document.
        if (settled && wholeHere && wholeInSnapshot && ageDays > 9 * 366) expect(goes).toBe(true);
      },
    ),
    { seed: SEED, numRuns: 20_000 },
  );
});

test.each([
  ['2033-04-30T12:00:00Z', '2026-01-01'],
  ['2033-05-02T12:00:00Z', '2027-01-01'],
  ['2033-12-31T12:00:00Z', '2027-01-01'],
  // Still the last day of April in Chile.
  ['2033-05-01T02:00:00Z', '2026-01-01'],
])('the clean-up / on %s / keeps what was issued from %s on', (now, expected) => {
  expect(keptFrom(new Date(now).getTime())).toBe(expected);
});
