import { createHash } from 'node:crypto';

/** SHA-256 in lower-case hex, as every hash of the database is written. */
export const sha256Hex = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
