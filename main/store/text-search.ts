import type { Database } from 'better-sqlite3';
import { matchExpression } from './search.ts';
import type { Where } from './where.ts';

/**
 * Below so many hits the index names them, and all else works on these few. Above it, a scan from the newest on finds a page at once,
 * because so much of what it passes is a hit; the index would have to fetch and sort them all.
 */
const FEW = 5_000;

/** Hits are counted up to here: nobody pages so far, and counting on would cost more than all else. */
export const MOST_COUNTED = 10_000;

/**
 * Search by words, each of which must be found somewhere in `document.search`. Words of three characters and more are looked up in
 * an index of trigrams; shorter ones have no trigram, and are looked for in what the others leave, or by a scan.
 */
export const createTextSearch = (db: Database) => {
  const hits = db
    .prepare<[string, number], number>(
      'SELECT count(*) FROM (SELECT 1 FROM document_search WHERE document_search MATCH ? LIMIT ?)',
    )
    .pluck();

  return {
    /** Adds what the query asks for to a filter over rows of `document`. */
    filter(filtered: Where, query: string | undefined): Where {
      const match = matchExpression(query ?? '');
      const isRare = match !== null && (hits.get(match, FEW + 1) ?? 0) <= FEW;
      if (isRare)
        filtered.and(
          'document.id IN (SELECT rowid FROM document_search WHERE document_search MATCH ?)',
          match,
        );
      return filtered.text('document.search', query, isRare);
    },
  };
};

/** The statement that counts what a filter finds; with a search, MOST_COUNTED at most. */
export const countOf = (from: string, condition: string, query: string | undefined): string =>
  (query ?? '').trim() === ''
    ? `SELECT count(*) AS n FROM ${from} WHERE ${condition}`
    : `SELECT count(*) AS n FROM (SELECT 1 FROM ${from} WHERE ${condition} LIMIT ${MOST_COUNTED})`;
