import { createPublicKey } from 'node:crypto';
import forge from 'node-forge';
import { describe, expect, it } from 'vitest';
import { openCertificate, readCertificate, serialiseCertificate } from '../../../main/dte/certificate.ts';
import { makeThrowawayCertificate } from '../../../main/dte/practice-identity.ts';
import { readX509 } from '../../../main/dte/x509.ts';
import { AppError } from '../../../shared/domain/errors.ts';
import { HOLDER, NOW, throwaway } from '../../support/certificates.ts';

const PASSWORD = 'ñandú & co';

const codeOf = (file: Buffer, password: string): string => {
  try {
    openCertificate(file, password);
  } catch (error) {
    return error instanceof AppError ? error.value.code : String(error);
  }
  return 'opened';
};

/** Pieces of a PKCS#12 file put together by forge: what programs export when they hold more than one identity. */
const pfxOf = (
  keyPem: string | null,
  certificates: readonly Buffer[],
  options: Record<string, unknown> = {},
): Buffer => {
  const chain = certificates.map((der) =>
    forge.pki.certificateFromAsn1(forge.asn1.fromDer(der.toString('latin1'))),
  );
  const key = keyPem === null ? null : forge.pki.privateKeyFromPem(keyPem);
  const asn1 = forge.pkcs12.toPkcs12Asn1(key as forge.pki.rsa.PrivateKey, chain, PASSWORD, {
    algorithm: '3des',
    count: 1000,
    ...options,
  });
  return Buffer.from(forge.asn1.toDer(asn1).getBytes(), 'latin1');
};
const keyPem = (): string => throwaway().certificate.key.export({ type: 'pkcs1', format: 'pem' }).toString();

describe('openCertificate', () => {
  it('with the right password, ñ included, gives holder, validity and a key that fits', () => {
    const opened = openCertificate(throwaway().pfx(PASSWORD), PASSWORD);
    expect(opened).toMatchObject({ rut: HOLDER, name: 'José Ñandú Pérez' });
    expect(opened.validFrom).toBeLessThan(NOW);
    expect(opened.validTo).toBeGreaterThan(NOW);
    expect(opened.der.equals(throwaway().certificate.der)).toBe(true);
    expect(createPublicKey(opened.key).equals(createPublicKey(throwaway().certificate.key))).toBe(true);
  });

  it.each(['', 'otra', 'NANDU & CO', `${PASSWORD} `])('with the wrong password %j, says so', (password) => {
    expect(codeOf(throwaway().pfx(PASSWORD), password)).toBe('pfx_wrong_password');
  });

  it('with an empty password that is the right one, opens', () => {
    expect(codeOf(throwaway().pfx(''), '')).toBe('opened');
  });

  it('cut short anywhere, is unreadable', () => {
    const file = throwaway().pfx(PASSWORD);
    for (const length of [0, 1, 10, 100, file.length >> 1, file.length - 1]) {
      expect(codeOf(file.subarray(0, length), PASSWORD)).toBe('pfx_unreadable');
    }
  });

  it.each(['hola', '-----BEGIN CERTIFICATE-----\n', '<xml/>'])(
    'of a file that holds %j, is unreadable',
    (text) => {
      expect(codeOf(Buffer.from(text), PASSWORD)).toBe('pfx_unreadable');
    },
  );

  it('over a megabyte, is unreadable without being parsed', () => {
    expect(codeOf(Buffer.alloc(1_000_001, 0x30), PASSWORD)).toBe('pfx_unreadable');
  });

  it('without a key, says pfx_no_key', () => {
    expect(codeOf(pfxOf(null, [throwaway().certificate.der]), PASSWORD)).toBe('pfx_no_key');
  });

  it('with a key and the certificate of another one, says pfx_no_key', () => {
    const other = makeThrowawayCertificate({ rut: HOLDER, name: 'Otra', now: NOW, bits: 1024 });
    expect(codeOf(pfxOf(keyPem(), [other.certificate.der]), PASSWORD)).toBe('pfx_no_key');
  });

  it('with the chain before the own certificate, takes the pair that fits', () => {
    const authority = makeThrowawayCertificate({ rut: '96571720-3', name: 'CA', now: NOW, bits: 1024 });
    const file = pfxOf(keyPem(), [authority.certificate.der, throwaway().certificate.der]);
    expect(openCertificate(file, PASSWORD).name).toBe('José Ñandú Pérez');
  });

  it('with a certificate that names no RUT, says certificate_no_rut', () => {
    const nameless = makeThrowawayCertificate({ rut: 'nobody', name: 'Sin RUT', now: NOW, bits: 1024 });
    expect(codeOf(nameless.pfx(PASSWORD), PASSWORD)).toBe('certificate_no_rut');
  });

  it('that asks for two billion iterations, is refused at once', () => {
    const file = pfxOf(keyPem(), [throwaway().certificate.der]);
    // The count of the MAC, in a file that stays valid DER.
    const hostile = forge.asn1.fromDer(file.toString('latin1'));
    const [, , macData] = hostile.value as forge.asn1.Asn1[];
    const [, , iterations] = (macData?.value ?? []) as forge.asn1.Asn1[];
    if (!iterations) throw new Error('no iterations in there');
    iterations.value = '\x7f\xff\xff\xff';
    const start = performance.now();
    expect(codeOf(Buffer.from(forge.asn1.toDer(hostile).getBytes(), 'latin1'), PASSWORD)).toBe(
      'pfx_too_costly',
    );
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});

describe('serialiseCertificate', () => {
  it('and back, gives the same certificate and key', () => {
    const { certificate } = throwaway();
    const read = readCertificate(serialiseCertificate(certificate));
    expect(read).toMatchObject({
      rut: certificate.rut,
      name: certificate.name,
      validFrom: certificate.validFrom,
      validTo: certificate.validTo,
    });
    expect(read.der.equals(certificate.der)).toBe(true);
    expect(read.key.equals(certificate.key)).toBe(true);
  });

  it('of something else, is not read', () => {
    expect(() => readCertificate(Buffer.from('{}'))).toThrow();
  });
});

describe('readX509', () => {
  it('of a throwaway certificate, finds the RUT in the otherName of the SII', () => {
    expect(readX509(throwaway().certificate.der).rut).toBe(HOLDER);
  });
});
