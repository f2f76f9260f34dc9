import { parseRut, type Rut } from '../../shared/domain/rut.ts';
import { type Asn1, CONTEXT, octets, oid, parseAsn1, part } from './asn1.ts';
import type { RsaPublicKey } from './rsa.ts';

/**
 * What this program needs of an X.509 certificate. Read by hand and not with the runtime's X509Certificate: the RUT
 * lies in an otherName that the runtime does not decode, and some authorities' certificates have faults that stricter
 * readers stumble over. Nothing here says that the certificate is to be trusted.
 */
export interface X509 {
  /** RUT of the holder, null when it has none. */
  readonly rut: Rut | null;
  /** Common name of the subject. */
  readonly name: string;
  /** UTC epoch ms. */
  readonly validFrom: number;
  readonly validTo: number;
  /** Null when the key is not RSA. */
  readonly key: RsaPublicKey | null;
}

const RSA_ENCRYPTION = '1.2.840.113549.1.1.1';
const COMMON_NAME = '2.5.4.3';
const SERIAL_NUMBER = '2.5.4.5';
const SUBJECT_ALT_NAME = '2.5.29.17';
/** The SII's arc: the holder's RUT, as decoded from real certificates (PROTOCOL.md 2.2). The issuer's is …8321.2. */
const HOLDER_RUT = '1.3.6.1.4.1.8321.1';
const UTF8_STRING = 0x0c;
const BMP_STRING = 0x1e;
const UTC_TIME = 0x17;

/** @throws Error when it is no certificate */
export const readX509 = (der: Buffer): X509 => {
  const certificate = parseAsn1(der);
  const tbs = part(certificate, 0);
  // version is tagged and may be missing; what follows has a fixed order.
  const first = part(tbs, 0).tagClass === CONTEXT ? 1 : 0;
  const validity = part(tbs, first + 3);
  const subject = part(tbs, first + 4);
  const rut = rutFromAltName(tbs) ?? rutFromText(nameAttribute(subject, SERIAL_NUMBER) ?? '');
  return {
    rut,
    name: (nameAttribute(subject, COMMON_NAME) ?? '').trim(),
    validFrom: readTime(part(validity, 0)),
    validTo: readTime(part(validity, 1)),
    key: readRsaKey(part(tbs, first + 5)),
  };
};

const readRsaKey = (spki: Asn1): RsaPublicKey | null => {
  if (oid(part(part(spki, 0), 0)) !== RSA_ENCRYPTION) return null;
  // The first byte of a bit string counts its unused bits.
  const key = parseAsn1(part(spki, 1).bytes.subarray(1));
  return { modulus: withoutSign(part(key, 0).bytes), exponent: withoutSign(part(key, 1).bytes) };
};

const withoutSign = (integer: Buffer): Buffer =>
  integer.length > 1 && integer[0] === 0 ? integer.subarray(1) : integer;

const nameAttribute = (name: Asn1, type: string): string | null => {
  for (const set of name.parts) {
    for (const attribute of set.parts) {
      if (oid(part(attribute, 0)) === type) return readString(part(attribute, 1));
    }
  }
  return null;
};

const readString = (value: Asn1): string => {
  if (value.type === UTF8_STRING) return value.bytes.toString('utf8');
  if (value.type === BMP_STRING) return Buffer.from(value.bytes).swap16().toString('utf16le');
  return value.bytes.toString('latin1');
};

const rutFromAltName = (tbs: Asn1): Rut | null => {
  const extensions = tbs.parts.find((each) => each.tagClass === CONTEXT && each.type === 3)?.parts[0];
  for (const extension of extensions?.parts ?? []) {
    if (oid(part(extension, 0)) !== SUBJECT_ALT_NAME) continue;
    const names = parseAsn1(octets(part(extension, extension.parts.length - 1)));
    for (const name of names.parts) {
      const isOtherName = name.tagClass === CONTEXT && name.type === 0 && name.parts.length > 1;
      if (isOtherName && oid(part(name, 0)) === HOLDER_RUT) return rutFromText(firstText(part(name, 1)));
    }
  }
  return null;
};

/** The value is tagged explicitly; some wrap it once more. */
const firstText = (value: Asn1): string => {
  const inner = value.parts[0];
  return inner ? firstText(inner) : readString(value);
};

/** `07880442-4`, `IDCCL-7880442-4`, `7880442-4`: authorities differ. The end of the text is what counts, and enough. */
const rutFromText = (text: string): Rut | null => {
  const match = /(\d[\d.]*\s*-?\s*[\dkK])\s*$/.exec(text.slice(-30));
  return match ? parseRut((match[1] ?? '').replace(/^0+(?=\d)/, '')) : null;
};

/** UTCTime `YYMMDDhhmmssZ` or GeneralizedTime `YYYYMMDDhhmmssZ`. Years of two digits from 50 are of the last century (RFC 5280). */
const readTime = (value: Asn1): number => {
  const text = value.bytes.toString('latin1');
  const short = value.type === UTC_TIME;
  const match = (
    short ? /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?Z$/ : /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?(?:\.\d+)?Z$/
  ).exec(text);
  if (!match) throw new Error('X.509: unreadable time');
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1)
    .map((each) => Number(each ?? 0));
  const fullYear = short ? year + (year >= 50 ? 1900 : 2000) : year;
  return Date.UTC(fullYear, month - 1, day, hour, minute, second);
};
