import { localDate, localInstant, localTimestamp, nextDate } from '../../shared/format/time.ts';

const HOUR = 3_600_000;
/** A round at one in the morning and the next one at one in the morning are not always a whole day apart. */
const NIGHTLY_MS = 20 * HOUR;
/** A computer that is off at night has its round by day. */
const MISSED_MS = 48 * HOUR;
const NIGHT_FROM = 1;
const NIGHT_TO = 6;

/** From one to six in the morning in Chile, when shops are shut. */
export const isNight = (now: number): boolean => {
  const hour = Number(localTimestamp(now).slice(11, 13));
  return hour >= NIGHT_FROM && hour < NIGHT_TO;
};

/** How long ago something was. A clock that was set back must not put things off for years. */
export const since = (at: number, now: number): number => (at > now ? Number.POSITIVE_INFINITY : now - at);

/** Whether a round of the vault is due, after the last one: every night, or at any hour once two days were missed. */
export const isPatrolDue = (last: number, now: number): boolean => {
  const unseen = since(last, now);
  return (unseen >= NIGHTLY_MS && isNight(now)) || unseen >= MISSED_MS;
};

/** The instant from which the next round is due, for a program that is running then; not before now. */
export const nextPatrolAt = (last: number, now: number): number => {
  if (isPatrolDue(last, now)) return now;
  const ready = Math.max(now, last + NIGHTLY_MS);
  return Math.min(isNight(ready) ? ready : nightAfter(ready), last + MISSED_MS);
};

const nightAfter = (instant: number): number => {
  const today = localDate(instant);
  const tonight = localInstant(today, NIGHT_FROM);
  return tonight >= instant ? tonight : localInstant(nextDate(today, 1), NIGHT_FROM);
};
