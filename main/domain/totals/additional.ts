import { type Micro, ONE, readMicro } from '../decimal.ts';
import { type Anything, at, isAbsent, listOf, objectOf } from '../values.ts';
import type { LineAmount } from './lines.ts';
import { PESO, percentOf, proportion, sum } from './money.ts';
import { additionalTax, IVA_PERCENT } from './rates.ts';

/** One ImptoReten of the totals. */
export interface TaxTotal {
  readonly code: number;
  /** TasaImp; null for a tax per unit. */
  readonly percent: Micro | null;
  readonly amount: Micro;
  readonly effect: 'adds' | 'retains';
}

export interface TaxResult {
  /** By code, ascending. */
  readonly taxes: readonly TaxTotal[];
  /** Codes that have no rate of their own and whose amount the draft does not give. */
  readonly unknown: readonly number[];
}

/**
 * Codes whose base a line gives apart from its amount: the meat's (17), and the margins of selling on (14, 50), whose tax is
 * IVA (format-dte.txt B 7 and 8).
 */
const OWN_BASE: Readonly<
  Record<number, { readonly of: 'slaughterBase' | 'marginBase'; readonly percent: Micro | null }>
> = {
  14: { of: 'marginBase', percent: IVA_PERCENT },
  17: { of: 'slaughterBase', percent: null },
  50: { of: 'marginBase', percent: IVA_PERCENT },
};

interface Given {
  readonly percent: Micro | null;
  readonly amount: Micro | null;
}

const givenTaxes = (value: Anything): ReadonlyMap<number, Given> =>
  new Map(
    listOf(value).flatMap((item) => {
      const tax = objectOf(item);
      const code = readMicro(at(tax, 'TipoImp'));
      if (code === null) return [];
      const read = (name: string): Micro | null =>
        isAbsent(at(tax, name)) ? null : readMicro(at(tax, name));
      return [[Number(code / ONE), { percent: read('TasaImp'), amount: read('MontoImp') }] as const];
    }),
  );

/**
 * The additional taxes and retentions of a document: rate times the sum of the lines with that code (format-dte.txt A
 * 117), of which discounts over the affected lines take their share; some have a base of their own (OWN_BASE).
 * @param given Totales/ImptoReten of the draft: its TasaImp goes before ours, its MontoImp is used where no rate is known
 * @param before sum of the affected lines
 * @param after the same, after the discounts and recharges over the document (gross documents: without IVA)
 */
export const additionalTaxes = (
  lines: readonly LineAmount[],
  given: Anything,
  before: Micro,
  after: Micro,
): TaxResult => {
  const affected = lines.filter((line) => line.kind === 'affected');
  const codes = [...new Set(affected.flatMap((line) => line.taxes))].sort((a, b) => a - b);
  const fromDraft = givenTaxes(given);
  const taxes: TaxTotal[] = [];
  const unknown: number[] = [];
  for (const code of codes) {
    const known = additionalTax(code);
    const own = fromDraft.get(code);
    const carrying = affected.filter((line) => line.taxes.includes(code));
    const apart = OWN_BASE[code];
    const bases = carrying.flatMap((line) => (apart ? [line[apart.of]] : [])).filter((base) => base !== null);
    // What the draft says the tax is goes before a rate of ours over a base of its own.
    const ofBases = bases.length > 0 && (own?.amount ?? null) === null ? (apart?.percent ?? null) : null;
    const percent = own?.percent ?? known?.percent ?? ofBases;
    const base =
      bases.length > 0
        ? sum(bases)
        : proportion(sum(carrying.map((line) => line.amount)), after, before, PESO);
    const amount = percent === null ? (own?.amount ?? null) : percentOf(base, percent, PESO);
    if (known === null || amount === null) unknown.push(code);
    taxes.push({
      code,
      percent: percent === 0n ? null : percent,
      amount: amount ?? 0n,
      effect: known?.effect ?? 'adds',
    });
  }
  return { taxes, unknown };
};
