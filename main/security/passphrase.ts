import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import { appError } from '../../shared/domain/errors.ts';
import type { DataKey } from './sealed.ts';
import { KEY_BYTES } from './sealed.ts';

/** Cost of scrypt (RFC 7914): memory 128 * N * r bytes. */
export interface ScryptCost {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

/** 128 MB and about a third of a second on an ordinary computer: once at start for us, each time for who guesses. */
export const SCRYPT_COST: ScryptCost = { N: 2 ** 17, r: 8, p: 1 };

/**
 * What a key file may ask for at most: 1 GB, and sixteen times the work of ours (some five seconds). A tampered one must neither
 * take the computer down nor keep a person waiting for ever.
 */
const MAX_MEMORY = 1 << 30;
const MAX_WORK = 16 * SCRYPT_COST.N * SCRYPT_COST.r * SCRYPT_COST.p;

/** Whether a cost that stands in a file is one to be worked off. */
export const isBearable = ({ N, r, p }: ScryptCost): boolean =>
  128 * N * r <= MAX_MEMORY && N * r * p <= MAX_WORK;

export interface PassphraseWrap {
  readonly scrypt: ScryptCost & { readonly salt: string };
  readonly nonce: string;
  readonly key: string;
  readonly tag: string;
}

/** Keyboards and systems write `ñ` and `á` in more than one way (macOS decomposes them): one of them counts. */
const toBytes = (passphrase: string): Buffer => Buffer.from(passphrase.normalize('NFKC'), 'utf8');

/**
 * The bytes that scrypt makes of a passphrase.
 * @returns KEY_BYTES bytes; rejects for a cost beyond what a computer should be asked for
 */
export const derive = (passphrase: string, salt: Buffer, cost: ScryptCost): Promise<Buffer> => {
  const memory = 128 * cost.N * cost.r;
  if (!isBearable(cost)) return Promise.reject(new Error('scrypt cost out of bounds'));
  const secret = toBytes(passphrase);
  return new Promise<Buffer>((resolve, reject) => {
    scrypt(secret, salt, KEY_BYTES, { N: cost.N, r: cost.r, p: cost.p, maxmem: memory * 2 }, (error, key) => {
      secret.fill(0);
      if (error) reject(error);
      else resolve(key);
    });
  });
};

/** Everything beside the key itself is authenticated: a cheaper cost cannot be slipped in. */
const context = (id: string, cost: ScryptCost, salt: Buffer): Buffer =>
  Buffer.from(`resguardo-keys|1|${id}|${cost.N}|${cost.r}|${cost.p}|${salt.toString('base64')}`, 'utf8');

export const wrapByPassphrase = async (
  key: DataKey,
  passphrase: string,
  cost: ScryptCost = SCRYPT_COST,
): Promise<PassphraseWrap> => {
  const salt = randomBytes(16);
  const nonce = randomBytes(12);
  const outer = await derive(passphrase, salt, cost);
  try {
    const cipher = createCipheriv('aes-256-gcm', outer, nonce, { authTagLength: 16 });
    cipher.setAAD(context(key.id, cost, salt));
    const wrapped = Buffer.concat([cipher.update(key.bytes), cipher.final()]);
    return {
      scrypt: { ...cost, salt: salt.toString('base64') },
      nonce: nonce.toString('base64'),
      key: wrapped.toString('base64'),
      tag: cipher.getAuthTag().toString('base64'),
    };
  } finally {
    outer.fill(0);
  }
};

/** @throws AppError 'wrong_passphrase', also where the file was tampered with: the two cannot be told apart */
export const unwrapByPassphrase = async (
  id: string,
  wrap: PassphraseWrap,
  passphrase: string,
): Promise<DataKey> => {
  const salt = Buffer.from(wrap.scrypt.salt, 'base64');
  const outer = await derive(passphrase, salt, wrap.scrypt);
  try {
    const decipher = createDecipheriv('aes-256-gcm', outer, Buffer.from(wrap.nonce, 'base64'), {
      authTagLength: 16,
    });
    decipher.setAAD(context(id, wrap.scrypt, salt));
    decipher.setAuthTag(Buffer.from(wrap.tag, 'base64'));
    const bytes = Buffer.concat([decipher.update(Buffer.from(wrap.key, 'base64')), decipher.final()]);
    if (bytes.length !== KEY_BYTES) throw new Error('bad key length');
    return { id, bytes };
  } catch {
    throw appError('wrong_passphrase');
  } finally {
    outer.fill(0);
  }
};
