import { appError } from '../../shared/domain/errors.ts';
import { type CafIssuers, withIssuers } from './caf-issuers.ts';
import { type DecodedXml, decodeXml } from './charset.ts';
import { encodeLatin1 } from './latin1.ts';
import { at, contentOf, type ElementSpan, MarkupError, scanMarkup, walk } from './markup.ts';
import type { Verdict } from './types.ts';
import { checkSignature } from './verify-signature.ts';
import { findCafFault, findStampFault } from './verify-stamp.ts';

/** 2000 documents of 15 KB, the most that an envelope may have, and some. */
export const MAX_FILE_BYTES = 32 * 1024 * 1024;

export interface VerifyOptions {
  /** PEM of public keys that may sign CAFs besides the SII's, by IDK. */
  readonly cafIssuers?: Readonly<Record<number, string>>;
}

const DOCUMENTS: readonly string[] = ['Documento', 'Exportaciones', 'Liquidacion'];

/**
 * Looks at every envelope, document, stamp and CAF in a file, in the order in which they begin.
 * @param fileName goes into the verdicts as it is
 * @throws AppError bad_request with `why` in English: no XML that can be read (a DTD counts as that), or nothing in it
 *   to verify; file_too_large
 */
export const verifyFile = (
  fileName: string,
  bytes: Buffer,
  options: VerifyOptions = {},
): readonly Verdict[] => {
  if (bytes.length > MAX_FILE_BYTES) throw appError('file_too_large', { max: MAX_FILE_BYTES });
  const decoded = decodeXml(bytes);
  if (!decoded) throw unusable('an encoding that is not known, or bytes that are not of it');
  const verdicts = verifyText(fileName, decoded, withIssuers(options.cafIssuers ?? {}));
  if (verdicts.length === 0) throw unusable('no document, stamp or CAF in it');
  return verdicts;
};

/**
 * Looks at one stored document: `<DTE>` alone, Latin-1 without a declaration. Never throws for what the bytes are: a
 * document that cannot be read any more is a verdict too.
 */
export const verifyDte = (bytes: Buffer, options: VerifyOptions = {}): readonly Verdict[] => {
  const lost = (reason: string): readonly Verdict[] => [
    { file: '', kind: 'dte', id: '', ok: false, reason, context: 'as-is' },
  ];
  if (bytes.length > MAX_FILE_BYTES) return lost('too large');
  try {
    // Not by guessing: Latin-1 text can be valid UTF-8 by accident.
    const decoded: DecodedXml = { text: bytes.toString('latin1'), encode: encodeLatin1 };
    const verdicts = verifyText('', decoded, withIssuers(options.cafIssuers ?? {}));
    const complete = ['dte', 'ted', 'caf'].every(
      (kind) => verdicts.filter((each) => each.kind === kind).length === 1,
    );
    return complete && verdicts.length === 3
      ? verdicts
      : [...lost('not one document with its stamp'), ...verdicts];
  } catch (error) {
    return lost(error instanceof Error ? reasonOf(error) : 'unreadable');
  }
};

/**
 * Cuts the documents out of an envelope as the SII does: as text, byte for byte, whatever the encoding (all of them
 * write markup in ASCII).
 * @throws AppError bad_request when it is no XML that can be read
 */
export const extractDtes = (envelope: Buffer): readonly Buffer[] => {
  if (envelope.length > MAX_FILE_BYTES) throw appError('file_too_large', { max: MAX_FILE_BYTES });
  const text = envelope.toString('latin1').replace(/^\u00ef\u00bb\u00bf/, '');
  const skipped = envelope.length - text.length;
  return [...walk(scan(text))]
    .filter((element) => element.localName === 'DTE')
    .map((element) => envelope.subarray(element.start + skipped, element.end + skipped));
};

const unusable = (why: string): Error => appError('bad_request', { why });

const scan = (text: string): ElementSpan => {
  try {
    return scanMarkup(text);
  } catch (error) {
    throw unusable(error instanceof Error ? reasonOf(error) : 'unreadable');
  }
};

/** Messages of others may quote the file; ours do not. */
const reasonOf = (error: Error): string => {
  if (error instanceof MarkupError) return error.message;
  const why = (error as { readonly value?: { readonly params?: { readonly why?: string } } }).value?.params
    ?.why;
  return why ?? 'unreadable';
};

const verifyText = (file: string, decoded: DecodedXml, issuers: CafIssuers): readonly Verdict[] => {
  const { text } = decoded;
  const elements = [...walk(scan(text))];
  const repeated = repeatedIds(elements);
  return elements.flatMap((element): readonly Verdict[] => {
    switch (element.localName) {
      case 'DTE': {
        const check = checkSignature(text, element, DOCUMENTS);
        return [{ file, kind: 'dte', id: documentId(element), ...check }];
      }
      case 'EnvioDTE':
      case 'EnvioBOLETA': {
        const id = at(element, 'SetDTE')?.attributes.get('ID') ?? '';
        const check = checkSignature(text, element, ['SetDTE']);
        const ids = repeated.length > 0 ? `the ID ${repeated[0]} is used more than once` : '';
        const ok = check.ok && ids === '';
        return [{ file, kind: 'envelope', id, ok, reason: check.reason || ids, context: check.context }];
      }
      case 'TED': {
        const fault = findStampFault(decoded, element, documentAround(element));
        return [
          { file, kind: 'ted', id: stampId(text, element), ok: fault === '', reason: fault, context: '' },
        ];
      }
      case 'CAF': {
        const fault = findCafFault(text, element, issuers);
        return [
          { file, kind: 'caf', id: cafId(text, element), ok: fault === '', reason: fault, context: '' },
        ];
      }
      default:
        return [];
    }
  });
};

/** Of documents and sets: two with one ID cannot both be meant by a reference. */
const repeatedIds = (elements: readonly ElementSpan[]): readonly string[] => {
  const seen = new Set<string>();
  return elements
    .filter(({ localName }) => DOCUMENTS.includes(localName) || localName === 'SetDTE')
    .map(({ attributes }) => attributes.get('ID') ?? '')
    .filter((id) => seen.has(id) || !seen.add(id));
};

const documentId = (dte: ElementSpan): string =>
  dte.children.find((child) => DOCUMENTS.includes(child.localName))?.attributes.get('ID') ?? '';

const documentAround = (ted: ElementSpan): ElementSpan | null =>
  ted.parent && DOCUMENTS.includes(ted.parent.localName) ? ted.parent : null;

const stampId = (text: string, ted: ElementSpan): string =>
  `F${shortValue(text, ted, 'DD', 'F')}T${shortValue(text, ted, 'DD', 'TD')}`;

const cafId = (text: string, caf: ElementSpan): string => {
  const value = (...path: readonly string[]): string => shortValue(text, caf, 'DA', ...path);
  return `T${value('TD')} ${value('RNG', 'D')}-${value('RNG', 'H')} IDK ${value('IDK')}`;
};

const shortValue = (text: string, element: ElementSpan, ...path: readonly string[]): string => {
  const found = at(element, ...path);
  return found ? contentOf(text, found).trim().slice(0, 20) : '?';
};
