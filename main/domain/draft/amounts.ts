import type { DraftObject, DraftValue, FieldIssue } from '../../../shared/domain/draft.ts';
import { type Micro, microToValue, readMicro } from '../decimal.ts';
import { commissions } from '../totals/commissions.ts';
import { type ComputedTotals, type LineAmount, otherCurrency } from '../totals/index.ts';
import { at, isAbsent, isObject, listOf, objectOf } from '../values.ts';

/**
 * Puts the amounts that were worked out into a draft. An amount that the draft gives must be the same: a different one
 * is an issue, and stays where it is.
 */
export interface WithAmounts {
  readonly draft: DraftObject;
  readonly issues: readonly FieldIssue[];
}

const mismatch = (path: string, given: DraftValue | undefined, expected: DraftValue): FieldIssue => ({
  path,
  code: 'amount_mismatch',
  params: { given: String(given), expected: String(expected) },
});

/** The computed value, or the given one with an issue when it says something else. */
const settle = (
  given: DraftValue | undefined,
  expected: DraftValue,
  path: string,
  issues: FieldIssue[],
): DraftValue => {
  if (isAbsent(given)) return expected;
  const said = readMicro(given);
  if (said === null) return given as DraftValue; // the schema says what is wrong with it
  if (said === readMicro(expected)) return expected;
  issues.push(mismatch(path, given, expected));
  return given as DraftValue;
};

const withLine = (
  line: DraftObject,
  amount: LineAmount,
  textNote: boolean,
  path: string,
  issues: FieldIssue[],
): DraftObject => {
  const put = (name: string, percentage: string, value: Micro): DraftObject => {
    if (isAbsent(at(line, percentage)) || !amount.priced || readMicro(at(line, percentage)) === 0n) return {};
    return { [name]: settle(at(line, name), microToValue(value), `${path}.${name}`, issues) };
  };
  const adjustments = {
    ...put('DescuentoMonto', 'DescuentoPct', amount.discount),
    ...put('RecargoMonto', 'RecargoPct', amount.recharge),
  };
  const montoItem = settle(at(line, 'MontoItem'), microToValue(amount.amount), `${path}.MontoItem`, issues);
  if (textNote && amount.amount !== 0n) issues.push(mismatch(`${path}.MontoItem`, montoItem, 0));
  return { ...line, ...adjustments, MontoItem: montoItem };
};

const sameTax = (a: DraftObject, b: DraftObject): boolean =>
  readMicro(at(a, 'TipoImp')) !== null && readMicro(at(a, 'TipoImp')) === readMicro(at(b, 'TipoImp'));

/** ImptoReten as computed; one that the draft gives must be among them, with the same amount. */
const compareTaxes = (
  given: DraftValue | undefined,
  computed: DraftValue | undefined,
  issues: FieldIssue[],
): void => {
  const expected = listOf(computed).map(objectOf);
  listOf(given).forEach((item, index) => {
    const tax = objectOf(item);
    const match = expected.find((one) => sameTax(one, tax));
    const path = `Encabezado.Totales.ImptoReten.${index}.MontoImp`;
    settle(at(tax, 'MontoImp'), match ? (at(match, 'MontoImp') ?? 0) : 0, path, issues);
  });
};

const withTotales = (given: DraftObject, computed: DraftObject, issues: FieldIssue[]): DraftObject => {
  const result: Record<string, DraftValue | undefined> = { ...computed };
  for (const [name, value] of Object.entries(given)) {
    const path = `Encabezado.Totales.${name}`;
    if (isAbsent(value)) continue;
    if (name === 'ImptoReten') {
      compareTaxes(value, at(computed, name), issues);
    } else if (name === 'Comisiones' && isObject(value)) {
      const expected = objectOf(at(computed, name));
      for (const key of Object.keys(value))
        settle(at(value, key), at(expected, key) ?? 0, `${path}.${key}`, issues);
    } else if (Object.hasOwn(computed, name)) {
      result[name] = settle(value, computed[name] as DraftValue, path, issues);
    } else if (name === 'TasaIVA' || readMicro(value) === 0n) {
      // A rate without IVA, or a zero where the document has nothing: it says the same.
    } else if (name.startsWith('M') || name.startsWith('IVA')) {
      result[name] = settle(value, 0, path, issues);
    } else {
      result[name] = value; // the schema knows whether it may be there
    }
  }
  return result;
};

const withCommissions = (draft: DraftObject): DraftObject => {
  const items = listOf(at(draft, 'Comisiones'));
  if (items.length === 0) return {};
  const { lines } = commissions(items);
  return {
    Comisiones: items.map((item, index) => {
      const iva = lines[index]?.iva ?? 0n;
      return isObject(item) && isAbsent(at(item, 'ValComIVA')) && iva !== 0n
        ? { ...item, ValComIVA: microToValue(iva) }
        : item;
    }),
  };
};

/**
 * A completed draft with MontoItem, amounts of percentage discounts, Totales, OtraMoneda and IVA of commissions.
 * @param computed of the same draft
 */
export const withAmounts = (draft: DraftObject, computed: ComputedTotals): WithAmounts => {
  const issues: FieldIssue[] = [];
  const encabezado = objectOf(at(draft, 'Encabezado'));
  const detalle = listOf(at(draft, 'Detalle')).map((line, index) => {
    const amount = computed.lines[index];
    return isObject(line) && amount
      ? withLine(line, amount, computed.textNote, `Detalle.${index}`, issues)
      : line;
  });
  const isExport = computed.type === 110 || computed.type === 111 || computed.type === 112;
  const currency = otherCurrency(encabezado, computed.totales, isExport);
  return {
    issues,
    draft: {
      ...draft,
      Encabezado: {
        ...encabezado,
        Totales: withTotales(objectOf(at(encabezado, 'Totales')), computed.totales, issues),
        ...(currency === null ? {} : { OtraMoneda: currency }),
      },
      ...(detalle.length === 0 ? {} : { Detalle: detalle }),
      ...withCommissions(draft),
    },
  };
};
