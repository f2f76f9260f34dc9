import type { DraftObject, DraftValue } from '../../../shared/domain/draft.ts';
import { type Micro, microToValue, readMicro } from '../decimal.ts';
import { at, isAbsent, objectOf } from '../values.ts';
import { multiply, PESO, type Step, TEN_THOUSANDTH } from './money.ts';

/** Samples without commercial value: the document is of 0 (format-dte.txt A 124, table of Aduanas). */
const WITHOUT_PAYMENT = '21';
const PESOS = 'PESO CL';

/** The rounding of an export document: whole pesos when it is in pesos, four decimals in other currencies. */
export const exportStep = (encabezado: DraftObject): Step =>
  at(objectOf(at(encabezado, 'Totales')), 'TpoMoneda') === PESOS ? PESO : TEN_THOUSANDTH;

/** Totales of 110, 111 and 112, in the currency of the document. All is exempt. */
export const exportTotals = (encabezado: DraftObject, exempt: Micro, zero: boolean): DraftObject => {
  const given = objectOf(at(encabezado, 'Totales'));
  const unpaid = String(at(objectOf(at(encabezado, 'IdDoc')), 'FmaPagExp') ?? '').trim() === WITHOUT_PAYMENT;
  const currency = at(given, 'TpoMoneda');
  return {
    ...(isAbsent(currency) ? {} : { TpoMoneda: currency }),
    MntExe: microToValue(zero ? 0n : exempt),
    MntTotal: microToValue(zero || unpaid ? 0n : exempt),
  };
};

/** Which amounts of OtraMoneda are an amount of Totales times the exchange rate. */
const CONVERTED = [
  ['MntNeto', 'MntNetoOtrMnda'],
  ['MntExe', 'MntExeOtrMnda'],
  ['IVA', 'IVAOtrMnda'],
  ['IVANoRet', 'IVANoRetOtrMnda'],
  ['MntTotal', 'MntTotOtrMnda'],
] as const;

/**
 * OtraMoneda of a draft with the amounts that it does not give, at TpoCambio (format-dte.txt A 129 to 138): rounded to
 * pesos, or to four decimals in another currency. A zero stays only where the schema takes one (exports).
 * @param zeroes whether an amount may be 0
 * @returns null when the draft has no OtraMoneda
 */
export const otherCurrency = (
  encabezado: DraftObject,
  totales: DraftObject,
  zeroes: boolean,
): DraftObject | null => {
  const value = at(encabezado, 'OtraMoneda');
  if (isAbsent(value)) return null;
  const given = objectOf(Array.isArray(value) && value.length === 1 ? value[0] : value);
  const rate = readMicro(at(given, 'TpoCambio'));
  const step = at(given, 'TpoMoneda') === PESOS ? PESO : TEN_THOUSANDTH;
  const filled: Record<string, DraftValue | undefined> = { ...given };
  for (const [from, to] of CONVERTED) {
    const amount = readMicro(at(totales, from));
    if (amount === null || !isAbsent(at(given, to))) continue;
    const nothing = from === 'MntTotal' ? amount === 0n : readMicro(at(totales, 'MntTotal')) === 0n;
    const converted = nothing ? 0n : rate === null ? null : multiply(amount, rate, step);
    if (converted === null || (converted === 0n && !zeroes)) continue;
    filled[to] = microToValue(converted);
  }
  return filled;
};
