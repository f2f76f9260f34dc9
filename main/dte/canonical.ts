import { DOMParser } from '@xmldom/xmldom';
import { C14nCanonicalization, findAncestorNs } from 'xml-crypto';

/**
 * Canonical XML 1.0 (inclusive, without comments), the one form that the SII takes, by xml-crypto.
 * https://www.w3.org/TR/2001/REC-xml-c14n-20010315
 */
export const C14N = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315';

/**
 * Parses text that the scanner (markup.ts) has let pass, or that this program wrote.
 * @throws Error at anything that xmldom would only warn about: what it repairs is not what was signed
 */
export const parseXml = (xml: string): Document => {
  const refuse = (message: unknown): never => {
    throw new Error(`not well-formed: ${String(message).split('\n')[0]}`);
  };
  const parser = new DOMParser({ errorHandler: { warning: refuse, error: refuse, fatalError: refuse } });
  return parser.parseFromString(keepLetters(xml), 'text/xml');
};

/**
 * xmldom takes U+0085 and U+2028 for line ends, which only XML 1.1 does. As numeric references they arrive as the
 * characters that they are.
 */
export const keepLetters = (xml: string): string =>
  xml.replace(/[\u0085\u2028]/g, (letter) => `&#${letter.charCodeAt(0)};`);

/**
 * The canonical form of one element in its namespace context.
 * @param path XPath of the element, by local names
 * @returns text whose UTF-8 is what gets digested or signed
 */
export const canonicalise = (document: Document, element: Element, path: string): string =>
  new C14nCanonicalization().process(element, { ancestorNamespaces: findAncestorNs(document, path) });
