import { appError } from '../../shared/domain/errors.ts';

/** One page of a list, newest first. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  /** Where the next page begins; null on the last one. Opaque to whoever carries it. */
  readonly next: string | null;
  /** Rows under the filter, on all pages. */
  readonly total: number;
  /** Whether `total` is all of them; else there are at least so many. */
  readonly exact: boolean;
}

export interface PageRequest {
  readonly cursor?: string | null;
  /** 1 to MAX_PAGE; DEFAULT_PAGE when left out. */
  readonly limit?: number;
}

/** More rows than that serve no screen and hold up the main process. */
export const MAX_PAGE = 200;
export const DEFAULT_PAGE = 50;

/** The sort key of a row: what it is ordered by, then its id. */
export type Key = readonly [number, number];

export const encodeCursor = (key: Key): string => Buffer.from(key.join('.'), 'utf8').toString('base64url');

/** @throws AppError `bad_request` for what `encodeCursor` did not make */
export const decodeCursor = (cursor: string): Key => {
  const match = /^(-?\d{1,16})\.(\d{1,16})$/.exec(Buffer.from(cursor, 'base64url').toString('utf8'));
  if (!match) throw appError('bad_request', { field: 'cursor' });
  return [Number(match[1]), Number(match[2])];
};

export const pageLimit = (limit: number | undefined): number => {
  if (limit === undefined) return DEFAULT_PAGE;
  if (!Number.isInteger(limit) || limit < 1) throw appError('bad_request', { field: 'limit' });
  return Math.min(limit, MAX_PAGE);
};

/** Cuts what was read (one row more than asked for tells that there is a next page). */
export const toPage = <Row>(
  read: readonly Row[],
  limit: number,
  total: number,
  keyOf: (row: Row) => Key,
): Page<Row> => {
  const rows = read.slice(0, limit);
  const last = rows.at(-1);
  const next = read.length > limit && last !== undefined ? encodeCursor(keyOf(last)) : null;
  return { rows, next, total, exact: true };
};
