import type { DocumentType } from '../../../shared/domain/document-type.ts';
import type { DraftObject, DraftValue } from '../../../shared/domain/draft.ts';
import { type Micro, microToValue, readMicro } from '../decimal.ts';
import { at, isAbsent, objectOf } from '../values.ts';
import { additionalTaxes } from './additional.ts';
import { commissions } from './commissions.ts';
import type { Groups } from './globals.ts';
import type { LineAmount } from './lines.ts';
import { PESO, percentOf, roundTo, sum, withoutTax } from './money.ts';
import { IVA_PERCENT } from './rates.ts';

/** A total and whether it stands in the document at all. */
export interface Totalled {
  readonly totales: DraftObject;
  /** Codes of ImptoReten whose amount cannot be worked out. */
  readonly unknownTaxes: readonly number[];
  /** Names of totals that came out negative and may not be. */
  readonly negative: readonly string[];
}

const NONE: Totalled = { totales: {}, unknownTaxes: [], negative: [] };

/** Leaves out what is undefined, keeps the order. */
const compact = (entries: readonly (readonly [string, DraftValue | undefined])[]): DraftObject =>
  Object.fromEntries(entries.filter(([, value]) => value !== undefined));

interface Net {
  readonly neto: Micro;
  readonly iva: Micro;
}

/** Gross: the IVA is what is left of the total, so that net and IVA add up to what people pay (PROTOCOL.md 8). */
const netOf = (affected: Micro, gross: boolean): Net => {
  if (!gross) return { neto: affected, iva: percentOf(affected, IVA_PERCENT, PESO) };
  const neto = withoutTax(affected, IVA_PERCENT, PESO);
  return { neto, iva: affected - neto };
};

const readTotal = (given: DraftObject, name: string): Micro | null => {
  const value = at(given, name);
  return isAbsent(value) ? null : readMicro(value);
};

const value = (micro: Micro | null): DraftValue | undefined =>
  micro === null ? undefined : microToValue(micro);

/** Period and balance close every Totales: what is not billed, and what was owed before. */
const closing = (
  given: DraftObject,
  lines: readonly LineAmount[],
  notBilled: Micro,
  total: Micro,
): {
  readonly period: Micro | null;
  readonly notBilled: Micro | null;
  readonly balance: Micro | null;
  readonly toPay: Micro | null;
} => {
  const has = lines.some((line) => line.kind.startsWith('not_billed') && line.amount !== 0n);
  const balance = readTotal(given, 'SaldoAnterior');
  const period = has ? total + notBilled : null;
  const toPay = readTotal(given, 'VlrPagar') ?? (balance === null ? null : (period ?? total) + balance);
  return { period, notBilled: has ? notBilled : null, balance, toPay };
};

/**
 * Totales of a boleta (39, 41): prices include IVA unless IndMntNeto is 2; there is no TasaIVA. MntNeto and IVA are
 * mandatory in a boleta afecta, even at 0. format-boletas.txt A 32 to 39.
 */
export const boletaTotals = (
  type: 39 | 41,
  encabezado: DraftObject,
  lines: readonly LineAmount[],
  groups: Groups,
): Totalled => {
  const given = objectOf(at(encabezado, 'Totales'));
  const net = String(at(objectOf(at(encabezado, 'IdDoc')), 'IndMntNeto') ?? '') === '2';
  const { neto, iva } = netOf(groups.affected, !net);
  const hasExempt = type === 41 || lines.some((line) => line.kind === 'exempt');
  const total = neto + iva + groups.exempt;
  const { period, notBilled, balance, toPay } = closing(given, lines, groups.notBilled, total);
  return {
    ...NONE,
    totales: compact([
      ['MntNeto', type === 39 ? value(neto) : undefined],
      ['MntExe', hasExempt ? value(groups.exempt) : undefined],
      ['IVA', type === 39 ? value(iva) : undefined],
      ['MntTotal', value(total)],
      ['MontoNF', value(notBilled)],
      ['TotalPeriodo', value(period)],
      ['SaldoAnterior', value(balance)],
      ['VlrPagar', value(toPay)],
    ]),
    negative: [
      ...(neto < 0n ? ['MntNeto'] : []),
      ...(groups.exempt < 0n ? ['MntExe'] : []),
      ...(total < 0n ? ['MntTotal'] : []),
    ],
  };
};

export type NationalType = Exclude<DocumentType, 39 | 41 | 110 | 111 | 112>;

const SAYS_NOT_RETAINED: readonly NationalType[] = [46, 56, 61];

/**
 * Totales of 33, 34, 46, 52, 56 and 61, in pesos. format-dte.txt A 107 to 128:
 * MntTotal = net + exempt + IVA + additional taxes + GrntDep - CredEC - retentions - commissions.
 */
export const nationalTotals = (
  type: NationalType,
  draft: DraftObject,
  lines: readonly LineAmount[],
  affectedBefore: Micro,
  groups: Groups,
): Totalled => {
  const encabezado = objectOf(at(draft, 'Encabezado'));
  const given = objectOf(at(encabezado, 'Totales'));
  const gross = type !== 34 && String(at(objectOf(at(encabezado, 'IdDoc')), 'MntBruto') ?? '') === '1';
  const { neto, iva } = netOf(groups.affected, gross);
  // A guía that moves goods without selling them has lines worth nothing and no net; other types say 0.
  const worth = lines.some((line) => line.kind === 'affected' && line.amount !== 0n);
  const hasAffected = type !== 34 && (type === 52 ? worth : lines.some((line) => line.kind === 'affected'));
  const hasExempt = type === 34 || lines.some((line) => line.kind === 'exempt');
  const hasDeposit = lines.some((line) => line.kind === 'deposit');
  const { taxes, unknown } = additionalTaxes(lines, at(given, 'ImptoReten'), affectedBefore, neto);
  const added = sum(taxes.filter((tax) => tax.effect === 'adds').map((tax) => tax.amount));
  const retaining = taxes.filter((tax) => tax.effect === 'retains');
  const retained = sum(retaining.map((tax) => tax.amount));
  // Each retention is rounded by itself: several that keep the whole IVA may pass it by a peso each.
  // Only a factura de compra and its notes say what was not kept back (format-dte.txt A 118).
  const rest = retaining.length > 0 && SAYS_NOT_RETAINED.includes(type) ? iva - retained : 0n;
  const notRetained = rest < 0n && rest > -PESO * BigInt(retaining.length) ? 0n : rest;
  const credit = readTotal(given, 'CredEC');
  const deposit = hasDeposit
    ? sum(lines.filter((line) => line.kind === 'deposit').map((line) => line.amount))
    : readTotal(given, 'GrntDep');
  const commission = commissions(at(draft, 'Comisiones')).total;
  const total =
    neto +
    groups.exempt +
    iva +
    added +
    (deposit ?? 0n) -
    roundTo(credit ?? 0n, PESO) -
    retained -
    (commission === null ? 0n : commission.net + commission.exempt + commission.iva);
  const { period, notBilled, balance, toPay } = closing(given, lines, groups.notBilled, total);
  return {
    unknownTaxes: unknown,
    negative: [
      ...(neto < 0n ? ['MntNeto'] : []),
      ...(groups.exempt < 0n ? ['MntExe'] : []),
      ...(notRetained < 0n ? ['IVANoRet'] : []),
      ...(total < 0n ? ['MntTotal'] : []),
    ],
    totales: compact([
      ['MntNeto', hasAffected ? value(neto) : undefined],
      ['MntExe', hasExempt ? value(groups.exempt) : undefined],
      ['MntBase', value(readTotal(given, 'MntBase'))],
      ['MntMargenCom', value(readTotal(given, 'MntMargenCom'))],
      ['TasaIVA', hasAffected ? value(IVA_PERCENT) : undefined],
      ['IVA', hasAffected ? value(iva) : undefined],
      ['IVAProp', hasAffected ? value(readTotal(given, 'IVAProp')) : undefined],
      ['IVATerc', hasAffected ? value(readTotal(given, 'IVATerc')) : undefined],
      [
        'ImptoReten',
        taxes.length === 0
          ? undefined
          : taxes.map((tax) =>
              compact([
                ['TipoImp', tax.code],
                ['TasaImp', value(tax.percent)],
                ['MontoImp', value(tax.amount)],
              ]),
            ),
      ],
      ['IVANoRet', notRetained === 0n ? undefined : value(notRetained)],
      ['CredEC', credit === 0n ? undefined : value(credit)],
      ['GrntDep', deposit === 0n ? undefined : value(deposit)],
      [
        'Comisiones',
        commission === null
          ? undefined
          : compact([
              ['ValComNeto', value(commission.net)],
              ['ValComExe', value(commission.exempt)],
              ['ValComIVA', value(commission.iva)],
            ]),
      ],
      ['MntTotal', value(total)],
      ['MontoNF', value(notBilled)],
      ['MontoPeriodo', value(period)],
      ['SaldoAnterior', value(balance)],
      ['VlrPagar', value(toPay)],
    ]),
  };
};

/**
 * Totales of a note that corrects a text: nothing (PROTOCOL.md 8). It says so as an exempt or as an affected document,
 * by its lines.
 */
export const textNoteTotals = (lines: readonly LineAmount[]): DraftObject =>
  lines.length > 0 && lines.every((line) => line.kind === 'exempt')
    ? { MntExe: 0, MntTotal: 0 }
    : { MntNeto: 0, TasaIVA: microToValue(IVA_PERCENT), IVA: 0, MntTotal: 0 };
