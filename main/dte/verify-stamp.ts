import { AppError } from '../../shared/domain/errors.ts';
import { parseRut } from '../../shared/domain/rut.ts';
import { isIssued, readCaf } from './caf.ts';
import type { CafIssuers } from './caf-issuers.ts';
import { encodeLatin1, parseBase64, unescapeText } from './latin1.ts';
import { at, contentOf, type ElementSpan, outerOf } from './markup.ts';
import { verifySha1 } from './rsa.ts';
import { flatten } from './ted.ts';
import type { Caf } from './types.ts';

/** What is wrong with a stamp or a CAF, in short English; empty when nothing is. */
export type Fault = string;

export interface StampSource {
  readonly text: string;
  /** Text to bytes as the file has them. */
  encode(text: string): Buffer | null;
}

/**
 * FRMT over DD, flattened, by the key of the CAF inside; that the folio is of that CAF; and that the stamp is of the
 * document that carries it (a good stamp of another document is no stamp).
 * @param document Documento or Exportaciones around it; null for a stamp on its own
 */
export const findStampFault = (
  source: StampSource,
  ted: ElementSpan,
  document: ElementSpan | null,
): Fault => {
  const dd = at(ted, 'DD');
  const frmt = at(ted, 'FRMT');
  const cafElement = at(ted, 'DD', 'CAF');
  if (!dd || !frmt || !cafElement) return 'the stamp is not complete';
  if (frmt.attributes.get('algoritmo') !== 'SHA1withRSA') return 'signed by another method';
  const signature = parseBase64(contentOf(source.text, frmt));
  if (!signature) return 'FRMT is not base64';
  const caf = tryReadCaf(source.text, cafElement);
  if (typeof caf === 'string') return caf;
  if (!signedForms(source, dd).some((bytes) => verifySha1(bytes, caf, signature))) {
    return 'FRMT does not verify: the stamp is not what was signed';
  }
  return findForeignFolio(source.text, dd, caf) || findOtherDocument(source.text, dd, document);
};

/** Latin-1 by the SII's rules; some issuers signed the bytes of the encoding that they wrote. */
const signedForms = (source: StampSource, dd: ElementSpan): readonly Buffer[] => {
  const flat = flatten(outerOf(source.text, dd)).replace(
    /(<[^\s<>]+)((?:\s+xmlns(?::\w+)?="[^"]*")+)/g,
    '$1',
  );
  const asWritten = source.encode(flat);
  return [...(/[^\0-\xff]/.test(flat) ? [] : [encodeLatin1(flat)]), ...(asWritten ? [asWritten] : [])];
};

const valueAt = (text: string, element: ElementSpan | null, ...path: readonly string[]): string | null => {
  const found = element && at(element, ...path);
  return found ? unescapeText(contentOf(text, found)).trim() : null;
};

const findForeignFolio = (text: string, dd: ElementSpan, caf: Caf): Fault => {
  const folio = Number(valueAt(text, dd, 'F'));
  if (Number(valueAt(text, dd, 'TD')) !== caf.type) return 'the CAF is of another type';
  if (parseRut(valueAt(text, dd, 'RE') ?? '') !== caf.rut) return 'the CAF is of another company';
  return folio >= caf.from && folio <= caf.to ? '' : 'the folio is not of the CAF';
};

/** Fields of the stamp, and where the document has the same. Names are cut and folded: not compared. */
const TWINS: readonly (readonly [string, readonly string[]])[] = [
  ['RE', ['Encabezado', 'Emisor', 'RUTEmisor']],
  ['TD', ['Encabezado', 'IdDoc', 'TipoDTE']],
  ['F', ['Encabezado', 'IdDoc', 'Folio']],
  ['FE', ['Encabezado', 'IdDoc', 'FchEmis']],
  ['RR', ['Encabezado', 'Receptor', 'RUTRecep']],
  ['MNT', ['Encabezado', 'Totales', 'MntTotal']],
];

const findOtherDocument = (text: string, dd: ElementSpan, document: ElementSpan | null): Fault => {
  if (!document) return '';
  const different = TWINS.find(
    ([name, path]) => !sameValue(valueAt(text, dd, name), valueAt(text, document, ...path)),
  );
  return different ? `${different[0]} is not the document’s` : '';
};

/** `0033` and `33`, `10.50` and `10.5` are one number. */
const sameValue = (one: string | null, other: string | null): boolean => {
  if (one === null || other === null) return one === other;
  return one === other || (/^\d/.test(one) && /^[\d.]+$/.test(one + other) && Number(one) === Number(other));
};

/** FRMA by the key that IDK names. */
export const findCafFault = (text: string, element: ElementSpan, issuers: CafIssuers): Fault => {
  const caf = tryReadCaf(text, element);
  if (typeof caf === 'string') return caf;
  if (!issuers.has(caf.idk)) return `IDK ${caf.idk} is of nobody known`;
  return isIssued(caf, issuers) ? '' : 'FRMA does not verify: the CAF is not what the SII signed';
};

const tryReadCaf = (text: string, element: ElementSpan): Caf | Fault => {
  try {
    return readCaf(text, element);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return error.value.code === 'caf_type_unknown'
      ? 'the CAF is of a type that is not known'
      : 'the CAF cannot be read';
  }
};
