import { additionalTax } from '../../domain/totals/rates.ts';

/** Amounts of Totales, in pesos. Absent ones are 0. */
export interface Totals {
  readonly net: number;
  readonly exempt: number;
  readonly vat: number;
  readonly creditForBuilders: number;
  readonly bottleDeposit: number;
  /** ValComNeto, ValComExe and ValComIVA together: taken off. */
  readonly commissions: number;
  readonly taxes: readonly { readonly code: number; readonly amount: number }[];
  readonly total: number;
}

/**
 * Whether MntTotal is the sum of its parts. The SII does not reject a wrong IVA as such (PROTOCOL.md 8), so the IVA
 * is taken as stated.
 */
export const addsUp = (totals: Totals): boolean => {
  let sum =
    totals.net +
    totals.exempt +
    totals.vat -
    totals.creditForBuilders +
    totals.bottleDeposit -
    totals.commissions;
  for (const { code, amount } of totals.taxes)
    sum += additionalTax(code)?.effect === 'retains' ? -amount : amount;
  return sum === totals.total;
};
