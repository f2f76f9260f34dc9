import { appError } from '../../shared/domain/errors.ts';

/**
 * Text that survives the way to the SII and back: Latin-1 without control characters.
 *
 * - above U+00FF: `Buffer` would silently keep the low byte (`€` becomes `¬`), others write `?`; the document would say
 *   something else than was signed (PROTOCOL.md 7)
 * - U+0080 to U+009F: control characters in Latin-1, letters in windows-1252; who reads the file decides which
 * - CR: XML parsers turn it into LF before anything is digested. The rest of C0 but TAB and LF is not allowed in XML
 */
const UNWRITABLE = /[^\t\n\u0020-\u007e\u00a0-\u00ff]/u;

/** The first character that cannot be written, or null. */
export const unwritableCharacter = (text: string): string | null => UNWRITABLE.exec(text)?.[0] ?? null;

/**
 * @param path of the field, dotted, for the error
 * @throws AppError draft_invalid with the field and the character
 */
export const assertWritable = (text: string, path: string): void => {
  const character = unwritableCharacter(text);
  if (character === null) return;
  const codePoint = character.codePointAt(0) ?? 0;
  const params = { character, codePoint: `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}` };
  throw appError('draft_invalid', undefined, [{ path, code: 'not_latin1', params }]);
};

/**
 * The bytes of text that has been checked before. A character above U+00FF here is a fault of ours.
 * @throws Error never with the text in it
 */
export const encodeLatin1 = (text: string): Buffer => {
  for (let index = 0; index < text.length; index++) {
    if (text.charCodeAt(index) > 0xff) throw new Error(`character above U+00FF at ${index}`);
  }
  return Buffer.from(text, 'latin1');
};

/**
 * Escapes as Canonical XML does in text, so that what is written is what is digested: `&`, `<` and `>` alone.
 * Quotes stay as they are: C14N writes them literally.
 */
export const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** The five entities of XML and numeric references. Others were refused by whoever scanned the text. */
export const unescapeText = (text: string): string =>
  text.replace(/&(?:#x([\da-f]+)|#(\d+)|(amp|lt|gt|quot|apos));/gi, (_, hex, decimal, name) => {
    if (hex) return fromCodePoint(Number.parseInt(hex, 16));
    if (decimal) return fromCodePoint(Number(decimal));
    return { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }[name as 'amp'] ?? '';
  });

const fromCodePoint = (code: number): string => (code > 0x10ffff ? '\ufffd' : String.fromCodePoint(code));

/** Base64 in lines of 76, as MIME has it: no line of the file comes near the SII's limit of 4090 bytes. */
export const wrapBase64 = (bytes: Buffer): string => bytes.toString('base64').replace(/.{76}(?=.)/g, '$&\n');

/** Base64 with white space, as XML has it; null for anything that is not. `Buffer` alone would skip what it does not know. */
export const parseBase64 = (text: string): Buffer | null => {
  const packed = text.replace(/[ \t\r\n]+/g, '');
  if (packed.length === 0 || packed.length % 4 !== 0 || !/^[A-Za-z\d+/]+={0,2}$/.test(packed)) return null;
  return Buffer.from(packed, 'base64');
};
