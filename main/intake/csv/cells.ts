import { foldHeading } from './columns.ts';

/** What people write in a cell, as the SII's structure wants it. What is not understood stays, for the draft's rules to refuse. */

const TYPES: Readonly<Record<string, string>> = {
  factura: '33',
  'factura afecta': '33',
  'factura electronica': '33',
  'factura exenta': '34',
  'factura no afecta o exenta': '34',
  boleta: '39',
  'boleta afecta': '39',
  'boleta electronica': '39',
  'boleta exenta': '41',
  'factura de compra': '46',
  guia: '52',
  'guia de despacho': '52',
  'nota de debito': '56',
  'nota de credito': '61',
  'factura de exportacion': '110',
  'nota de debito de exportacion': '111',
  'nota de credito de exportacion': '112',
  'orden de compra': '801',
};
export const readType = (text: string): string => TYPES[foldHeading(text)] ?? text;

const PAYMENTS: Readonly<Record<string, string>> = {
  contado: '1',
  credito: '2',
  'sin costo': '3',
  gratuito: '3',
  'entrega gratuita': '3',
};
export const readPayment = (text: string): string => PAYMENTS[foldHeading(text)] ?? text;

const YES = new Set(['si', 's', '1', 'x', 'true', 'verdadero', 'exento', 'exenta', 'yes']);
const NO = new Set(['no', 'n', '0', 'false', 'falso', 'afecto', 'afecta']);
/** @returns null for neither */
export const readYes = (text: string): boolean | null => {
  const folded = foldHeading(text);
  if (YES.has(folded)) return true;
  return NO.has(folded) ? false : null;
};

/** `24-11-2026`, `24/11/2026` and `2026/11/24` as `2026-11-24`. */
export const readDate = (text: string): string => {
  const chilean = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(text);
  if (chilean) return `${chilean[3]}-${chilean[2]?.padStart(2, '0')}-${chilean[1]?.padStart(2, '0')}`;
  return text.replace(/^(\d{4})\/(\d{2})\/(\d{2})$/, '$1-$2-$3');
};
