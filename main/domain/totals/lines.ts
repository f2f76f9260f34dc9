import type { DocumentType } from '../../../shared/domain/document-type.ts';
import { type Micro, ONE, readMicro } from '../decimal.ts';
import { type Anything, at, isAbsent, listOf, objectOf } from '../values.ts';
import { multiply, PESO, percentOf, roundTo, type Step } from './money.ts';

/** What a line counts towards. IndExe, format-dte.txt B 5; `none` are lines that must be worth nothing (4, 5). */
export type LineKind = 'affected' | 'exempt' | 'not_billed' | 'not_billed_negative' | 'deposit' | 'none';

export interface LineAmount {
  readonly kind: LineKind;
  /** MontoItem. */
  readonly amount: Micro;
  /** DescuentoMonto and RecargoMonto, whether they were given or come from their percentage. */
  readonly discount: Micro;
  readonly recharge: Micro;
  /** Whether the amount comes from a price, and not from a MontoItem that was given. */
  readonly priced: boolean;
  /** Whether the line says what it is worth at all. */
  readonly known: boolean;
  /** CodImpAdic, as numbers. */
  readonly taxes: readonly number[];
  /** Retenedor/MntBaseFaena, or null: the base of code 17. */
  readonly slaughterBase: Micro | null;
  /** Retenedor/MntMargComer, or null: the base of codes 14 and 50. */
  readonly marginBase: Micro | null;
}

const number = (value: Anything): Micro | null => (isAbsent(value) ? null : readMicro(value));

/** The types in which every line is exempt, so that IndExe goes without saying. */
export const isExemptType = (type: DocumentType): boolean =>
  type === 34 || type === 41 || type === 110 || type === 111 || type === 112;

const kindOf = (indExe: Anything, type: DocumentType): LineKind => {
  switch (isAbsent(indExe) ? '' : String(indExe).trim()) {
    case '1':
      return 'exempt';
    case '2':
      return 'not_billed';
    case '3':
      return 'deposit';
    case '4':
    case '5':
      return 'none';
    case '6':
      return 'not_billed_negative';
    default:
      return isExemptType(type) ? 'exempt' : 'affected';
  }
};

const taxCodes = (value: Anything): readonly number[] =>
  listOf(value).flatMap((code) => {
    const micro = readMicro(code);
    return micro === null ? [] : [Number(micro / ONE)];
  });

/**
 * The amounts of one line: quantity times price, rounded, less the discount, plus the recharge; a percentage discount is
 * of the first of these, a percentage recharge of what the discount has left (PROTOCOL.md 8). Without a price, MontoItem
 * is taken as given. A price without a quantity is the price of one.
 * @param step rounding of amounts; discounts and recharges are whole numbers in every currency (MntImpType)
 */
export const lineAmount = (value: Anything, type: DocumentType, step: Step): LineAmount => {
  const line = objectOf(value);
  const kind = kindOf(at(line, 'IndExe'), type);
  const price = number(at(line, 'PrcItem'));
  const given = number(at(line, 'MontoItem'));
  const retainer = objectOf(at(line, 'Retenedor'));
  const base = {
    kind,
    taxes: taxCodes(at(line, 'CodImpAdic')),
    slaughterBase: number(at(retainer, 'MntBaseFaena')),
    marginBase: number(at(retainer, 'MntMargComer')),
    priced: price !== null && price !== 0n,
    known: price !== null || given !== null,
  };
  if (kind === 'none') return { ...base, amount: 0n, discount: 0n, recharge: 0n };
  if (price === null || price === 0n) {
    return { ...base, amount: roundTo(given ?? 0n, step), discount: 0n, recharge: 0n };
  }
  const quantity = isAbsent(at(line, 'QtyItem')) ? ONE : (number(at(line, 'QtyItem')) ?? 0n);
  const gross = multiply(quantity, price, step);
  const discountPercent = number(at(line, 'DescuentoPct')) ?? 0n;
  const rechargePercent = number(at(line, 'RecargoPct')) ?? 0n;
  const discount =
    discountPercent === 0n
      ? roundTo(number(at(line, 'DescuentoMonto')) ?? 0n, PESO)
      : percentOf(gross, discountPercent, PESO);
  const discounted = gross - discount;
  const recharge =
    rechargePercent === 0n
      ? roundTo(number(at(line, 'RecargoMonto')) ?? 0n, PESO)
      : percentOf(discounted, rechargePercent, PESO);
  return { ...base, amount: discounted + recharge, discount, recharge };
};
