import { daysUntil, localDate, localTimestamp } from '../../../shared/format/time.ts';

const MORNING = 6;

/** Which night an instant to come belongs to, as people say it: one in the morning is the night of the day before. */
export const nightOf = (at: number, now: number): 'now' | 'tonight' | 'tomorrow' | null => {
  if (at <= now) return 'now';
  if (Number(localTimestamp(at).slice(11, 13)) >= MORNING) return null;
  const days = daysUntil(localDate(at), now);
  return days <= 1 ? 'tonight' : days === 2 ? 'tomorrow' : null;
};
