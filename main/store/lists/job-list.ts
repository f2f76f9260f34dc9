import type { Database } from 'better-sqlite3';
import { type ErrorClass, QUEUE_STATES, type QueueState } from '../../../shared/domain/states.ts';
import { type PageRequest, pageLimit } from '../page.ts';
import { searchWords } from '../search.ts';
import { createStatements } from '../statements.ts';
import { type SqlValue, where } from '../where.ts';
import { type Count, type Cursor, decodeCursor, encodeCursor } from './cursor.ts';
import { foundPage, type ListPage } from './document-list.ts';
import type { WordSearch } from './word-search.ts';
import { wordsOf } from './words.ts';

/** Where a job stands in the queue: migration `lists` has the rule. */
export const LANES = [
  'person',
  'person_uncertain',
  'waiting',
  'uncertain',
  'fresh',
  'abandoned',
  'done',
] as const;
export type Lane = (typeof LANES)[number];

export interface QueueFilter {
  readonly states?: readonly QueueState[] | undefined;
  readonly classes?: readonly ErrorClass[] | undefined;
  readonly text?: string | undefined;
  /** Only what the SII may or may not have (true), or only the rest (false). */
  readonly uncertain?: boolean | undefined;
  /** Only those that failed before (true), or only those that never did (false). */
  readonly failed?: boolean | undefined;
  /** One cause alone, as `causes` names it. */
  readonly cause?: string | undefined;
  /** Of those that are done: only those that were since (UTC epoch ms). */
  readonly doneSince?: number | undefined;
}

/** Failures that are one and the same. */
export interface Cause {
  /** Class, code and the SII's own code, with colons between. */
  readonly cause: string;
  readonly n: number;
  /** The newest document among them. */
  readonly documentId: number;
}

/** A state's lanes. */
const LANES_OF: Readonly<Record<QueueState, readonly Lane[]>> = {
  pending: ['waiting', 'uncertain', 'fresh'],
  retrying: ['waiting', 'uncertain', 'fresh'],
  success: ['done'],
  abandoned: ['abandoned'],
  needs_person: ['person', 'person_uncertain'],
};
const UNCERTAIN: readonly Lane[] = ['uncertain', 'person_uncertain'];
/** SQLite takes 500 parts of a compound; nobody has so many causes. */
const MOST_PARTS = 400;
const MOST_CAUSES = 100;

const JOINED = 'JOIN job ON job.document_id = document.id';
const NOTHING: ListPage = { ids: [], next: null, total: 0, exact: true };

/** Jobs that stand in one lane for one cause; `''` where nothing has failed. */
export interface Stretch {
  readonly lane: Lane;
  readonly cause: string;
  readonly n: number;
}

/**
 * Lists of the queue. Each is made of stretches of jobs that stand in one lane for one cause, all in the order of their documents:
 * the tally says which there are and how long, an index has each, and a page takes the newest of all.
 */
export const createJobList = (db: Database, search: WordSearch) => {
  const statements = createStatements(db);
  const tally = db.prepare<[number], Stretch>('SELECT lane, cause, n FROM job_tally WHERE company_id = ?');

  const stretches = (companyId: number, filter: QueueFilter): readonly Stretch[] => {
    const { states, classes, uncertain, failed, cause } = filter;
    const wanted = (states?.length ? states : QUEUE_STATES).flatMap((state) => LANES_OF[state]);
    return tally
      .all(companyId)
      .filter(
        (each) =>
          wanted.includes(each.lane) &&
          (uncertain === undefined || UNCERTAIN.includes(each.lane) === uncertain) &&
          (failed === undefined || (each.cause !== '') === failed) &&
          (cause === undefined || each.cause === cause) &&
          (!classes?.length || classes.some((name) => each.cause.startsWith(`${name}:`))),
      )
      .slice(0, MOST_PARTS);
  };

  /** States share lanes: what a filter says about them is asked of the rows too. */
  const conditions = (filter: QueueFilter, before: number | null) => {
    const terms = where();
    const { states, doneSince } = filter;
    const whole = !states?.length || states.includes('pending') === states.includes('retrying');
    if (!whole) terms.in('state', states);
    if (doneSince !== undefined) terms.and('updated_at >= ?', doneSince);
    if (before !== null) terms.and('document_id < ?', before);
    return terms;
  };

  /** Whole lanes are read as such, however many causes they have. */
  const partsOf = (
    companyId: number,
    chosen: readonly Stretch[],
  ): readonly (readonly [Lane, string | null])[] => {
    const every = tally.all(companyId);
    return [...new Set(chosen.map(({ lane }) => lane))].flatMap(
      (lane): (readonly [Lane, string | null])[] => {
        const own = chosen.filter((each) => each.lane === lane);
        const isWhole = own.length === every.filter((each) => each.lane === lane).length;
        return isWhole ? [[lane, null]] : own.map(({ cause }) => [lane, cause]);
      },
    );
  };

  const newest = (
    companyId: number,
    chosen: readonly Stretch[],
    filter: QueueFilter,
    before: number | null,
    limit: number,
  ): readonly number[] => {
    const values: SqlValue[] = [];
    const parts = partsOf(companyId, chosen).map(([lane, cause]) => {
      const terms = conditions(filter, before);
      terms.and('company_id = ?', companyId).and('lane = ?', lane);
      if (cause !== null) terms.and('cause = ?', cause);
      if (cause !== null && cause !== '') terms.and('error_class IS NOT NULL');
      values.push(...terms.values(), limit);
      const index = cause === null || cause === '' ? 'job_lane' : 'job_cause';
      return `SELECT * FROM (SELECT document_id FROM job INDEXED BY ${index} WHERE ${terms.sql()} ORDER BY document_id DESC LIMIT ?)`;
    });
    if (parts.length === 0) return [];
    const sql = `${parts.join(' UNION ALL ')} ORDER BY document_id DESC LIMIT ?`;
    return statements.all<{ document_id: number }>(sql, [...values, limit]).map((row) => row.document_id);
  };

  /** Those that were done since: a day's worth, by the time at which they were. */
  const doneSince = (companyId: number, since: number, before: number | null, limit: number) => {
    const from = `FROM job INDEXED BY job_done WHERE company_id = ? AND state = 'success' AND updated_at >= ?`;
    const ids = statements.all<{ document_id: number }>(
      `SELECT document_id ${from} ${before === null ? '' : 'AND document_id < ?'} ORDER BY document_id DESC LIMIT ?`,
      [companyId, since, ...(before === null ? [] : [before]), limit],
    );
    return {
      ids: ids.map((row) => row.document_id),
      count: () => statements.count(`SELECT count(*) AS n ${from}`, [companyId, since]),
    };
  };

  const pageOf = (ids: readonly number[], limit: number, count: Count): ListPage => {
    const page = ids.slice(0, limit);
    const last = page.at(-1);
    const next =
      ids.length > limit && last !== undefined
        ? encodeCursor({ ...count, order: 'found', value: last, id: last })
        : null;
    return { ids: page, next, total: count.total, exact: count.exact };
  };

  const searched = (
    companyId: number,
    filter: QueueFilter,
    chosen: readonly Stretch[],
    cursor: Cursor | null,
    limit: number,
  ): ListPage => {
    const terms = conditions(filter, null)
      .and('+job.company_id = ?', companyId)
      .in('lane', [...new Set(chosen.map(({ lane }) => lane))])
      .in('cause', [...new Set(chosen.map(({ cause }) => cause))]);
    const words = wordsOf(filter.text ?? '');
    const few = cursor?.exact === false ? null : search.rarest(words);
    if (few === null) {
      const { ids, next } = search.stream(words, terms, cursor?.id ?? null, JOINED);
      return foundPage(ids, next, limit, cursor);
    }
    const all = search.among(terms, few);
    const ids = statements.all<{ id: number }>(
      `SELECT document.id FROM document ${JOINED} WHERE ${all.sql()} ORDER BY document.id DESC`,
      all.values(),
    );
    const left = ids.map(({ id }) => id).filter((id) => cursor === null || id < cursor.id);
    return foundPage(left, null, limit, cursor);
  };

  return {
    /** Newest first, as ids of documents. */
    page(companyId: number, filter: QueueFilter, request: PageRequest): ListPage {
      const limit = pageLimit(request.limit);
      const cursor = request.cursor ? decodeCursor(request.cursor) : null;
      const before = cursor?.id ?? null;
      const chosen = stretches(companyId, filter);
      if (searchWords(filter.text ?? '').length > 0)
        return chosen.length === 0 ? NOTHING : searched(companyId, filter, chosen, cursor, limit);
      if (filter.doneSince !== undefined) {
        const { ids, count } = doneSince(companyId, filter.doneSince, before, limit + 1);
        return pageOf(ids, limit, cursor ?? { total: count(), exact: true });
      }
      const total = chosen.reduce((sum, { n }) => sum + n, 0);
      return pageOf(newest(companyId, chosen, filter, before, limit + 1), limit, { total, exact: true });
    },
    lanes(companyId: number): readonly Stretch[] {
      return tally.all(companyId);
    },
    /** What went wrong with those that a filter finds, the cause with most documents first. */
    causes(companyId: number, filter: QueueFilter): readonly Cause[] {
      const byCause = new Map<string, { n: number; lanes: Lane[] }>();
      for (const { lane, cause, n } of stretches(companyId, filter)) {
        if (cause === '') continue;
        const known = byCause.get(cause) ?? { n: 0, lanes: [] };
        byCause.set(cause, { n: known.n + n, lanes: [...known.lanes, lane] });
      }
      return [...byCause]
        .sort(([, one], [, other]) => other.n - one.n)
        .slice(0, MOST_CAUSES)
        .map(([cause, { n }]) => ({
          cause,
          n,
          documentId: newest(companyId, stretches(companyId, { ...filter, cause }), filter, null, 1)[0] ?? 0,
        }));
    },
  };
};
export type JobList = ReturnType<typeof createJobList>;
