import type { DocumentType } from '../../shared/domain/document-type.ts';
import type { DraftObject, DraftValue } from '../../shared/domain/draft.ts';
import type { PrintTotal } from '../../shared/print/data.ts';
import { print } from '../../shared/texts/print.ts';
import type { Micro } from '../domain/decimal.ts';
import { applyGlobals, type Groups } from '../domain/totals/globals.ts';
import { isExemptType, lineAmount } from '../domain/totals/lines.ts';
import { PESO, type Step, TEN_THOUSANDTH } from '../domain/totals/money.ts';
import { dig, listOf } from '../domain/values.ts';
import { type Currency, numberAt, plain, textAt } from './figures.ts';

const worth = ({ affected, exempt, notBilled }: Groups): Micro => affected + exempt + notBilled;

/**
 * Discounts and recharges over the whole, each as the amount that it makes (printed-copies.txt, Descuentos), after the
 * sum that they start from. Worked out as the totals were: in order, each on what the ones before have left.
 */
export const globalRows = (type: DocumentType, content: DraftObject, currency: Currency): PrintTotal[] => {
  const globals = listOf(dig(content, 'DscRcgGlobal'));
  if (globals.length === 0) return [];
  const isExport = type === 110 || type === 111 || type === 112;
  const step = isExport ? TEN_THOUSANDTH : PESO;
  let groups = groupsOf(type, content, step);
  const rows: PrintTotal[] = [
    { label: print.totals.subtotal, value: currency.full(worth(groups)), kind: 'plain' },
  ];
  for (const global of globals) {
    const after = applyGlobals([global], groups, isExport, step).groups;
    rows.push({
      label: labelOf(global, type),
      value: currency.full(worth(after) - worth(groups)),
      kind: 'plain',
    });
    groups = after;
  }
  return rows;
};

const groupsOf = (type: DocumentType, content: DraftObject, step: Step): Groups => {
  const groups = { affected: 0n, exempt: 0n, notBilled: 0n };
  for (const line of listOf(dig(content, 'Detalle'))) {
    const { kind } = lineAmount(line, type, step);
    const amount = numberAt(line, 'MontoItem') ?? 0n;
    if (kind === 'affected') groups.affected += amount;
    if (kind === 'exempt') groups.exempt += amount;
    if (kind === 'not_billed') groups.notBilled += amount;
    if (kind === 'not_billed_negative') groups.notBilled -= amount;
  }
  return groups;
};

const labelOf = (global: DraftValue, type: DocumentType): string => {
  const { totals: labels } = print;
  const kind = textAt(global, 'TpoMov') === 'R' ? labels.recharge : labels.discount;
  const own = textAt(global, 'GlosaDR');
  const scope = textAt(global, 'IndExeDR');
  const scoped =
    !isExemptType(type) && (scope === '1' || scope === '2') ? labels.named(kind, labels.scopes[scope]) : kind;
  // `Descuento` is what most programs write there: once is enough.
  const repeated = own.toLowerCase().startsWith(kind.toLowerCase());
  const label = own === '' ? scoped : repeated ? own : labels.named(`${scoped}:`, own);
  const value = numberAt(global, 'ValorDR');
  return textAt(global, 'TpoValor') === '%' && value !== null ? labels.withRate(label, plain(value)) : label;
};
