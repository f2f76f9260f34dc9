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
