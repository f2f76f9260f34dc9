import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/**
 * Sealed bytes: `RSG` and the version 1 (4 bytes), id of the data key (8), nonce (12), ciphertext, tag (16).
 * AES-256-GCM; everything before the ciphertext, and the purpose, are authenticated with it.
 */
const HEAD = Buffer.from([0x52, 0x53, 0x47, 1]);
const ID = 8;
const NONCE = 12;
const TAG = 16;
const BODY = HEAD.length + ID + NONCE;

export const KEY_BYTES = 32;

export interface DataKey {
  /** 8 bytes in hex. */
  readonly id: string;
  /** 32 bytes. */
  readonly bytes: Buffer;
}

export const newDataKey = (): DataKey => ({
  id: randomBytes(ID).toString('hex'),
  bytes: randomBytes(KEY_BYTES),
});

/** A length before each part, so that no header and purpose read like another pair. */
const context = (head: Buffer, purpose: string): Buffer => {
  const name = Buffer.from(purpose, 'utf8');
  const length = Buffer.alloc(4);
  length.writeUInt32BE(name.length);
  return Buffer.concat([head, length, name]);
};

/** Seals with a fresh random nonce: the same plain bytes never give the same sealed ones. */
export const sealWith = (key: DataKey, plain: Uint8Array, purpose: string): Buffer => {
  const head = Buffer.concat([HEAD, Buffer.from(key.id, 'hex'), randomBytes(NONCE)]);
  const cipher = createCipheriv('aes-256-gcm', key.bytes, head.subarray(BODY - NONCE), {
    authTagLength: TAG,
  });
  cipher.setAAD(context(head, purpose));
  return Buffer.concat([head, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
};

/** Which data key sealed these bytes; null where they are no sealed bytes of a version that we know. */
export const sealedKeyId = (sealed: Buffer): string | null =>
  sealed.length >= BODY + TAG && sealed.subarray(0, HEAD.length).equals(HEAD)
    ? sealed.subarray(HEAD.length, HEAD.length + ID).toString('hex')
    : null;

/** @throws Error where a bit was changed, or key or purpose are others; it says no more than that */
export const openWith = (key: DataKey, sealed: Buffer, purpose: string): Buffer => {
  if (sealedKeyId(sealed) !== key.id) throw new Error('sealed bytes do not open');
  const head = sealed.subarray(0, BODY);
  const end = sealed.length - TAG;
  const decipher = createDecipheriv('aes-256-gcm', key.bytes, head.subarray(BODY - NONCE), {
    authTagLength: TAG,
  });
  decipher.setAAD(context(head, purpose));
  decipher.setAuthTag(sealed.subarray(end));
  const first = decipher.update(sealed.subarray(BODY, end));
  try {
    const last = decipher.final();
    // GCM gives nothing at the end; an extra copy of a secret would be one more to wipe.
    return last.length === 0 ? first : Buffer.concat([first, last]);
  } catch {
    first.fill(0);
    throw new Error('sealed bytes do not open');
  }
};
