import { encodeLatin1 } from './latin1.ts';

/**
 * What an XML file of somebody else says, by the encoding that it declares. DTEs come as ISO-8859-1, windows-1252 and
 * UTF-8; line ends are LF alone, as XML parsers hand them on before anything is digested.
 */
export interface DecodedXml {
  readonly text: string;
  /** Back to bytes as they stood in the file; null when a character has no place there. For the stamp's signature. */
  encode(text: string): Buffer | null;
}

/** TextDecoder knows windows-1252 under this name, and under `iso-8859-1` too: that one is decoded by hand. */
const WINDOWS_1252 = 'windows-1252';

/**
 * @returns null when the declared encoding is unknown, or the bytes are not of it
 */
export const decodeXml = (bytes: Buffer): DecodedXml | null => {
  const declared = declaredEncoding(bytes);
  switch (declared) {
    case 'iso-8859-1':
    case 'iso8859-1':
    case 'latin1':
    case 'latin-1':
      return latin1(bytes);
    case 'windows-1252':
    case 'cp1252':
      return windows1252(bytes);
    case 'utf-8':
    case 'utf8':
    case 'us-ascii':
    case 'ascii':
      return utf8(bytes);
    // The SII's own files declare nothing and are Latin-1 (PROTOCOL.md 7.2); the XML standard says UTF-8.
    case null:
      return utf8(bytes) ?? latin1(bytes);
    default:
      return null;
  }
};

/** The declaration is ASCII in every encoding that matters here. */
const declaredEncoding = (bytes: Buffer): string | null => {
  const head = bytes
    .subarray(0, 200)
    .toString('latin1')
    .replace(/^\u00ef\u00bb\u00bf/, '');
  const match = /^\s*<\?xml\s[^>]*?encoding\s*=\s*["']([\w.-]+)["']/i.exec(head);
  return match?.[1]?.toLowerCase() ?? null;
};

const latin1 = (bytes: Buffer): DecodedXml => ({
  text: normaliseLineEnds(bytes.toString('latin1')),
  encode: (text) => (/[^\0-\xff]/.test(text) ? null : encodeLatin1(text)),
});

const utf8 = (bytes: Buffer): DecodedXml | null => {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return { text: normaliseLineEnds(text), encode: (part) => Buffer.from(part, 'utf8') };
  } catch {
    return null;
  }
};

const windows1252 = (bytes: Buffer): DecodedXml => {
  const decoder = new TextDecoder(WINDOWS_1252);
  const byteOf = new Map<string, number>();
  for (let byte = 0; byte < 256; byte++) byteOf.set(decoder.decode(Uint8Array.of(byte)), byte);
  return {
    text: normaliseLineEnds(decoder.decode(bytes)),
    encode: (text) => {
      const found = [...text].map((letter) => byteOf.get(letter));
      return found.includes(undefined) ? null : Buffer.from(found as number[]);
    },
  };
};

/** XML 1.0, 2.11. */
const normaliseLineEnds = (text: string): string => text.replace(/\r\n?/g, '\n');
