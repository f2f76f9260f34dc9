import type { KeyObject } from 'node:crypto';
import type { DraftObject, DraftValue } from '../../shared/domain/draft.ts';
import { appError } from '../../shared/domain/errors.ts';
import { foldToAscii } from './fold.ts';
import { encodeLatin1, escapeText } from './latin1.ts';
import { signSha1 } from './rsa.ts';
import type { Caf, CompleteDocument } from './types.ts';
import { formatNumber } from './writer.ts';

/** RSR and IT1 hold at most so many characters (XSD), counted before escaping and after folding. */
const MAX_TEXT = 40;

/**
 * Takes away the white space between tags, and only there: the form in which DD and DA are signed (PROTOCOL.md 7.1).
 * White space inside a value stays.
 */
export const flatten = (xml: string): string => xml.replace(/>[ \t\r\n]+</g, '><').trim();

/**
 * The stamp (TED) of a document, as one flat line: what is signed, what stands in the file and what is printed as
 * PDF417 are the same bytes. FRMT is not wrapped for the same reason.
 * @param tsted Chile's local time `AAAA-MM-DDThh:mm:ss`
 * @returns the element, ASCII but for what the CAF brings along, without a line break
 * @throws AppError draft_invalid when the document lacks what the stamp is made of
 */
export const makeTed = (document: CompleteDocument, caf: Caf, cafKey: KeyObject, tsted: string): string => {
  const { type, folio, content } = document;
  const name = readText(content, ['Encabezado', 'Receptor', 'RznSocRecep']);
  const amount = readText(content, ['Encabezado', 'Totales', 'MntTotal']);
  const dd = [
    '<DD>',
    field('RE', demand(content, ['Encabezado', 'Emisor', 'RUTEmisor'])),
    field('TD', String(type)),
    field('F', String(folio)),
    field('FE', demand(content, ['Encabezado', 'IdDoc', 'FchEmis'])),
    field('RR', demand(content, ['Encabezado', 'Receptor', 'RUTRecep'])),
    field('RSR', stampText(name)),
    field('MNT', totalAmount(amount)),
    field('IT1', stampText(readText(content, ['Detalle', '0', 'NmbItem']))),
    flatten(caf.xml),
    field('TSTED', tsted),
    '</DD>',
  ].join('');
  const frmt = signSha1(encodeLatin1(dd), cafKey).toString('base64');
  return `<TED version="1.0">${dd}<FRMT algoritmo="SHA1withRSA">${frmt}</FRMT></TED>`;
};

const field = (name: string, value: string): string => `<${name}>${escapeText(value)}</${name}>`;

/** Folded first and cut then: a folded letter can be two. XSD wants one character at least. */
const stampText = (text: string): string => foldToAscii(text).slice(0, MAX_TEXT).trim() || '-';

/** MNT is MntTotal: whole pesos, or up to four decimals of a foreign currency in export documents (XSD). */
const totalAmount = (amount: string): string => {
  const value = Number(amount === '' ? Number.NaN : amount);
  if (!Number.isFinite(value)) throw missing('Encabezado.Totales.MntTotal');
  return formatNumber(value, 4);
};

const demand = (content: DraftObject, path: readonly string[]): string => {
  const text = readText(content, path);
  if (text === '') throw missing(path.join('.'));
  return text;
};

const missing = (path: string): Error => appError('draft_invalid', undefined, [{ path, code: 'required' }]);

/** A repeated element may stand alone: an index into something that is no list means the thing itself. */
const readText = (content: DraftObject, path: readonly string[]): string => {
  let value: DraftValue | undefined = content;
  for (const step of path) {
    if (Array.isArray(value)) value = value[Number(step)];
    else if (typeof value === 'object' && value !== null && !/^\d+$/.test(step))
      value = (value as DraftObject)[step];
  }
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
};
