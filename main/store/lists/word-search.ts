import type { Database } from 'better-sqlite3';
import { createStatements } from '../statements.ts';
import type { Where } from '../where.ts';
import { onlyTerm, type Words } from './words.ts';

/** So many rows of documents are looked at for one answer of a search. */
export const ROW_BUDGET = 1_500;
/** A search walks through so many documents for one answer. */
const WINDOW = 40_000;

/** Documents that a search came to, newest first. */
export interface Streamed {
  readonly ids: readonly number[];
  /** All after this one are still to be looked at; null where there are none. */
  readonly next: number | null;
}

/** Search by words, in pieces that each take a few milliseconds. */
export const createWordSearch = (db: Database) => {
  const statements = createStatements(db);
  const newest = db.prepare<[], number>('SELECT coalesce(max(id), 0) FROM document').pluck();

  return {
    /** The words with the one that has few enough hits for all of them to be read and sorted; null where none has. */
    rarest(words: Words): Words | null {
      for (const term of words.terms) {
        const hits = statements.count(
          `SELECT count(*) AS n FROM (SELECT 1 FROM ${term.table} WHERE ${term.table} MATCH ? LIMIT ${ROW_BUDGET + 1})`,
          [term.match],
        );
        if (hits <= ROW_BUDGET) return onlyTerm(words, term);
      }
      return null;
    },
    /** Adds the words' one indexed term, and the patterns of the others, to a filter over rows of `document`. */
    among(rest: Where, { terms: [term], patterns }: Words): Where {
      for (const pattern of patterns) rest.and(`search LIKE ? ESCAPE '\\'`, pattern);
      return term === undefined
        ? rest
        : rest.and(
            `document.id IN (SELECT rowid FROM ${term.table} WHERE ${term.table} MATCH ?)`,
            term.match,
          );
    },
    /**
     * Hits from the newest on, in one window of ids: what two common words have in common takes a walk through both.
     * @param rest over `document` and what `join` adds to it
     * @param before id that the last answer came to; null at the beginning
     */
    stream(words: Words, rest: Where, before: number | null, join = ''): Streamed {
      for (const pattern of words.patterns) rest.and(`search LIKE ? ESCAPE '\\'`, pattern);
      const high = Math.min(before === null ? Number.MAX_SAFE_INTEGER : before - 1, newest.get() ?? 0);
      const low = high - WINDOW;
      const [first] = words.terms;
      const candidates = first
        ? `SELECT rowid AS hit FROM ${first.table} WHERE ${first.table} MATCH ? AND rowid <= ? AND rowid > ?
           ORDER BY rowid DESC LIMIT ${ROW_BUDGET}`
        : `SELECT id AS hit FROM document WHERE id <= ? AND id > ? ORDER BY id DESC LIMIT ${ROW_BUDGET}`;
      const match = first ? [words.terms.map((term) => term.match).join(' ')] : [];
      const looked = statements.all<{ readonly id: number; readonly isHit: number }>(
        `SELECT document.id, ${rest.sql()} AS isHit FROM (${candidates}) CROSS JOIN document ON document.id = hit ${join}
         ORDER BY hit DESC`,
        [...rest.values(), ...match, high, low],
      );
      const end = looked.length === ROW_BUDGET ? (looked.at(-1)?.id ?? low + 1) : low + 1;
      return {
        ids: looked.filter(({ isHit }) => isHit === 1).map(({ id }) => id),
        next: end <= 1 ? null : end,
      };
    },
  };
};
export type WordSearch = ReturnType<typeof createWordSearch>;
