const integers = new Intl.NumberFormat('es-CL', { maximumFractionDigits: 0, useGrouping: true });
const decimals = new Intl.NumberFormat('es-CL', { maximumFractionDigits: 4, useGrouping: true });

/** CLP as shown to people: `$1.234.567`; a negative amount is `-$1.234.567`. es-CL leaves four digits ungrouped by itself. */
export const formatClp = (amount: number): string => {
  const digits = integers.format(Math.abs(Math.round(amount))).replaceAll('.', '');
  const grouped = digits.replace(/\B(?=(\d{3})+$)/g, '.');
  return `${amount < 0 ? '-' : ''}$${grouped}`;
};

/** A plain number: `1.234`, `2,5`. */
export const formatNumber = (value: number): string => {
  const [whole = '', fraction] = decimals.format(value).replaceAll('.', '').split(',');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, '.');
  return fraction === undefined ? grouped : `${grouped},${fraction}`;
};

/** An amount in another currency: of export documents (types 110 to 112). */
export interface Money {
  /** By the SII's name: `DOLAR USA`. */
  readonly currency: string;
  readonly total: number;
  /** What the document says it is in pesos; null where it says nothing. */
  readonly pesos: number | null;
}

const SIGNS: Readonly<Record<string, string>> = { 'DOLAR USA': 'US$ ', EURO: '€ ', 'LIBRA EST': '£ ' };
const cents = new Intl.NumberFormat('es-CL', {
  minimumFractionDigits: 2,
  maximumFractionDigits: 4,
  useGrouping: true,
});

/** `US$ 1.234,50`; a currency without a sign that everybody knows has its name after the amount: `1.234,50 YEN`. */
export const formatMoney = ({ currency, total }: Money): string => {
  const [whole = '', fraction = ''] = cents.format(Math.abs(total)).replaceAll('.', '').split(',');
  const amount = `${whole.replace(/\B(?=(\d{3})+$)/g, '.')},${fraction}`;
  const minus = total < 0 ? '-' : '';
  const sign = SIGNS[currency];
  return sign === undefined ? `${minus}${amount} ${currency}` : `${minus}${sign}${amount}`;
};

/** The total of a document as people read it, in its own currency. */
export const formatTotal = (document: { readonly total: number; readonly money: Money | null }): string =>
  document.money === null ? formatClp(document.total) : formatMoney(document.money);
