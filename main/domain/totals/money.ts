import { divideHalfUp, type Micro, ONE } from '../decimal.ts';

/**
 * The smallest amount of a document, in millionths: a peso, or the ten-thousandth that export documents allow in
 * another currency (MontoItem and Totales of Exportaciones: four decimals).
 */
export type Step = bigint;
export const PESO: Step = ONE;
export const TEN_THOUSANDTH: Step = 100n;

export const roundTo = (value: Micro, step: Step): Micro => divideHalfUp(value, step) * step;

/** Quantity times price, rounded once. */
export const multiply = (a: Micro, b: Micro, step: Step): Micro => divideHalfUp(a * b, ONE * step) * step;

/** `percent` per cent of an amount, rounded once. */
export const percentOf = (amount: Micro, percent: Micro, step: Step): Micro =>
  divideHalfUp(amount * percent, 100n * ONE * step) * step;

/** The part that was before a tax of `percent` per cent was put on: 1190 at 19 % is 1000. */
export const withoutTax = (gross: Micro, percent: Micro, step: Step): Micro =>
  divideHalfUp(gross * 100n * ONE, (100n * ONE + percent) * step) * step;

/** The same share of `part` as `after` is of `before`. */
export const proportion = (part: Micro, after: Micro, before: Micro, step: Step): Micro =>
  before === 0n ? part : divideHalfUp(part * after, before * step) * step;

export const sum = (amounts: readonly Micro[]): Micro =>
  amounts.reduce((total, amount) => total + amount, 0n);
