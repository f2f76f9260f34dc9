import { createHash } from 'node:crypto';

/** An entry of the audit trail as its hash covers it. */
export interface LinkedEntry {
  readonly id: number;
  /** UTC epoch ms. */
  readonly at: number;
  readonly actor: string;
  readonly operatorId: number | null;
  readonly action: string;
  readonly documentId: number | null;
  /** As it is stored, to the letter. */
  readonly paramsJson: string;
}

/** What the first entry is chained to. */
export const FIRST_LINK = '0'.repeat(64);

/**
 * The bytes that an entry's hash is of: the hash of the one before, and everything that the entry says, with its number. A JSON
 * array of fixed order: no two entries write the same.
 */
const canonicalEntry = (previous: string, entry: LinkedEntry): string =>
  JSON.stringify([
    previous,
    entry.id,
    entry.at,
    entry.actor,
    entry.operatorId,
    entry.action,
    entry.documentId,
    entry.paramsJson,
  ]);

/** @returns SHA-256 in lower-case hex */
export const linkHash = (previous: string, entry: LinkedEntry): string =>
  createHash('sha256').update(canonicalEntry(previous, entry), 'utf8').digest('hex');
