/** A server that asks for more than a day is taken at a day: a wrong date must not park a document for years. */
const LONGEST_MS = 24 * 60 * 60 * 1000;

/**
 * Reads Retry-After (RFC 9110 10.2.3): seconds, or an HTTP date.
 * @param nowMs UTC epoch ms, for the date form
 * @returns the wait in ms, 0 for a date gone by, or null when there is none that can be read
 */
export const parseRetryAfter = (value: string | null, nowMs: number): number | null => {
  if (value === null) return null;
  const text = value.trim();
  if (/^\d{1,9}$/.test(text)) return Math.min(Number(text) * 1000, LONGEST_MS);
  // Date.parse takes far more than HTTP dates ("7", "-5"); every HTTP date starts with the name of a day.
  if (!/^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)/i.test(text)) return null;
  const at = Date.parse(text);
  if (Number.isNaN(at)) return null;
  return Math.min(Math.max(at - nowMs, 0), LONGEST_MS);
};
