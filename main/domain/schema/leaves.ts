import { leaf, type Options } from './build.ts';
import type { Element } from './element.ts';

/**
 * The named number types of SiiTypes_v10.xsd. Amounts there have up to 18 digits; ours stop at 15, which a JavaScript
 * number still holds exactly (a thousand billion billion pesos is no invoice).
 */
export const MAX_AMOUNT = 999_999_999_999_999;

/** MontoType: whole pesos, never negative. */
export const monto = (name: string, options: Options = {}): Element =>
  leaf(name, { kind: 'integer', min: 0, max: MAX_AMOUNT }, options);

/** MntImpType: whole pesos, more than zero. */
export const montoPositive = (name: string, options: Options = {}): Element =>
  leaf(name, { kind: 'integer', min: 1, max: MAX_AMOUNT }, options);

/** ValorType: whole pesos, may be negative. */
export const valor = (name: string, options: Options = {}): Element =>
  leaf(name, { kind: 'integer', min: -MAX_AMOUNT, max: MAX_AMOUNT }, options);

/** Dec12_6Type: quantities and prices, 12 digits and 6 decimals, more than zero. */
export const dec12_6 = (name: string, options: Options = {}): Element =>
  leaf(name, { kind: 'decimal', min: 0.000001, max: 999_999_999_999, fraction: 6 }, options);

/** Dec14_4Type: amounts in another currency, more than zero. */
export const dec14_4 = (name: string, options: Options = {}): Element =>
  leaf(name, { kind: 'decimal', min: 0.0001, max: 99_999_999_999_999, fraction: 4 }, options);

/** Dec14_4-0Type: the same, zero allowed. */
export const dec14_4Zero = (name: string, options: Options = {}): Element =>
  leaf(name, { kind: 'decimal', min: 0, max: 99_999_999_999_999, fraction: 4 }, options);

/** Dec16_2Type: values of discounts and subtotals, more than zero. */
export const dec16_2 = (name: string, options: Options = {}): Element =>
  leaf(name, { kind: 'decimal', min: 0.01, max: MAX_AMOUNT, fraction: 2 }, options);

/** Dec6_4Type: exchange rates. */
export const dec6_4 = (name: string, options: Options = {}): Element =>
  leaf(name, { kind: 'decimal', min: 0.0001, max: 999_999.9999, fraction: 4 }, options);

/** PctType: percentages with two decimals. */
export const percent = (name: string, max: number, options: Options = {}): Element =>
  leaf(name, { kind: 'decimal', min: 0.01, max, fraction: 2 }, options);

/** Weights: 10 digits, 2 of them decimals. */
export const weight = (name: string, options: Options = {}): Element =>
  leaf(name, { kind: 'decimal', min: 0, max: 99_999_999.99, fraction: 2 }, options);

/** MailType: 80 characters; the pattern is ours, and only keeps out what no mail server would take. */
export const mail = (name: string, options: Options = {}): Element =>
  leaf(name, { kind: 'text', maxLength: 80, pattern: /^[^\s@]+@[^\s@]+$/ }, options);
