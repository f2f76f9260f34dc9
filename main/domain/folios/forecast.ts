const DAY_MS = 86_400_000;

/** How far back the pace is measured: four whole weeks, so that every weekday counts the same. */
export const PACE_DAYS = 28;
/** A shop's first busy morning is not its pace: what was issued is spread over a week at least. */
const LEAST_DAYS = 7;

export interface Pace {
  /** Documents of the type that were issued within PACE_DAYS. */
  readonly issued: number;
  /** When the first of those was issued, UTC epoch ms; null without any. */
  readonly firstAt: number | null;
}

/**
 * @returns documents a day, at the pace of the last four weeks; null where nothing was issued, and so nothing can be said
 */
export const perDay = ({ issued, firstAt }: Pace, now: number): number | null => {
  if (issued === 0 || firstAt === null) return null;
  const days = Math.min(PACE_DAYS, Math.max(LEAST_DAYS, (now - firstAt) / DAY_MS));
  return issued / days;
};

/**
 * @param left folios that can still be used
 * @returns whole days that they last; null where there is no pace
 */
export const daysLeft = (left: number, pace: number | null): number | null =>
  pace === null ? null : Math.floor(left / pace);
