import { type Micro, ONE } from '../decimal.ts';

/** IVA in percent (DL 825, art. 14). */
export const IVA_PERCENT: Micro = 19n * ONE;

/**
 * What a code of ImptoReten does to the total, and its rate when the draft gives none.
 * adds: additional and specific taxes, IVA anticipado, margins. retains: IVA that the buyer keeps back in a factura de
 * compra. A null rate is a tax per unit (fuels) or over a base of its own: its amount has to be given.
 */
export interface AdditionalTax {
  readonly effect: 'adds' | 'retains';
  readonly percent: Micro | null;
}

const tax = (effect: AdditionalTax['effect'], percent: string | null): AdditionalTax => {
  if (percent === null) return { effect, percent };
  const [whole = '0', fraction = ''] = percent.split('.');
  return { effect, percent: BigInt(whole) * ONE + BigInt(fraction.padEnd(6, '0')) };
};

/**
 * Source: format-dte.txt 4 (codes, and the codes 301 to 481 by which the whole IVA of a product is kept back) and
 * PROTOCOL.md 8.
 */
const TAXES: Readonly<Record<number, AdditionalTax>> = {
  14: tax('adds', null),
  15: tax('retains', '19'),
  17: tax('adds', '5'),
  18: tax('adds', '5'),
  19: tax('adds', '12'),
  23: tax('adds', '15'),
  24: tax('adds', '31.5'),
  25: tax('adds', '20.5'),
  26: tax('adds', '20.5'),
  27: tax('adds', '10'),
  271: tax('adds', '18'),
  28: tax('adds', null),
  30: tax('retains', '10'),
  301: tax('retains', '19'),
  31: tax('retains', '19'),
  32: tax('retains', '8'),
  321: tax('retains', '19'),
  33: tax('retains', '8'),
  331: tax('retains', '19'),
  34: tax('retains', '4'),
  341: tax('retains', '19'),
  35: tax('adds', null),
  36: tax('retains', '10'),
  361: tax('retains', '19'),
  37: tax('retains', '10'),
  371: tax('retains', '19'),
  38: tax('retains', '19'),
  39: tax('retains', '19'),
  41: tax('retains', '19'),
  44: tax('adds', '15'),
  45: tax('adds', '50'),
  46: tax('retains', '19'),
  47: tax('retains', '19'),
  48: tax('retains', '14'),
  481: tax('retains', '19'),
  49: tax('retains', '0'),
  50: tax('adds', null),
  51: tax('adds', null),
  52: tax('adds', null),
  53: tax('adds', null),
};

/** The tax of a code, or null for one that the SII's list names but this table does not (16, 40, 54, 55) or nobody knows. */
export const additionalTax = (code: number): AdditionalTax | null => TAXES[code] ?? null;
