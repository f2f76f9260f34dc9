import { createCipheriv, createDecipheriv, createHash, randomBytes, scrypt } from 'node:crypto';
import { z } from 'zod';
import { appError } from '../../../shared/domain/errors.ts';
import { isBearable } from '../../security/passphrase.ts';

/**
 * `.resguardo`: a whole vault in one file, encrypted with a passphrase.
 *
 *   RESGUARDO       9 bytes, then the version (1 byte) and the length of the header (4 bytes, big endian)
 *   header          JSON: cost and salt of scrypt (RFC 7914), size of a chunk, a seal that tells a wrong passphrase
 *   chunks          AES-256-GCM of 1 MiB each (the last one shorter, maybe empty), with its tag of 16 bytes
 *
 * The nonce of a chunk is its number and whether it is the last, its additional data is the hash of everything before
 * the chunks: nothing can be cut off, swapped, left out or added, and no header slipped in. The key is of this file alone
 * (fresh salt), so a number is never used twice with it.
 */
export const MAGIC = Buffer.from('RESGUARDO', 'latin1');
export const VERSION = 1;
export const CHUNK = 1 << 20;
export const TAG = 16;
const MAX_HEADER = 4_096;

export interface ArchiveCost {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}
/** As for the profile's keys: 128 MB and about a third of a second. */
export const ARCHIVE_COST: ArchiveCost = { N: 2 ** 17, r: 8, p: 1 };

const header = z.object({
  format: z.literal('resguardo-archivo'),
  createdAt: z.int(),
  chunk: z.literal(CHUNK),
  scrypt: z.object({
    N: z
      .int()
      .min(2)
      .max(2 ** 22),
    r: z.int().min(1).max(32),
    p: z.int().min(1).max(16),
    salt: z.base64(),
  }),
  seal: z.base64(),
});
export type ArchiveHeader = z.infer<typeof header>;

const deriveKey = (passphrase: string, salt: Buffer, cost: ArchiveCost): Promise<Buffer> => {
  const memory = 128 * cost.N * cost.r;
  if (!isBearable(cost)) return Promise.reject(appError('archive_unreadable'));
  const secret = Buffer.from(passphrase.normalize('NFKC'), 'utf8');
  return new Promise((resolve, reject) => {
    scrypt(secret, salt, 32, { N: cost.N, r: cost.r, p: cost.p, maxmem: memory * 2 }, (error, key) => {
      secret.fill(0);
      if (error) reject(error);
      else resolve(key);
    });
  });
};

/** Number 0xffffffff is never a chunk's: it seals nothing but the key. */
const SEAL_NUMBER = 0xffffffff;

const nonceOf = (number: number, isLast: boolean): Buffer => {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(number, 7);
  nonce[11] = isLast ? 1 : 0;
  return nonce;
};

const sealOf = (key: Buffer, salt: Buffer): Buffer => {
  const cipher = createCipheriv('aes-256-gcm', key, nonceOf(SEAL_NUMBER, false), { authTagLength: TAG });
  cipher.setAAD(salt);
  cipher.final();
  return cipher.getAuthTag();
};

/** What encrypts or opens the chunks of one archive. `aad`: hash of everything before them. */
export interface ArchiveKey {
  readonly key: Buffer;
  readonly aad: Buffer;
}

export const startArchive = async (
  passphrase: string,
  createdAt: number,
  cost: ArchiveCost,
): Promise<ArchiveKey & { readonly head: Buffer }> => {
  const salt = randomBytes(16);
  const key = await deriveKey(passphrase, salt, cost);
  const value: ArchiveHeader = {
    format: 'resguardo-archivo',
    createdAt,
    chunk: CHUNK,
    scrypt: { N: cost.N, r: cost.r, p: cost.p, salt: salt.toString('base64') },
    seal: sealOf(key, salt).toString('base64'),
  };
  const json = Buffer.from(JSON.stringify(value), 'utf8');
  const prefix = Buffer.alloc(MAGIC.length + 5);
  MAGIC.copy(prefix);
  prefix.writeUInt8(VERSION, MAGIC.length);
  prefix.writeUInt32BE(json.length, MAGIC.length + 1);
  const head = Buffer.concat([prefix, json]);
  return { key, head, aad: createHash('sha256').update(head).digest() };
};

export const PREFIX = MAGIC.length + 5;

/** Length of the header. @throws AppError 'archive_unreadable', 'archive_from_future' */
export const readPrefix = (prefix: Buffer): number => {
  if (prefix.length < PREFIX || !prefix.subarray(0, MAGIC.length).equals(MAGIC))
    throw appError('archive_unreadable');
  if (prefix.readUInt8(MAGIC.length) > VERSION) throw appError('archive_from_future');
  const length = prefix.readUInt32BE(MAGIC.length + 1);
  if (prefix.readUInt8(MAGIC.length) < 1 || length > MAX_HEADER) throw appError('archive_unreadable');
  return length;
};

/** @throws AppError 'archive_unreadable', 'wrong_passphrase' */
export const openArchiveKey = async (head: Buffer, passphrase: string): Promise<ArchiveKey> => {
  let value: ArchiveHeader;
  try {
    value = header.parse(JSON.parse(head.toString('utf8', PREFIX)));
  } catch {
    throw appError('archive_unreadable');
  }
  const salt = Buffer.from(value.scrypt.salt, 'base64');
  const key = await deriveKey(passphrase, salt, value.scrypt).catch(() => {
    // A cost that scrypt itself refuses: somebody changed the header.
    throw appError('archive_unreadable');
  });
  if (!sealOf(key, salt).equals(Buffer.from(value.seal, 'base64'))) {
    key.fill(0);
    throw appError('wrong_passphrase');
  }
  return { key, aad: createHash('sha256').update(head).digest() };
};

export const sealChunk = (
  { key, aad }: ArchiveKey,
  number: number,
  isLast: boolean,
  plain: Buffer,
): Buffer => {
  if (number >= SEAL_NUMBER) throw new Error('too large for one archive');
  const cipher = createCipheriv('aes-256-gcm', key, nonceOf(number, isLast), { authTagLength: TAG });
  cipher.setAAD(aad);
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
};

/** @throws AppError 'archive_damaged' */
export const openChunk = (
  { key, aad }: ArchiveKey,
  number: number,
  isLast: boolean,
  sealed: Buffer,
): Buffer => {
  if (sealed.length < TAG) throw appError('archive_damaged');
  const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(number, isLast), { authTagLength: TAG });
  decipher.setAAD(aad);
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(0, sealed.length - TAG)), decipher.final()]);
  } catch {
    throw appError('archive_damaged');
  }
};
