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

/** The time of day of an instant: `11:30`. */
export const formatTime = (epochMs: number): string => {
  const p = take(epochMs);
  return `${p['hour']}:${p['minute']}`;
};

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A stretch of time in words: `menos de 1 min`, `8 min`, `3 h 20 min`, `2 días`. */
export const formatSpan = (ms: number): string => {
  const span = Math.abs(ms);
  if (span < MINUTE) return 'menos de 1 min';
  if (span < HOUR) return `${Math.round(span / MINUTE)} min`;
  if (span < DAY) {
    const minutes = Math.round((span % HOUR) / MINUTE);
    const hours = Math.floor(span / HOUR) + (minutes === 60 ? 1 : 0);
    return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes} min`;
  }
  const days = Math.round(span / DAY);
  return days === 1 ? '1 día' : `${days} días`;
};

/** A due time as cells show it: `ahora`, `en 8 min`, `hace 2 días`. */
export const formatRelative = (epochMs: number, nowMs: number): string => {
  const ahead = epochMs - nowMs;
  if (Math.abs(ahead) < 30_000) return 'ahora';
  return ahead > 0 ? `en ${formatSpan(ahead)}` : `hace ${formatSpan(ahead)}`;
};
