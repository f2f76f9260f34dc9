import type { Anything } from './values.ts';

/**
 * Decimal numbers without floating point: a bigint that counts millionths. Quantities and prices have up to six
 * decimals in the SII's schema, so every number of a document fits exactly.
 */
export type Micro = bigint;

export const ONE: Micro = 1_000_000n;
const DIGITS = 6;

/** No number of a document has more digits before the point; a longer one is no number but an attack. */
const MAX_WHOLE_DIGITS = 18;
/** Longer texts are not looked at: digits of a number, its zeroes and its point. */
const MAX_TEXT = 64;
const PLAIN = /^([+-]?)(\d+)(?:\.(\d+))?$/;

/** A JavaScript number as plain digits, without exponent, rounded where it is only the dust of binary arithmetic. */
const plainDigits = (value: number): string | null => {
  if (!Number.isFinite(value)) return null;
  const text = String(value);
  const decimals = /\.(\d+)$/.exec(text)?.[1]?.length ?? 0;
  if (!text.includes('e') && decimals <= DIGITS) return text;
  if (Math.abs(value) >= 1e18) return null;
  const rounded = Number(value.toFixed(DIGITS));
  // 0.1 + 0.2 is meant to be 0.3; 0.12345678 is not meant to be 0.123457.
  return Math.abs(value - rounded) <= Number.EPSILON * 4 * Math.max(1, Math.abs(value))
    ? value.toFixed(DIGITS)
    : null;
};

/**
 * Reads a number of a draft: a JSON number, or a text of digits with a decimal point.
 * @returns millionths, or null when it is no number or has more than six decimals
 */
export const readMicro = (value: Anything): Micro | null => {
  const text =
    typeof value === 'number' ? plainDigits(value) : typeof value === 'string' ? value.trim() : null;
  const match = text === null || text.length > MAX_TEXT ? null : PLAIN.exec(text);
  if (!match) return null;
  const whole = (match[2] ?? '').replace(/^0+(?=\d)/, '');
  const fraction = (match[3] ?? '').replace(/0+$/, '');
  if (whole.length > MAX_WHOLE_DIGITS || fraction.length > DIGITS) return null;
  const units = BigInt(whole) * ONE + BigInt(fraction.padEnd(DIGITS, '0'));
  return match[1] === '-' ? -units : units;
};

/** Decimals that are needed to write it: 0 for 2, 1 for 2.5. */
export const fractionDigits = (value: Micro): number => {
  const rest = (value < 0n ? -value : value) % ONE;
  return rest === 0n ? 0 : rest.toString().padStart(DIGITS, '0').replace(/0+$/, '').length;
};

/** As the SII writes numbers: decimal point, no thousands separator, no padding (format-dte.txt 2.2). */
export const writeMicro = (value: Micro): string => {
  const magnitude = value < 0n ? -value : value;
  const digits = fractionDigits(value);
  const fraction =
    digits === 0 ? '' : `.${(magnitude % ONE).toString().padStart(DIGITS, '0').slice(0, digits)}`;
  return `${value < 0n ? '-' : ''}${magnitude / ONE}${fraction}`;
};

/** For JSON: a number where that holds it exactly, else its digits as text. */
export const microToValue = (value: Micro): number | string => {
  const text = writeMicro(value);
  const number = Number(text);
  return String(number) === text ? number : text;
};

/** n / d, rounded half away from zero: 256.5 is 257, as the SII and people round. */
export const divideHalfUp = (n: bigint, d: bigint): bigint => {
  const negative = n < 0n !== d < 0n;
  const a = n < 0n ? -n : n;
  const b = d < 0n ? -d : d;
  const quotient = (2n * a + b) / (2n * b);
  return negative ? -quotient : quotient;
};
