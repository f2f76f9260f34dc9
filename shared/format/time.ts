import { formatNumber } from './money.ts';

/** Fiscal dates are Chile's whatever zone the computer is in (PROTOCOL.md 7). */
export const ZONE = 'America/Santiago';

const parts = new Intl.DateTimeFormat('en-CA', {
  timeZone: ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

const take = (epochMs: number): Record<string, string> =>
  Object.fromEntries(parts.formatToParts(epochMs).map((part) => [part.type, part.value]));

/** Chile's local date `AAAA-MM-DD` of an instant (UTC epoch ms). */
export const localDate = (epochMs: number): string => {
  const p = take(epochMs);
  return `${p['year']}-${p['month']}-${p['day']}`;
};

/** Chile's local time `AAAA-MM-DDThh:mm:ss`, without offset, as TmstFirma and TSTED want it. */
export const localTimestamp = (epochMs: number): string => {
  const p = take(epochMs);
  return `${p['year']}-${p['month']}-${p['day']}T${p['hour']}:${p['minute']}:${p['second']}`;
};

/** `AAAA-MM-DD` as shown to people: `05-07-2026`. */
export const formatDate = (isoDate: string): string => isoDate.slice(0, 10).split('-').reverse().join('-');

/** An instant as shown to people: `05-07-2026, 11:30`. */
export const formatInstant = (epochMs: number): string => {
  const p = take(epochMs);
  return `${p['day']}-${p['month']}-${p['year']}, ${p['hour']}:${p['minute']}`;
};

const months = new Intl.DateTimeFormat('es-CL', { timeZone: 'UTC', month: 'long', year: 'numeric' });

/** A month `AAAA-MM` as shown to people: `Julio de 2026`. */
export const formatMonth = (month: string): string => {
  const text = months.format(new Date(`${month}-15T00:00:00Z`));
  return text.charAt(0).toUpperCase() + text.slice(1);
};

/** The time of day of an instant: `11:30`. */
export const formatTime = (epochMs: number): string => {
  const p = take(epochMs);
  return `${p['hour']}:${p['minute']}`;
};

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A stretch of time in words: `menos de 1 min`, `8 min`, `3 h 20 min`, `2 días`. Rounded before it is split: `1 h`, never `60 min`. */
export const formatSpan = (ms: number): string => {
  const span = Math.abs(ms);
  if (span < MINUTE) return 'menos de 1 min';
  const minutes = Math.round(span / MINUTE);
  if (minutes < 60) return `${minutes} min`;
  if (minutes < DAY / MINUTE) {
    const rest = minutes % 60;
    return rest === 0 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 60)} h ${rest} min`;
  }
  const days = Math.round(span / DAY);
  return days === 1 ? '1 día' : `${formatNumber(days)} días`;
};

/** A short wait as it runs down: `3 min 20 s`, `45 s`. */
export const formatCountdown = (ms: number): string => {
  const seconds = Math.max(0, Math.ceil(ms / SECOND));
  if (seconds < 60) return `${seconds} s`;
  if (seconds >= 3600) return formatSpan(ms);
  const rest = seconds % 60;
  return rest === 0 ? `${Math.floor(seconds / 60)} min` : `${Math.floor(seconds / 60)} min ${rest} s`;
};

/** The day of an instant, seen from now in Chile: null today, `mañana`, `ayer`, `el 28-11-2026`. */
export const formatDay = (epochMs: number, nowMs: number): string | null => {
  const day = localDate(epochMs);
  if (day === localDate(nowMs)) return null;
  if (day === nextDate(localDate(nowMs), 1)) return 'mañana';
  if (day === nextDate(localDate(nowMs), -1)) return 'ayer';
  return `el ${formatDate(day)}`;
};

/** So many days after a date `AAAA-MM-DD`, in the calendar: a day is not always 24 hours long. */
export const nextDate = (isoDate: string, days: number): string =>
  new Date(Date.parse(`${isoDate}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);

/** How many of Chile's days from today to a date `AAAA-MM-DD`: 0 is today, below 0 it is over. */
export const daysUntil = (isoDate: string, nowMs: number): number =>
  Math.round((Date.parse(`${isoDate}T00:00:00Z`) - Date.parse(`${localDate(nowMs)}T00:00:00Z`)) / DAY);

/** The instant at which Chile's clocks show a full hour of a day. An hour that is skipped gives the one after it. */
export const localInstant = (isoDate: string, hour: number): number => {
  const wanted = Date.parse(`${isoDate}T${String(hour).padStart(2, '0')}:00:00Z`);
  // Chile is three or four hours behind UTC: a first guess shows by how much it is wrong.
  const guess = wanted + 3 * HOUR;
  return guess + (wanted - Date.parse(`${localTimestamp(guess)}Z`));
};

/** A due time as cells show it: `ahora`, `en 8 min`, `hace 2 días`. */
export const formatRelative = (epochMs: number, nowMs: number): string => {
  const ahead = epochMs - nowMs;
  if (Math.abs(ahead) < 30_000) return 'ahora';
  return ahead > 0 ? `en ${formatSpan(ahead)}` : `hace ${formatSpan(ahead)}`;
};
