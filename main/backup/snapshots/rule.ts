import { localDate } from '../../../shared/format/time.ts';

/** How many snapshots are kept: the newest of each of so many days, weeks and months that have one. */
export const KEEP = { days: 7, weeks: 4, months: 12 } as const;

/** Monday of the week of a date `AAAA-MM-DD`, as a date. */
const weekOf = (date: string): string => {
  const day = new Date(`${date}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() - ((day.getUTCDay() + 6) % 7));
  return day.toISOString().slice(0, 10);
};

/**
 * Which snapshots stay. Days, weeks (from Monday) and months are Chile's; those without a snapshot do not count, so
 * that a shop that was shut for a year still has what it had.
 * @param times UTC epoch ms, in any order
 * @returns those that stay; the newest is always among them
 */
export const keepSnapshots = (times: readonly number[]): ReadonlySet<number> => {
  const newestFirst = [...new Set(times)].sort((a, b) => b - a);
  const keep = new Set<number>(newestFirst.slice(0, 1));
  const buckets: readonly (readonly [number, (date: string) => string])[] = [
    [KEEP.days, (date) => date],
    [KEEP.weeks, weekOf],
    [KEEP.months, (date) => date.slice(0, 7)],
  ];
  for (const [most, nameOf] of buckets) {
    const seen = new Set<string>();
    for (const time of newestFirst) {
      const name = nameOf(localDate(time));
      if (seen.has(name)) continue;
      if (seen.size === most) break;
      seen.add(name);
      keep.add(time);
    }
  }
  return keep;
};
