import { createDecipheriv, pbkdf2Sync } from 'node:crypto';
import forge from 'node-forge';
import { appError } from '../../shared/domain/errors.ts';
import { type Asn1, octets, oid, part, smallInteger } from './asn1.ts';

/**
 * Password-based decryption as PKCS#12 files use it: the old schemes of RFC 7292 (RC2-40, RC2-128, 3DES), which
 * today's OpenSSL refuses and many Chilean certificates still come in, by node-forge; PBES2 (AES) by the runtime.
 */
const PBES2 = '1.2.840.113549.1.5.13';
const PBKDF2 = '1.2.840.113549.1.5.12';

const CIPHERS: Readonly<Record<string, { readonly name: string; readonly keyBytes: number }>> = {
  '2.16.840.1.101.3.4.1.2': { name: 'aes-128-cbc', keyBytes: 16 },
  '2.16.840.1.101.3.4.1.22': { name: 'aes-192-cbc', keyBytes: 24 },
  '2.16.840.1.101.3.4.1.42': { name: 'aes-256-cbc', keyBytes: 32 },
  '1.2.840.113549.3.7': { name: 'des-ede3-cbc', keyBytes: 24 },
};
const PRFS: Readonly<Record<string, string>> = {
  '1.2.840.113549.2.7': 'sha1',
  '1.2.840.113549.2.8': 'sha224',
  '1.2.840.113549.2.9': 'sha256',
  '1.2.840.113549.2.10': 'sha384',
  '1.2.840.113549.2.11': 'sha512',
};
const MAC_HASHES: Readonly<Record<string, keyof typeof forge.md>> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

/**
 * How many iterations one file may ask for in all. A file is hostile if opening it blocks the program: a million of
 * the old derivation take about 1.2 s here, five million of PBKDF2 about 0.7 s. Real files ask for 1 to 100 000 (Java),
 * the most careful program known for 600 000.
 */
const MAX_ITERATIONS = { pkcs12: 1_000_000, pbkdf2: 5_000_000 } as const;

/** Counts what a file asks for, before each derivation. */
export class IterationBudget {
  private readonly left: Record<keyof typeof MAX_ITERATIONS, number> = { ...MAX_ITERATIONS };

  /** @throws AppError pfx_too_costly */
  spend(kind: keyof typeof MAX_ITERATIONS, iterations: number): void {
    if (iterations < 1) throw new Error('PKCS#12: no iterations');
    this.left[kind] -= iterations;
    if (this.left[kind] < 0) throw appError('pfx_too_costly');
  }
}

/**
 * The MAC over a file's contents, RFC 7292 appendix B.
 * @param password null for none at all, which is not the same as an empty one
 * @returns whether the password is right
 */
export const macMatches = (
  macData: Asn1,
  content: Buffer,
  password: string | null,
  budget: IterationBudget,
): boolean => {
  const digestInfo = part(macData, 0);
  const hash = MAC_HASHES[oid(part(part(digestInfo, 0), 0))];
  if (!hash) throw new Error('PKCS#12: unknown MAC');
  const iterations = macData.parts[2] ? smallInteger(part(macData, 2)) : 1;
  budget.spend('pkcs12', iterations);
  const expected = octets(part(digestInfo, 1));
  const salt = forge.util.createBuffer(octets(part(macData, 1)).toString('latin1'));
  const digest = (forge.md as unknown as Record<string, { create(): forge.md.MessageDigest }>)[
    hash
  ]?.create();
  if (!digest) throw new Error('PKCS#12: unknown MAC');
  const length = (digest as unknown as { readonly digestLength: number }).digestLength;
  const key = (forge.pkcs12 as unknown as Pkcs12Derivation).generateKey(
    password,
    salt,
    MAC_KEY,
    iterations,
    length,
    digest,
  );
  const mac = forge.hmac.create();
  mac.start(digest as unknown as forge.hmac.Algorithm, key);
  mac.update(content.toString('latin1'));
  return Buffer.from(mac.digest().getBytes(), 'latin1').equals(expected);
};

/** Purpose of a derived key, RFC 7292 B.3. */
const MAC_KEY = 3;

/** The part of node-forge's interface that its type package leaves out. */
interface Pkcs12Derivation {
  generateKey(
    password: string | null,
    salt: forge.util.ByteStringBuffer,
    purpose: number,
    iterations: number,
    bytes: number,
    digest: forge.md.MessageDigest,
  ): forge.util.ByteStringBuffer;
}

/**
 * @returns the plain bytes, or null when the password does not fit
 * @throws Error for a scheme that nobody here knows, AppError pfx_too_costly
 */
export const decrypt = (
  algorithm: Asn1,
  encrypted: Buffer,
  password: string | null,
  budget: IterationBudget,
): Buffer | null => {
  const scheme = oid(part(algorithm, 0));
  if (scheme === PBES2) return decryptPbes2(part(algorithm, 1), encrypted, password ?? '', budget);
  budget.spend('pkcs12', smallInteger(part(part(algorithm, 1), 1)) * 2); // a key and an IV
  const parameters = forge.asn1.fromDer(part(algorithm, 1).der().toString('latin1'));
  const { pbe } = forge.pki as unknown as { readonly pbe: PbeCiphers };
  const cipher = pbe.getCipher(scheme, parameters, password);
  cipher.update(forge.util.createBuffer(encrypted.toString('latin1')));
  return cipher.finish() ? Buffer.from(cipher.output.getBytes(), 'latin1') : null;
};

/** Documented by node-forge, missing in its type package. */
interface PbeCiphers {
  getCipher(
    oid: string,
    parameters: forge.asn1.Asn1,
    password: string | null,
  ): {
    update(input: forge.util.ByteStringBuffer): void;
    finish(): boolean;
    readonly output: forge.util.ByteStringBuffer;
  };
}

/** RFC 8018. The password's bytes are UTF-8 as OpenSSL and Java have it; some older programs took Latin-1. */
const decryptPbes2 = (
  parameters: Asn1,
  encrypted: Buffer,
  password: string,
  budget: IterationBudget,
): Buffer | null => {
  const derivation = part(parameters, 0);
  const encryption = part(parameters, 1);
  const cipher = CIPHERS[oid(part(encryption, 0))];
  if (oid(part(derivation, 0)) !== PBKDF2 || !cipher) throw new Error('PKCS#12: unknown encryption');
  const derivationParameters = part(derivation, 1);
  const salt = octets(part(derivationParameters, 0));
  const iterations = smallInteger(part(derivationParameters, 1));
  const prf = prfOf(derivationParameters);
  const iv = octets(part(encryption, 1));
  const encodings = /^[\0-\x7f]*$/.test(password) ? (['utf8'] as const) : (['utf8', 'latin1'] as const);
  for (const encoding of encodings) {
    budget.spend('pbkdf2', iterations);
    const key = pbkdf2Sync(Buffer.from(password, encoding), salt, iterations, cipher.keyBytes, prf);
    const decipher = createDecipheriv(cipher.name, key, iv);
    try {
      return Buffer.concat([decipher.update(encrypted), decipher.final()]);
    } catch {
      // Bad padding: not this password, or not in this encoding.
    }
  }
  return null;
};

/** After salt and count come an optional key length and an optional PRF. */
const prfOf = (parameters: Asn1): string => {
  const prf = parameters.parts.slice(2).find((each) => each.parts.length > 0);
  const name = prf ? PRFS[oid(part(prf, 0))] : 'sha1';
  if (!name) throw new Error('PKCS#12: unknown PRF');
  return name;
};
