import { createPrivateKey, createPublicKey, type KeyObject, randomBytes } from 'node:crypto';
import forge from 'node-forge';
import type { DocumentType } from '../../shared/domain/document-type.ts';
import type { Rut } from '../../shared/domain/rut.ts';
import { encodeLatin1, escapeText, unwritableCharacter } from './latin1.ts';
import { generateRsaKey, rsaPublicPart, signSha1 } from './rsa.ts';
import type { SigningCertificate } from './types.ts';

/**
 * Throwaway identities for the practice environment and for tests: a certificate such as a Chilean authority issues to
 * a person, and CAFs such as the SII issues. Nobody outside of this computer trusts any of them.
 */
export interface ThrowawayCertificateSpec {
  /** Holder, a natural person. */
  readonly rut: Rut;
  readonly name: string;
  /** UTC epoch ms; valid from a day before to three years after. */
  readonly now: number;
  /** Length of the RSA key; 2048 when absent. */
  readonly bits?: number;
}

export interface ThrowawayCertificate {
  /** The same as a PKCS#12 file (3DES), for the screens that open one. */
  pfx(password: string): Buffer;
  readonly certificate: SigningCertificate;
}

const DAY = 86_400_000;
/** otherName of the holder's RUT, PROTOCOL.md 2.2. */
const RUT_OID = '1.3.6.1.4.1.8321.1';
const SUBJECT_ALT_NAME = '2.5.29.17';
const PFX_ITERATIONS = 2048;

export const makeThrowawayCertificate = (spec: ThrowawayCertificateSpec): ThrowawayCertificate => {
  const key = generateRsaKey(spec.bits ?? 2048, 65_537);
  // X.509 has no milliseconds: cut them, so that what is returned is what the certificate says.
  const validFrom = Math.floor((spec.now - DAY) / 1000) * 1000;
  const validTo = validFrom + 3 * 365 * DAY;
  const certificate = forgeCertificate(spec, key, validFrom, validTo);
  const der = Buffer.from(forge.asn1.toDer(forge.pki.certificateToAsn1(certificate)).getBytes(), 'latin1');
  return {
    pfx: (password) => toPfx(key, certificate, password),
    certificate: { key, der, rut: spec.rut, name: spec.name, validFrom, validTo },
  };
};

const forgeCertificate = (
  spec: ThrowawayCertificateSpec,
  key: KeyObject,
  validFrom: number,
  validTo: number,
): forge.pki.Certificate => {
  const privateKey = forgePrivateKey(key);
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = forge.pki.setRsaPublicKey(privateKey.n, privateKey.e);
  // A leading 01 keeps the serial number positive.
  certificate.serialNumber = `01${randomBytes(8).toString('hex')}`;
  certificate.validity.notBefore = new Date(validFrom);
  certificate.validity.notAfter = new Date(validTo);
  const subject = [
    { shortName: 'C', value: 'CL' },
    { shortName: 'CN', value: spec.name, valueTagClass: forge.asn1.Type.UTF8 as unknown as forge.asn1.Class },
    { name: 'serialNumber', value: spec.rut },
  ];
  certificate.setSubject(subject);
  certificate.setIssuer(subject);
  certificate.setExtensions([
    { name: 'basicConstraints', cA: false },
    { name: 'keyUsage', digitalSignature: true, nonRepudiation: true, keyEncipherment: true },
    { id: SUBJECT_ALT_NAME, name: 'subjectAltName', value: rutAltName(spec.rut) },
  ]);
  certificate.sign(privateKey, forge.md.sha256.create());
  return certificate;
};

/** GeneralNames with one otherName: `[0] { OID, [0] IA5String }`. forge itself writes only plain names. */
const rutAltName = (rut: Rut): string => {
  const { create, Class, Type, oidToDer, toDer } = forge.asn1;
  const value = create(Class.UNIVERSAL, Type.IA5STRING as forge.asn1.Type, false, rut);
  const otherName = create(Class.CONTEXT_SPECIFIC, 0 as forge.asn1.Type, true, [
    create(Class.UNIVERSAL, Type.OID, false, oidToDer(RUT_OID).getBytes()),
    create(Class.CONTEXT_SPECIFIC, 0 as forge.asn1.Type, true, [value]),
  ]);
  return toDer(create(Class.UNIVERSAL, Type.SEQUENCE, true, [otherName])).getBytes();
};

const toPfx = (key: KeyObject, certificate: forge.pki.Certificate, password: string): Buffer => {
  // 3DES and not AES: there the password counts as UTF-16 for cipher and MAC alike, so that one with an ñ opens in
  // every program. With AES (PBES2) it would have to be UTF-8 for the one and UTF-16 for the other, and forge takes
  // one string for both.
  const asn1 = forge.pkcs12.toPkcs12Asn1(forgePrivateKey(key), [certificate], password, {
    algorithm: '3des',
    count: PFX_ITERATIONS,
    friendlyName: 'practice',
  });
  return Buffer.from(forge.asn1.toDer(asn1).getBytes(), 'latin1');
};

const forgePrivateKey = (key: KeyObject): forge.pki.rsa.PrivateKey =>
  forge.pki.privateKeyFromPem(key.export({ type: 'pkcs1', format: 'pem' }).toString());

export interface CafIssuer {
  readonly publicKeyPem: string;
  readonly privateKeyPem: string;
}

/** A new counterpart of the SII's key that signs CAFs (FRMA): RSA, 512 bits like the real one. */
export const makeCafIssuer = (): CafIssuer => toIssuer(generateRsaKey(512, 65_537));

/**
 * The issuer of practice CAFs (IDK 999) that is the same on every computer, so that practice documents made on one
 * verify on another, by the command line tool too. Its primes stand here in public on purpose: what it signs is worth
 * nothing anywhere, and the real issuers' IDKs cannot be given to it (caf-issuers.ts).
 */
export const practiceCafIssuer = (): CafIssuer => {
  const [p, q] = PUBLIC_PRIMES;
  const e = 65_537n;
  const d = inverse(e, (p - 1n) * (q - 1n));
  const jwk = { n: p * q, e, d, p, q, dp: d % (p - 1n), dq: d % (q - 1n), qi: inverse(q, p) };
  const encoded = Object.fromEntries(Object.entries(jwk).map(([name, value]) => [name, base64Url(value)]));
  return toIssuer(createPrivateKey({ key: { kty: 'RSA', ...encoded }, format: 'jwk' }));
};

const PUBLIC_PRIMES = [
  0xf5251309f0b9da393379d689399d473cb3758a27dbacca5b950c46a586237d09n,
  0xf338f4b2840e57c1aa08aa9ab05c368645a3536a8a1bb2f939a3fb337783912fn,
] as const;

const toIssuer = (key: KeyObject): CafIssuer => ({
  publicKeyPem: createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString(),
  privateKeyPem: key.export({ type: 'pkcs1', format: 'pem' }).toString(),
});

/** The inverse modulo `modulus`, by Euclid. */
const inverse = (value: bigint, modulus: bigint): bigint => {
  let [rest, next, factor, nextFactor] = [modulus, value % modulus, 0n, 1n];
  while (next !== 0n) {
    const times = rest / next;
    [rest, next] = [next, rest - times * next];
    [factor, nextFactor] = [nextFactor, factor - times * nextFactor];
  }
  return factor < 0n ? factor + modulus : factor;
};

const base64Url = (value: bigint): string => {
  const hex = value.toString(16);
  return Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex').toString('base64url');
};

export interface CafSpec {
  readonly rut: Rut;
  /** Cut to 40 letters in RS, as the SII does. Code points above 0xFF are refused. */
  readonly name: string;
  readonly type: DocumentType;
  readonly from: number;
  readonly to: number;
  /** FA, `AAAA-MM-DD`. */
  readonly authorizedOn: string;
  readonly idk: number;
}

/** A CAF file as the SII's page hands it out: Latin-1 with no encoding declared, key included (512 bits, e = 3). */
export const makeCaf = (spec: CafSpec, issuerPrivateKeyPem: string): Buffer => {
  if (unwritableCharacter(spec.name) !== null) throw new Error('name is not Latin-1');
  const key = generateRsaKey(512, 3);
  const { modulus, exponent } = rsaPublicPart(key);
  const da = [
    '<DA>',
    `<RE>${spec.rut}</RE>`,
    `<RS>${escapeText(spec.name.slice(0, 40).trim())}</RS>`,
    `<TD>${spec.type}</TD>`,
    `<RNG><D>${spec.from}</D><H>${spec.to}</H></RNG>`,
    `<FA>${spec.authorizedOn}</FA>`,
    `<RSAPK><M>${modulus.toString('base64')}</M><E>${exponent.toString('base64')}</E></RSAPK>`,
    `<IDK>${spec.idk}</IDK>`,
    '</DA>',
  ];
  const frma = signSha1(encodeLatin1(da.join('')), createPrivateKey(issuerPrivateKeyPem));
  const lines = [
    '<?xml version="1.0"?>',
    '<AUTORIZACION>',
    '<CAF version="1.0">',
    ...da,
    `<FRMA algoritmo="SHA1withRSA">${frma.toString('base64')}</FRMA>`,
    '</CAF>',
    `<RSASK>${key.export({ type: 'pkcs1', format: 'pem' })}</RSASK>`,
    '',
    `<RSAPUBK>${createPublicKey(key).export({ type: 'spki', format: 'pem' })}</RSAPUBK>`,
    '</AUTORIZACION>',
    '',
  ];
  return encodeLatin1(lines.join('\n'));
};
