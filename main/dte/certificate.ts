import { createPrivateKey, type KeyObject } from 'node:crypto';
import { appError } from '../../shared/domain/errors.ts';
import { openPfx } from './pfx.ts';
import { rsaPublicPart, sameRsaKey } from './rsa.ts';
import type { SigningCertificate } from './types.ts';
import { readX509, type X509 } from './x509.ts';

/**
 * Opens a certificate file with its password. Among several keys and certificates (a chain, an expired predecessor) it
 * takes the pair that belongs together, with a RUT, that is valid the longest. Whether it is valid today is for the
 * caller to say: this has no clock. Takes 10 to 100 ms; at worst about 2 s, for a file at the limit of the iterations: where
 * somebody waits, main/security/certificate-opener.ts does it in a thread of its own.
 * @throws AppError pfx_unreadable, pfx_wrong_password, pfx_too_costly, pfx_no_key (no RSA key with its certificate),
 *   certificate_no_rut
 */
export const openCertificate = (file: Buffer, password: string): SigningCertificate => {
  const contents = openPfx(file, password);
  const keys = contents.keys.flatMap(readKey);
  const pairs = contents.certificates.flatMap((der) => {
    const x509 = tryRead(der);
    const key = x509?.key && keys.find((each) => x509.key && sameRsaKey(rsaPublicPart(each), x509.key));
    return x509 && key ? [{ der, x509, key }] : [];
  });
  if (pairs.length === 0) throw appError('pfx_no_key');
  const [best] = pairs
    .filter(({ x509 }) => x509.rut !== null)
    .sort((one, other) => other.x509.validTo - one.x509.validTo);
  if (!best) throw appError('certificate_no_rut');
  return toSigningCertificate(best.key, best.der, best.x509);
};

/** Bits. Real keys have 2048 or 4096; with a much longer one each signature would hold the program up. */
const MAX_KEY_BITS = 8192;

/** The SII takes RSA alone; anything else is as good as no key. */
const readKey = (pkcs8: Buffer): readonly KeyObject[] => {
  try {
    const key = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
    const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
    return key.asymmetricKeyType === 'rsa' && bits <= MAX_KEY_BITS ? [key] : [];
  } catch {
    return [];
  }
};

const tryRead = (der: Buffer): X509 | null => {
  try {
    return readX509(der);
  } catch {
    return null;
  }
};

const toSigningCertificate = (key: KeyObject, der: Buffer, x509: X509): SigningCertificate => {
  const { rut, name, validFrom, validTo } = x509;
  if (rut === null) throw appError('certificate_no_rut');
  return { key, der, rut, name, validFrom, validTo };
};

const CERTIFICATE_PEM = /-----BEGIN CERTIFICATE-----([A-Za-z\d+/=\s]+)-----END CERTIFICATE-----/;

/**
 * Certificate and key as PEM, **in clear**: for main/security alone, which seals it before it is stored anywhere.
 * @returns ASCII
 */
export const serialiseCertificate = (certificate: SigningCertificate): Buffer => {
  const key = certificate.key.export({ type: 'pkcs8', format: 'pem' }).toString();
  const body = certificate.der.toString('base64').replace(/.{64}(?=.)/g, '$&\n');
  return Buffer.from(`${key}-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----\n`, 'latin1');
};

/**
 * What serialiseCertificate wrote. RUT, name and validity are read from the certificate again.
 * @throws Error when it is anything else
 */
export const readCertificate = (bytes: Buffer): SigningCertificate => {
  const text = bytes.toString('latin1');
  const body = CERTIFICATE_PEM.exec(text)?.[1];
  if (!body) throw new Error('no certificate in there');
  const der = Buffer.from(body, 'base64');
  return toSigningCertificate(createPrivateKey(text), der, readX509(der));
};
