import type { DocumentType } from '../../shared/domain/document-type.ts';
import type { DraftObject, DraftValue } from '../../shared/domain/draft.ts';
import type { PrintLine } from '../../shared/print/data.ts';
import { print } from '../../shared/texts/print.ts';
import { isExemptType } from '../domain/totals/lines.ts';
import { dig, listOf } from '../domain/values.ts';
import { type Currency, numberAt, plain, shortDate, textAt } from './figures.ts';
import { taxName } from './taxes.ts';

/** The lines of the document, figures as they are printed. */
export const linesOf = (type: DocumentType, content: DraftObject, currency: Currency): PrintLine[] =>
  listOf(dig(content, 'Detalle')).map((line, index) => ({
    number: textAt(line, 'NroLinDet') || String(index + 1),
    code: listOf(dig(line, 'CdgItem'))
      .map((code) => textAt(code, 'VlrCodigo'))
      .join(' '),
    name: textAt(line, 'NmbItem'),
    marks: marksOf(type, line),
    notes: notesOf(line),
    quantity: figure(line, 'QtyItem', plain),
    unit: textAt(line, 'UnmdItem'),
    price: figure(line, 'PrcItem', currency.bare),
    discount: figure(line, 'DescuentoMonto', currency.bare),
    discountRate: figure(line, 'DescuentoPct', rate),
    recharge: figure(line, 'RecargoMonto', currency.bare),
    rechargeRate: figure(line, 'RecargoPct', rate),
    amount: figure(line, 'MontoItem', currency.bare),
  }));

const rate = (value: bigint): string => print.lines.percent(plain(value));

const figure = (line: DraftValue, name: string, write: (value: bigint) => string): string => {
  const value = numberAt(line, name);
  return value === null ? '' : write(value);
};

/** In a document that is all exempt, `Exento` on every line is noise. */
const marksOf = (type: DocumentType, line: DraftValue): string[] => {
  const mark = textAt(line, 'IndExe');
  const exempt = mark === '1' && isExemptType(type);
  return [
    ...(mark === '' || exempt ? [] : [print.lines.marks[mark] ?? '']),
    ...listOf(dig(line, 'CodImpAdic')).map((code) => taxName(String(code))),
  ].filter((text) => text !== '');
};

const notesOf = (line: DraftValue): string[] => {
  const { madeOn, expiresOn } = print.lines;
  const made = shortDate(textAt(line, 'FchElabor'));
  const expires = shortDate(textAt(line, 'FchVencim'));
  const ticket = dig(line, 'InfoTicket');
  const event = ['NmbEvento', 'FchEvento', 'LugarEvento', 'UbicEvento', 'FilaUbicEvento', 'AsntoUbicEvento']
    .map((name) => textAt(ticket, name))
    .map((text) => (/^\d{4}-\d\d-\d\dT/.test(text) ? `${shortDate(text)} ${text.slice(11, 16)}` : text))
    .filter((text) => text !== '')
    .join(' · ');
  return [
    ...textAt(line, 'DscItem').split(/\r?\n/),
    event,
    made === '' ? '' : madeOn(made),
    expires === '' ? '' : expiresOn(expires),
  ].filter((note) => note.trim() !== '');
};
