import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Audit } from '../store/audit.ts';
import { FIRST_LINK, linkHash } from '../store/chain.ts';

/** Where the trail ended at some time, as something outside of the database remembers it. */
export interface Anchor {
  /** UTC epoch ms. */
  readonly at: number;
  readonly id: number;
  readonly hash: string;
}

/** altered: it says something else than was written. missing: it was taken away. added: it was not written by the program. */
export type Flaw = 'altered' | 'missing' | 'added';

export interface TrailCheck {
  /** Lines that were looked at. */
  readonly lines: number;
  /** Where the trail ended; what came after belongs to the next check. */
  readonly head: { readonly id: number; readonly hash: string };
  /** The first line at fault, and the time of the last whole one before it; null for a whole trail. */
  readonly first: { readonly id: number; readonly why: Flaw; readonly since: number | null } | null;
}

type Source = Pick<Audit, 'head' | 'slice' | 'firstBeyond' | 'hashOf'>;

/**
 * Walks the chain from its first line: each line's hash is made anew from the one before and from what the line says. Then the
 * end, which must be where the database says, and must contain every end that is remembered elsewhere: that is what finds a
 * cut-off end, and a chain that was written anew as a whole.
 */
export const verifyTrail = async (audit: Source, anchors: readonly Anchor[] = []): Promise<TrailCheck> => {
  const head = audit.head();
  let hash = FIRST_LINK;
  let last = 0;
  let since: number | null = null;
  const flaw = (id: number, why: Flaw): TrailCheck => ({ lines: last, head, first: { id, why, since } });

  for (let rows = audit.slice(0, head.id); rows.length > 0; rows = audit.slice(last, head.id)) {
    for (const { hash: stored, ...entry } of rows) {
      if (entry.id !== last + 1) return flaw(last + 1, 'missing');
      if (linkHash(hash, entry) !== stored) return flaw(entry.id, 'altered');
      hash = stored;
      last = entry.id;
      since = entry.at;
    }
    await nextTurn();
  }
  if (last < head.id) return flaw(last + 1, 'missing');
  if (hash !== head.hash) return flaw(head.id, 'altered');
  const beyond = audit.firstBeyond(head.id);
  const grown = audit.head();
  // The program itself may have written on meanwhile.
  if (beyond !== null && beyond > grown.id) return flaw(beyond, 'added');

  let good = 0;
  for (const anchor of [...anchors].sort((a, b) => a.id - b.id)) {
    if (anchor.id > grown.id) return flaw(grown.id + 1, 'missing');
    if (anchor.id > 0 && audit.hashOf(anchor.id) !== anchor.hash) return flaw(good + 1, 'altered');
    good = anchor.id;
  }
  return { lines: last, head, first: null };
};
