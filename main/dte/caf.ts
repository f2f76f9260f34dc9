import { createPrivateKey, type KeyObject } from 'node:crypto';
import { isDocumentType } from '../../shared/domain/document-type.ts';
import { appError } from '../../shared/domain/errors.ts';
import { parseRut } from '../../shared/domain/rut.ts';
import { type CafIssuers, SII_CAF_ISSUERS } from './caf-issuers.ts';
import { decodeXml } from './charset.ts';
import { encodeLatin1, parseBase64, unescapeText } from './latin1.ts';
import { at, contentOf, type ElementSpan, outerOf, scanMarkup } from './markup.ts';
import { rsaPublicPart, sameRsaKey, verifySha1 } from './rsa.ts';
import { flatten } from './ted.ts';
import type { Caf } from './types.ts';

/** A CAF file has some 2 KB. */
const MAX_BYTES = 100_000;

export interface OpenedCaf {
  readonly caf: Caf;
  /** RSASK: what stamps documents. For main/security alone to keep. */
  readonly key: KeyObject;
}

/**
 * Opens a CAF file as the SII's page hands it out: Latin-1 that declares no encoding, or one that declares its own.
 * Whether it is this company's, of this environment, not expired and not there already is for the caller to say.
 * @param issuers keys that FRMA may be signed with; the SII's when left out
 * @throws AppError caf_unreadable, caf_type_unknown, caf_bad_signature (FRMA, or an IDK of nobody known),
 *   caf_key_mismatch (RSASK missing, unreadable, or not of RSAPK)
 */
export const parseCaf = (file: Buffer, issuers: CafIssuers = SII_CAF_ISSUERS): OpenedCaf => {
  const { text, root } = scanFile(file);
  const element = root.localName === 'AUTORIZACION' ? at(root, 'CAF') : null;
  if (!element) throw appError('caf_unreadable');
  const caf = readCaf(text, element);
  if (!isIssued(caf, issuers)) throw appError('caf_bad_signature');
  const pem = at(root, 'RSASK');
  return { caf, key: readKey(pem ? contentOf(text, pem) : '', caf) };
};

const scanFile = (file: Buffer): { readonly text: string; readonly root: ElementSpan } => {
  if (file.length > MAX_BYTES) throw appError('caf_unreadable');
  try {
    const decoded = decodeXml(file);
    if (!decoded) throw appError('caf_unreadable');
    return { text: decoded.text, root: scanMarkup(decoded.text) };
  } catch {
    throw appError('caf_unreadable');
  }
};

const readKey = (pem: string, caf: Caf): KeyObject => {
  let key: KeyObject;
  try {
    // Whoever indented the file indented the key too.
    const lines = pem.split('\n').map((line) => line.trim());
    key = createPrivateKey(lines.filter((line) => line !== '').join('\n'));
    if (sameRsaKey(rsaPublicPart(key), caf)) return key;
  } catch {
    // The same to whoever imported it: what stands there does not stamp.
  }
  throw appError('caf_key_mismatch');
};

/**
 * Reads the element `<CAF>` of a CAF file or of a stamp. Its signature is not checked here.
 * @throws AppError caf_unreadable, caf_type_unknown
 */
export const readCaf = (text: string, element: ElementSpan): Caf => {
  const value = (...path: readonly string[]): string => {
    const found = at(element, 'DA', ...path);
    if (!found || found.children.length > 0) throw appError('caf_unreadable');
    return unescapeText(contentOf(text, found)).trim();
  };
  const type = wholeNumber(value('TD'));
  if (!isDocumentType(type)) throw appError('caf_type_unknown', { type });
  const rut = parseRut(value('RE'));
  const [from, to] = [wholeNumber(value('RNG', 'D')), wholeNumber(value('RNG', 'H'))];
  const authorizedOn = value('FA');
  const modulus = parseBase64(value('RSAPK', 'M'));
  const exponent = parseBase64(value('RSAPK', 'E'));
  const xml = flatten(outerOf(text, element));
  if (!rut || !modulus || !exponent || from < 1 || to < from || !/^\d{4}-\d\d-\d\d$/.test(authorizedOn)) {
    throw appError('caf_unreadable');
  }
  const idk = wholeNumber(value('IDK'));
  return { rut, name: value('RS'), type, from, to, authorizedOn, idk, xml, modulus, exponent };
};

const wholeNumber = (text: string): number => {
  if (!/^\d{1,10}$/.test(text)) throw appError('caf_unreadable');
  return Number(text);
};

/** FRMA over DA, flattened, in Latin-1, by the key that IDK names. False for an IDK of nobody known. */
export const isIssued = (caf: Caf, issuers: CafIssuers): boolean => {
  const issuer = issuers.get(caf.idk);
  const da = /<DA>.*<\/DA>/s.exec(caf.xml)?.[0];
  const frma = /<FRMA algoritmo=["']SHA1withRSA["']\s*>([^<]*)<\/FRMA>/.exec(caf.xml)?.[1];
  const signature = frma === undefined ? null : parseBase64(frma);
  if (!issuer || da === undefined || !signature || /[^\0-\xff]/.test(da)) return false;
  return verifySha1(encodeLatin1(da), issuer, signature);
};
