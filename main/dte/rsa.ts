import {
  createPrivateKey,
  createPublicKey,
  sign as cryptoSign,
  verify as cryptoVerify,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto';
import forge from 'node-forge';

/**
 * RSA with SHA-1, as the SII's rules of 2003 still ask for it: 512-bit keys in CAFs, PKCS#1 v1.5 everywhere.
 * The runtime's own implementation comes first; where a security policy refuses such keys, node-forge does the same
 * arithmetic and gives the same bytes (PKCS#1 v1.5 has no salt).
 */
export interface RsaPublicKey {
  /** Big-endian, no leading zero byte needed. */
  readonly modulus: Buffer;
  readonly exponent: Buffer;
}

/** The runtime's operations that may be refused; tests hand in refusing ones to force the other path. */
export interface Runtime {
  generate(bits: number, exponent: number): KeyObject;
  sign(data: Buffer, key: KeyObject): Buffer;
  verify(data: Buffer, key: RsaPublicKey, signature: Buffer): boolean;
}

export const NODE_RUNTIME: Runtime = {
  generate: (bits, exponent) =>
    generateKeyPairSync('rsa', { modulusLength: bits, publicExponent: exponent }).privateKey,
  sign: (data, key) => cryptoSign('sha1', data, key),
  verify: (data, key, signature) => cryptoVerify('sha1', data, publicKeyObject(key), signature),
};

/** @param exponent 3 for a CAF's key, 65537 otherwise */
export const generateRsaKey = (bits: number, exponent: number, runtime = NODE_RUNTIME): KeyObject => {
  try {
    return runtime.generate(bits, exponent);
  } catch {
    // Not generateKeyPair: that one hands the work back to the runtime that has just refused it.
    const stepwise = forge.pki.rsa as unknown as StepwiseGenerator;
    const state = stepwise.createKeyPairGenerationState(bits, exponent);
    stepwise.stepKeyPairGenerationState(state, 0);
    return createPrivateKey(forge.pki.privateKeyToPem(state.keys.privateKey));
  }
};

/** The part of node-forge's documented interface that its type package leaves out. */
interface StepwiseGenerator {
  createKeyPairGenerationState(bits: number, exponent: number): { readonly keys: forge.pki.rsa.KeyPair };
  stepKeyPairGenerationState(state: { readonly keys: forge.pki.rsa.KeyPair }, milliseconds: 0): boolean;
}

/** @returns the signature: as many bytes as the modulus has */
export const signSha1 = (data: Buffer, key: KeyObject, runtime = NODE_RUNTIME): Buffer => {
  try {
    return runtime.sign(data, key);
  } catch {
    const pem = key.export({ type: 'pkcs1', format: 'pem' }).toString();
    return Buffer.from(forge.pki.privateKeyFromPem(pem).sign(sha1Of(data)), 'latin1');
  }
};

/** False for a signature that does not verify, whatever is wrong with it. */
export const verifySha1 = (
  data: Buffer,
  key: RsaPublicKey,
  signature: Buffer,
  runtime = NODE_RUNTIME,
): boolean => {
  try {
    return runtime.verify(data, key, signature);
  } catch {
    return verifyWithForge(data, key, signature);
  }
};

const verifyWithForge = (data: Buffer, key: RsaPublicKey, signature: Buffer): boolean => {
  try {
    const publicKey = forge.pki.rsa.setPublicKey(bigInteger(key.modulus), bigInteger(key.exponent));
    return publicKey.verify(sha1Of(data).digest().getBytes(), signature.toString('latin1'));
  } catch {
    return false;
  }
};

const sha1Of = (data: Buffer): forge.md.MessageDigest =>
  forge.md.sha1.create().update(data.toString('latin1'));

const bigInteger = (bytes: Buffer): forge.jsbn.BigInteger =>
  new forge.jsbn.BigInteger(bytes.toString('hex') || '0', 16);

export const publicKeyObject = (key: RsaPublicKey): KeyObject =>
  createPublicKey({
    key: { kty: 'RSA', n: key.modulus.toString('base64url'), e: key.exponent.toString('base64url') },
    format: 'jwk',
  });

/** Modulus and exponent of a private or public RSA key, without leading zero bytes. */
export const rsaPublicPart = (key: KeyObject): RsaPublicKey => {
  const { n = '', e = '' } = (key.type === 'private' ? createPublicKey(key) : key).export({ format: 'jwk' });
  return { modulus: Buffer.from(n, 'base64url'), exponent: Buffer.from(e, 'base64url') };
};

/** Compares as numbers: some programs write a leading zero byte, others do not. */
export const sameRsaKey = (one: RsaPublicKey, other: RsaPublicKey): boolean =>
  trimZeros(one.modulus).equals(trimZeros(other.modulus)) &&
  trimZeros(one.exponent).equals(trimZeros(other.exponent));

const trimZeros = (bytes: Buffer): Buffer => {
  let start = 0;
  while (start < bytes.length - 1 && bytes[start] === 0) start++;
  return bytes.subarray(start);
};
