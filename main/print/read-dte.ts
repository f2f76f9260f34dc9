import { type DocumentType, isDocumentType } from '../../shared/domain/document-type.ts';
import type { DraftObject, DraftValue } from '../../shared/domain/draft.ts';
import { dig } from '../domain/values.ts';
import { unescapeText } from '../dte/latin1.ts';
import { at, childrenNamed, contentOf, type ElementSpan, outerOf, scanMarkup } from '../dte/markup.ts';
import { flatten } from '../dte/ted.ts';

/** A signed document, read back: what is printed is what was signed, never the draft that it came from. */
export interface SignedContent {
  readonly type: DocumentType;
  readonly folio: string;
  /** Documento or Exportaciones as plain values: texts as leaves, repeated elements as lists. */
  readonly content: DraftObject;
  /** The stamp as it was signed and as the barcode carries it: flat, entities kept, a character per byte. */
  readonly ted: string;
}

const BODIES = ['Documento', 'Exportaciones'] as const;
/** Not part of the document's own words: key material, stamp and signature. */
const SKIPPED: ReadonlySet<string> = new Set(['TED', 'TmstFirma', 'Signature']);

/**
 * Reads a stand-alone DTE file.
 * @param bytes the file as it is stored, ISO-8859-1
 * @throws MarkupError or Error where it is no such file
 */
export const readSignedDte = (bytes: Buffer): SignedContent => {
  const text = bytes.toString('latin1');
  const root = scanMarkup(text);
  const body = BODIES.map((name) => at(root, name)).find((element) => element !== null);
  const ted = body && at(body, 'TED');
  if (!body || !ted) throw new Error('not a signed DTE');
  const content = toObject(text, body);
  const idDoc = dig(content, 'Encabezado', 'IdDoc');
  const type = Number(dig(idDoc, 'TipoDTE'));
  if (!isDocumentType(type)) throw new Error(`unknown document type ${type}`);
  return { type, folio: String(dig(idDoc, 'Folio') ?? ''), content, ted: flatten(outerOf(text, ted)) };
};

const toValue = (text: string, element: ElementSpan): DraftValue =>
  element.children.length > 0 ? toObject(text, element) : unescapeText(contentOf(text, element)).trim();

const toObject = (text: string, element: ElementSpan): DraftObject => {
  const names = new Set(element.children.map((child) => child.localName));
  return Object.fromEntries(
    [...names]
      .filter((name) => !SKIPPED.has(name))
      .map((name) => {
        const values = childrenNamed(element, name).map((child) => toValue(text, child));
        return [name, values.length === 1 ? (values[0] ?? '') : values];
      }),
  );
};
