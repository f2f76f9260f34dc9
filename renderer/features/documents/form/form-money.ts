import { formatClp, formatNumber } from '../../../../shared/format/money.ts';
import { isExport } from './export-fields.ts';
import type { IssueForm } from './model.ts';

/** Signs that everybody knows; other currencies go by the SII's name. */
const SIGNS: Readonly<Record<string, string>> = { 'DOLAR USA': 'US$', EURO: '€', 'LIBRA EST': '£' };

/** The currency that a form is written in, as it stands before an amount: `$` but in exports. */
export const signOf = (form: IssueForm): string => {
  const currency = String(form.export.currency);
  if (!isExport(form.type) || currency === 'PESO CL' || currency === '') return '$';
  return `${SIGNS[currency] ?? currency} `;
};

/** An amount of the form, in its currency. */
export const formAmount = (sign: string, amount: number): string =>
  sign === '$' ? formatClp(amount) : `${sign}${formatNumber(amount)}`;
