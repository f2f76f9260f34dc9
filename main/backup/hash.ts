import { createHash } from 'node:crypto';

/** SHA-256 of bytes, in lower-case hex, as the store keeps it. */
export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
