import { createHash, sign as cryptoSign } from 'node:crypto';
import { C14N, canonicalise, parseXml } from './canonical.ts';
import { wrapBase64 } from './latin1.ts';
import { rsaPublicPart } from './rsa.ts';
import type { SigningCertificate } from './types.ts';

/** XMLDSig as the SII's own schema narrows it down (PROTOCOL.md 7.3, xmldsignature_v10.xsd). */
export const XMLDSIG = 'http://www.w3.org/2000/09/xmldsig#';
export const RSA_SHA1 = `${XMLDSIG}rsa-sha1`;
export const SHA1 = `${XMLDSIG}sha1`;
export const ENVELOPED = `${XMLDSIG}enveloped-signature`;

/** A document to be signed, in the pieces that are put together around the signature. */
export interface ToSign {
  /** Start tag of the root, with its namespaces, and what comes before the signature. */
  readonly before: string;
  /** What comes after the signature: the root's end tag. */
  readonly after: string;
  /** Local name of the root's child whose ID is signed; null signs the whole document (URI=""). */
  readonly target: { readonly name: string; readonly id: string } | null;
}

/**
 * Signs, and puts the signature in its place as text: what comes in is not parsed and written again, so every byte
 * that was digested is in the result as it was. The canonical forms come from xml-crypto; its own computeSignature is
 * not used, because it writes all of the signature on one line of some 4000 bytes (the SII refuses lines over 4090)
 * and leaves KeyValue out.
 * @returns before + Signature + after
 */
export const signXml = (toSign: ToSign, certificate: SigningCertificate): string => {
  const { before, after, target } = toSign;
  const unsigned = parseXml(`${before}${after}`);
  const digested =
    target === null
      ? canonicalise(unsigned, unsigned.documentElement, '/*')
      : canonicalise(unsigned, childNamed(unsigned, target.name), `/*/*[local-name()='${target.name}']`);
  const signedInfo = writeSignedInfo(target?.id ?? null, sha1(digested));
  const open = `<Signature xmlns="${XMLDSIG}">\n`;
  // SignedInfo is canonicalised where it will stand, under the root's namespaces. Of the rest it does not depend.
  const context = parseXml(`${rootTag(before)}${open}${signedInfo}</Signature>${after}`);
  const signedInfoElement = firstElement(firstElement(context.documentElement));
  const canonicalInfo = canonicalise(context, signedInfoElement, '/*/*/*');
  const value = cryptoSign('sha1', Buffer.from(canonicalInfo, 'utf8'), certificate.key);
  const signatureValue = `<SignatureValue>\n${wrapBase64(value)}\n</SignatureValue>\n`;
  return `${before}${open}${signedInfo}${signatureValue}${writeKeyInfo(certificate)}</Signature>${after}`;
};

/** Written in canonical form (no empty-element tags), one element a line. */
const writeSignedInfo = (id: string | null, digest: string): string =>
  [
    '<SignedInfo>',
    `<CanonicalizationMethod Algorithm="${C14N}"></CanonicalizationMethod>`,
    `<SignatureMethod Algorithm="${RSA_SHA1}"></SignatureMethod>`,
    `<Reference URI="${id === null ? '' : `#${id}`}">`,
    '<Transforms>',
    // Explicit: without it some programs digest a plain serialisation instead (PROTOCOL.md 7.3).
    `<Transform Algorithm="${id === null ? ENVELOPED : C14N}"></Transform>`,
    '</Transforms>',
    `<DigestMethod Algorithm="${SHA1}"></DigestMethod>`,
    `<DigestValue>${digest}</DigestValue>`,
    '</Reference>',
    '</SignedInfo>',
    '',
  ].join('\n');

/** KeyValue first, then the certificate: the order of the SII's schema, and both must be there. */
const writeKeyInfo = (certificate: SigningCertificate): string => {
  const { modulus, exponent } = rsaPublicPart(certificate.key);
  return [
    '<KeyInfo>',
    '<KeyValue>',
    '<RSAKeyValue>',
    `<Modulus>\n${wrapBase64(modulus)}\n</Modulus>`,
    `<Exponent>${exponent.toString('base64')}</Exponent>`,
    '</RSAKeyValue>',
    '</KeyValue>',
    '<X509Data>',
    `<X509Certificate>\n${wrapBase64(certificate.der)}\n</X509Certificate>`,
    '</X509Data>',
    '</KeyInfo>',
    '',
  ].join('\n');
};

const sha1 = (canonical: string): string => createHash('sha1').update(canonical, 'utf8').digest('base64');

/** The root's start tag alone. Attribute values are ours: no `>` in them. */
const rootTag = (before: string): string => before.slice(0, before.indexOf('>') + 1);

const elementsOf = (parent: Element): readonly Element[] =>
  Array.from(parent.childNodes).filter((node): node is Element => node.nodeType === 1);

const firstElement = (parent: Element): Element => {
  const [first] = elementsOf(parent);
  if (!first) throw new Error('an element without children');
  return first;
};

const childNamed = (document: Document, name: string): Element => {
  const found = elementsOf(document.documentElement).filter((child) => child.localName === name);
  const [only] = found;
  if (!only || found.length > 1) throw new Error(`expected one ${name}, found ${found.length}`);
  return only;
};
