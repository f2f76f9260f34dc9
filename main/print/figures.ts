import { formatDate } from '../../shared/format/time.ts';
import { type Micro, readMicro, writeMicro } from '../domain/decimal.ts';
import { type Anything, dig, isAbsent } from '../domain/values.ts';

/** The text at a path, or an empty one. */
export const textAt = (value: Anything, ...keys: readonly string[]): string => {
  const found = dig(value, ...keys);
  return typeof found === 'string' || typeof found === 'number' ? String(found).trim() : '';
};

/** The number at a path; null where there is none. */
export const numberAt = (value: Anything, ...keys: readonly string[]): Micro | null => {
  const found = dig(value, ...keys);
  return isAbsent(found) ? null : readMicro(found);
};

const MONTHS = [
  'enero',
  'febrero',
  'marzo',
  'abril',
  'mayo',
  'junio',
  'julio',
  'agosto',
  'septiembre',
  'octubre',
  'noviembre',
  'diciembre',
];

/** `2026-11-24` as `24 de noviembre de 2026`. */
export const longDate = (iso: string): string => {
  const [year = '', month = '', day = ''] = iso.slice(0, 10).split('-');
  const name = MONTHS[Number(month) - 1];
  return name === undefined ? iso : `${Number(day)} de ${name} de ${year}`;
};

export const shortDate = (iso: string): string => (iso === '' ? '' : formatDate(iso));

const group = (digits: string): string => digits.replace(/\B(?=(\d{3})+$)/g, '.');

/** `1.234.567,5`: points between thousands, a decimal comma, no more decimals than there are. */
export const plain = (value: Micro, decimals = 0): string => {
  const [whole = '0', fraction = ''] = writeMicro(value < 0n ? -value : value).split('.');
  const shown = fraction.padEnd(Math.max(decimals, fraction.length), '0');
  return `${value < 0n ? '–' : ''}${group(whole)}${shown === '' ? '' : `,${shown}`}`;
};

/** How amounts of a document are written: whole pesos, or another currency with two decimals at least. */
export interface Currency {
  /** With the sign of the currency, for totals. */
  readonly full: (value: Micro) => string;
  /** Bare, for the lines. */
  readonly bare: (value: Micro) => string;
  readonly name: string;
}

const signed = (value: Micro, sign: string, digits: string): string =>
  value < 0n ? `–${sign}${digits.slice(1)}` : `${sign}${digits}`;

export const PESOS: Currency = {
  full: (value) => signed(value, '$', plain(value)),
  bare: (value) => plain(value),
  name: 'PESO CL',
};

/** The signs that people know; others go by the SII's name of the currency alone. */
const SIGNS: Readonly<Record<string, string>> = { 'DOLAR USA': 'US$ ', EURO: '€ ' };

export const currencyOf = (name: string): Currency => {
  if (name === '' || name === PESOS.name) return PESOS;
  const bare = (value: Micro): string => plain(value, 2);
  return { full: (value) => signed(value, SIGNS[name] ?? '', plain(value, 2)), bare, name };
};
