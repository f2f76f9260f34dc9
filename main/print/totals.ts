import type { DocumentType } from '../../shared/domain/document-type.ts';
import type { DraftObject, DraftValue } from '../../shared/domain/draft.ts';
import type { PrintTotal } from '../../shared/print/data.ts';
import { print } from '../../shared/texts/print.ts';
import { type Micro, ONE } from '../domain/decimal.ts';
import { IVA_PERCENT } from '../domain/totals/rates.ts';
import { type Anything, dig, listOf } from '../domain/values.ts';
import { type Currency, currencyOf, numberAt, PESOS, plain, textAt } from './figures.ts';
import { globalRows } from './globals.ts';
import { keepsBack, taxName } from './taxes.ts';

/** Whether the amount is taken away from the total, and so stands with its sign. */
type Sign = 'adds' | 'takes';

const row = (label: string, value: string, kind: PrintTotal['kind'] = 'plain'): PrintTotal => ({
  label,
  value,
  kind,
});

/**
 * The rows of the totals, in the order in which they add up. What a document does not have is not shown: no net and no
 * IVA where everything is exempt (printed-copies.txt, Montos Exentos), never a rate without its percentage.
 */
export const totalsOf = (type: DocumentType, content: DraftObject, currency: Currency): PrintTotal[] => {
  const totals = dig(content, 'Encabezado', 'Totales');
  const amountRow = (label: string, name: string, sign: Sign = 'adds', kind?: PrintTotal['kind']) =>
    amountRows(totals, currency, label, name, sign, kind);
  const { totals: labels } = print;
  return [
    ...globalRows(type, content, currency),
    ...baseRows(totals, currency),
    ...amountRow(labels.vatOwn, 'IVAProp'),
    ...amountRow(labels.vatThird, 'IVATerc'),
    ...listOf(dig(totals, 'ImptoReten')).flatMap((tax) => taxRow(tax, currency)),
    ...amountRow(labels.vatNotKept, 'IVANoRet'),
    ...amountRow(labels.builders, 'CredEC', 'takes'),
    ...amountRow(labels.bottles, 'GrntDep'),
    ...commissionRows(dig(totals, 'Comisiones'), currency),
    row(labels.total, currency.full(numberAt(totals, 'MntTotal') ?? 0n), 'total'),
    ...amountRow(labels.notBilled, 'MontoNF', 'adds', 'after'),
    ...amountRow(labels.period, 'MontoPeriodo', 'adds', 'after'),
    ...amountRow(labels.period, 'TotalPeriodo', 'adds', 'after'),
    ...amountRow(labels.balance, 'SaldoAnterior', 'adds', 'after'),
    ...amountRow(labels.toPay, 'VlrPagar', 'adds', 'after'),
    ...otherCurrencyRows(content),
  ];
};

const amountRows = (
  from: Anything,
  currency: Currency,
  label: string,
  name: string,
  sign: Sign = 'adds',
  kind: PrintTotal['kind'] = 'plain',
): PrintTotal[] => {
  const value = numberAt(from, name);
  if (value === null) return [];
  return sign === 'takes'
    ? [row(print.totals.less(label), currency.full(-value), kind)]
    : [row(label, currency.full(value), kind)];
};

/**
 * Net, exempt, IVA. A net of nothing beside something exempt, or in a note that only corrects a text, is left out; a
 * boleta has no TasaIVA and the rate of the law is meant (PROTOCOL.md 8).
 */
const baseRows = (totals: Anything, currency: Currency): PrintTotal[] => {
  const { totals: labels } = print;
  const net = numberAt(totals, 'MntNeto');
  const exempt = numberAt(totals, 'MntExe');
  const vat = numberAt(totals, 'IVA');
  const rate = numberAt(totals, 'TasaIVA') ?? IVA_PERCENT;
  const hasNet = (net ?? 0n) !== 0n || (vat ?? 0n) !== 0n;
  const hasExempt = exempt !== null && (exempt !== 0n || !hasNet);
  return [
    ...(hasNet ? [row(labels.net, currency.full(net ?? 0n))] : []),
    ...(hasExempt ? [row(labels.exempt, currency.full(exempt))] : []),
    ...amountRows(totals, currency, labels.meatBase, 'MntBase'),
    ...amountRows(totals, currency, labels.margin, 'MntMargenCom'),
    ...(hasNet && vat !== null ? [row(labels.withRate(labels.vat, plain(rate)), currency.full(vat))] : []),
  ];
};

const taxRow = (tax: DraftValue, currency: Currency): PrintTotal[] => {
  const code = textAt(tax, 'TipoImp');
  const rate = numberAt(tax, 'TasaImp');
  const amount = numberAt(tax, 'MontoImp') ?? 0n;
  const name = taxName(code);
  const label = rate === null || rate === 0n ? name : print.totals.withRate(name, plain(rate));
  return keepsBack(code)
    ? [row(print.totals.less(label), currency.full(-amount))]
    : [row(label, currency.full(amount))];
};

const commissionRows = (commissions: Anything, currency: Currency): PrintTotal[] => {
  const { totals: labels } = print;
  const rows = [
    [labels.commissionNet, 'ValComNeto'],
    [labels.commissionExempt, 'ValComExe'],
    [labels.commissionVat, 'ValComIVA'],
  ] as const;
  return rows.flatMap(([label, name]) =>
    (numberAt(commissions, name) ?? 0n) === 0n ? [] : amountRows(commissions, currency, label, name, 'takes'),
  );
};

/** An export document says its total in pesos as well, an invoice may say it in another currency. */
const otherCurrencyRows = (content: DraftObject): PrintTotal[] => {
  const other = dig(content, 'Encabezado', 'OtraMoneda');
  const total = numberAt(other, 'MntTotOtrMnda');
  if (total === null) return [];
  const currency = currencyOf(textAt(other, 'TpoMoneda'));
  const whole: Micro = currency === PESOS ? ((total + ONE / 2n) / ONE) * ONE : total;
  return [row(print.totals.otherCurrency(currency.name), currency.full(whole), 'after')];
};
