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

/** What a boleta says of its amounts. Absent ones are 0. */
export interface BoletaAmounts {
  readonly net: number;
  readonly exempt: number;
  readonly vat: number;
  /** IndMntNeto 2: the lines are without IVA. */
  readonly netLines: boolean;
  readonly lines: readonly { readonly exempt: boolean; readonly billed: boolean; readonly amount: number }[];
  /** Discounts and recharges over the whole: the lines alone do not tell then. */
  readonly adjusted: boolean;
}

/** Half up, of an amount that is not negative. */
const round = (amount: number): number => Math.floor(amount + 0.5);

/** The IVA of a boleta is what its gross has over the net (PROTOCOL.md 8), or 19 % of the net where the lines are net. */
export const hasBoletaVat = ({ net, vat, netLines }: BoletaAmounts): boolean =>
  netLines ? vat === round((net * 19) / 100) : net === round(((net + vat) * 100) / 119);

/** Whether the lines add up to the amounts of the head: gross ones to net and IVA together. */
export const linesAddUp = ({ net, vat, exempt, netLines, lines, adjusted }: BoletaAmounts): boolean => {
  if (adjusted) return true;
  const sum = (isExempt: boolean): number =>
    lines
      .filter((line) => line.billed && line.exempt === isExempt)
      .reduce((total, line) => total + line.amount, 0);
  return sum(true) === exempt && sum(false) === (netLines ? net : net + vat);
};
