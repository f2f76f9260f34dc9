/** A stretch of days as tallies know it: whole years, whole months beside them, and the days at either end. */
export interface Periods {
  /** `AAAA` and `AAAA-MM`. */
  readonly whole: readonly string[];
  /** First and last day, `AAAA-MM-DD`. */
  readonly edges: readonly (readonly [string, string])[];
}

const pad = (month: number): string => String(month).padStart(2, '0');
const firstOf = (year: number, month: number): string => `${year}-${pad(month)}-01`;
/** Later than any day of the month, and before the next one: as text that is enough. */
const lastOf = (year: number, month: number): string => `${year}-${pad(month)}-31`;

/** @param first, last days `AAAA-MM-DD`, both included */
export const periodsOf = (first: string, last: string): Periods => {
  const whole: string[] = [];
  const edges: (readonly [string, string])[] = [];
  if (first > last) return { whole, edges };
  const [firstYear = 0, lastYear = 0] = [Number(first.slice(0, 4)), Number(last.slice(0, 4))];
  const isInside = (from: string, to: string): boolean => first <= from && to <= last;
  for (let year = firstYear; year <= lastYear; year++) {
    if (isInside(firstOf(year, 1), lastOf(year, 12))) {
      whole.push(String(year));
      continue;
    }
    for (let month = 1; month <= 12; month++) {
      const from = firstOf(year, month);
      const to = lastOf(year, month);
      if (isInside(from, to)) whole.push(`${year}-${pad(month)}`);
      else if (from <= last && first <= to) edges.push([first > from ? first : from, last < to ? last : to]);
    }
  }
  return { whole, edges };
};
