import type { Database } from 'better-sqlite3';
import { DOCUMENT_TYPES } from '../../../shared/domain/document-type.ts';
import { SII_STATES } from '../../../shared/domain/states.ts';
import type { Grouping } from '../../../shared/ipc/lists.ts';
import { NAME_KEY } from '../migrations/0011-order.ts';
import { type PageRequest, pageLimit } from '../page.ts';
import { createStatements } from '../statements.ts';
import { type SqlValue, type Where, where } from '../where.ts';
import {
  type Count,
  type Cursor,
  dayNumber,
  dayOf,
  decodeCursor,
  encodeCursor,
  type Order,
  type Place,
  type SortBy,
} from './cursor.ts';
import {
  hasAmount,
  hasText,
  isAboutDoubt,
  isChosen,
  isReceptorTallied,
  type ListFilter,
  residual,
  rowFilter,
  type Scope,
} from './filter.ts';
import type { Groups, Tallies } from './tallies.ts';
import type { WordSearch } from './word-search.ts';
import { wordsOf } from './words.ts';

/** What a list is ordered by when nothing is searched that has very many hits. */
export interface Sort {
  readonly by: SortBy;
  readonly descending: boolean;
}
export const NEWEST: Sort = { by: 'date', descending: true };

export interface ListRequest extends PageRequest {
  readonly sort?: Sort;
}

/** One page of a list as ids, in its order. */
export interface ListPage extends Count {
  readonly ids: readonly number[];
  /** Where to go on; null at the end. A page may be short, even empty, and have one: it looked so far and found so many. */
  readonly next: string | null;
}

/** Whether it is in the order that was asked for: a search with very many hits is in the order of issuing. */
export interface Ordered {
  readonly ordered: boolean;
}

interface Hit {
  readonly id: number;
  readonly value: number | string;
}

/** So many rows are read and sorted in a few milliseconds, whatever they are. */
const FEW = 4_000;
/** The same, where each one's name has to be made into its key. */
const FEW_NAMES = 2_000;
/** So many documents are put into groups one by one, where no tally has them. */
const GROUPED = 2_000;
/** So many entries of an index are looked at for one answer; a list that found too little goes on in the next. */
const INDEX_BUDGET = 20_000;

const COLUMN = {
  date: 'issued_on',
  amount: 'total',
  folio: 'folio',
  receptor: NAME_KEY,
  found: 'id',
} as const satisfies Record<Order, string>;
const KINDS = 'type, sii_state, integrity, issued_on, total';

/** A page of what a search came to; what was looked at already is not looked at again where the page has more than enough. */
export const foundPage = (
  ids: readonly number[],
  next: number | null,
  limit: number,
  cursor: Cursor | null,
): ListPage => {
  const page = ids.slice(0, limit);
  const count: Count = cursor ?? { total: ids.length, exact: next === null };
  const stop = ids.length > limit ? (page.at(-1) ?? null) : next;
  return {
    ids: page,
    next: stop === null ? null : encodeCursor({ ...count, order: 'found', value: stop, id: stop }),
    total: count.total,
    exact: count.exact,
  };
};

/** Where entries are read from, in the list's order. */
interface Source {
  readonly index: string;
  readonly terms: Where;
}

const toValue = (order: Order, value: number | string): number | string =>
  order === 'date' ? dayNumber(String(value)) : value;

const fromValue = ({ order, value }: Place): SqlValue => (order === 'date' ? dayOf(Number(value)) : value);

/** Beyond a place, in the direction of the list. */
const beyond = (into: Where, place: Place | null, sort: Sort): Where => {
  if (place === null) return into;
  const sign = sort.descending ? '<' : '>';
  if (place.order === 'found') return into.and('id < ?', place.id);
  const by = COLUMN[place.order];
  const value = fromValue(place);
  // SQLite finds its way in an index by a row of two values, but not where one is an expression.
  return place.order === 'receptor'
    ? into.and(`${by} ${sign}= ? AND (${by} ${sign} ? OR id ${sign} ?)`, value, value, place.id)
    : into.and(`(${by}, id) ${sign} (?, ?)`, value, place.id);
};

const orderBy = (order: Order, sort: Sort): string => {
  const way = sort.descending || order === 'found' ? 'DESC' : 'ASC';
  return order === 'found' ? `id ${way}` : `${COLUMN[order]} ${way}, id ${way}`;
};

/**
 * Lists of documents and of backups. No answer looks at more than a bounded number of entries, however many documents there are:
 * where it has not filled its page by then, it says where it stopped, and the next one goes on there.
 */
export const createDocumentList = (db: Database, tallies: Tallies, search: WordSearch) => {
  const statements = createStatements(db);

  const only = <T>(values: readonly T[] | undefined): T | null =>
    values?.length === 1 ? (values[0] as T) : null;

  const within = (companyId: number, filter: ListFilter, days = true): Where => {
    const terms = where().and('company_id = ?', companyId);
    if (days && filter.from !== undefined) terms.and('issued_on >= ?', filter.from);
    if (days && filter.to !== undefined) terms.and('issued_on <= ?', filter.to);
    return terms;
  };

  const ofReceptor = (companyId: number, filter: ListFilter, receptorRut: string): Source => ({
    index: 'document_by_receptor',
    terms: within(companyId, filter).and('receptor_rut = ?', receptorRut),
  });

  const ofAmount = (companyId: number, filter: ListFilter): Source => {
    const terms = within(companyId, filter, false);
    if (filter.minTotal !== undefined) terms.and('total >= ?', filter.minTotal);
    if (filter.maxTotal !== undefined) terms.and('total <= ?', filter.maxTotal);
    return { index: 'document_by_amount', terms };
  };

  /** The index that has all of a filter's documents with the fewest others, in no order: for what is then sorted. */
  const narrowest = (companyId: number, filter: ListFilter): Source => {
    if (filter.receptorRut !== undefined) return ofReceptor(companyId, filter, filter.receptorRut);
    if (hasAmount(filter)) return ofAmount(companyId, filter);
    const terms = within(companyId, filter);
    if (isAboutDoubt(filter))
      return {
        index: 'document_by_doubt',
        terms: terms.and(`integrity <> 'verified'`).in('integrity', filter.integrities),
      };
    const { types, siiStates } = filter;
    if (isChosen(types) || isChosen(siiStates))
      return {
        index: 'document_by_kind',
        terms: terms
          .in('type', isChosen(types) ? types : DOCUMENT_TYPES)
          .in('sii_state', isChosen(siiStates) ? siiStates : SII_STATES),
      };
    return { index: 'document_by_day', terms };
  };

  /** The index that is in the list's order, and passes over the fewest others. */
  const inOrder = (companyId: number, filter: ListFilter, order: SortBy): Source => {
    if (order === 'amount') return ofAmount(companyId, filter);
    if (order === 'folio') return { index: 'document_by_folio', terms: within(companyId, filter, false) };
    if (order === 'receptor') return { index: 'document_by_name', terms: within(companyId, filter, false) };
    if (filter.receptorRut !== undefined) return ofReceptor(companyId, filter, filter.receptorRut);
    const terms = within(companyId, filter);
    const integrity = only(filter.integrities);
    if (isAboutDoubt(filter) && integrity !== null)
      return {
        index: 'document_by_doubt',
        terms: terms.and(`integrity <> 'verified'`).and('integrity = ?', integrity),
      };
    const type = only(filter.types);
    const state = only(filter.siiStates);
    return type !== null && state !== null
      ? { index: 'document_by_kind', terms: terms.and('type = ?', type).and('sii_state = ?', state) }
      : { index: 'document_by_day', terms };
  };

  const read = (sql: string, values: readonly SqlValue[]): readonly Hit[] => statements.all<Hit>(sql, values);

  /** Reads a source in its order, with what is left of the filter, and no further than the budget. */
  const scan = (
    source: Source,
    rest: Where,
    order: SortBy,
    sort: Sort,
    place: Place | null,
    limit: number,
    kinds: string,
  ) => {
    const terms = beyond(source.terms, place, sort);
    const by = orderBy(order, sort);
    const inner = `SELECT id, ${COLUMN[order]} AS value, ${kinds} FROM document INDEXED BY ${source.index}
      WHERE ${terms.sql()} ORDER BY ${by} LIMIT ${INDEX_BUDGET}`;
    const hits = read(`SELECT id, value FROM (${inner}) WHERE ${rest.sql()} LIMIT ?`, [
      ...terms.values(),
      ...rest.values(),
      limit + 1,
    ]);
    if (hits.length > limit) return { hits: hits.slice(0, limit), stoppedAt: hits[limit - 1] ?? null };
    const [last] = read(
      `SELECT id, value FROM (${inner}) LIMIT 1 OFFSET ${INDEX_BUDGET - 1}`,
      terms.values(),
    );
    return { hits, stoppedAt: last ?? null };
  };

  /** Reads what a bounded set of documents leaves, sorted. */
  const sorted = (
    from: string,
    rest: Where,
    order: SortBy,
    sort: Sort,
    place: Place | null,
    limit: number,
  ) => {
    const terms = beyond(rest, place, sort);
    const hits = read(
      `SELECT id, ${COLUMN[order]} AS value FROM ${from} WHERE ${terms.sql()} ORDER BY ${orderBy(order, sort)} LIMIT ?`,
      [...terms.values(), limit + 1],
    );
    const stoppedAt = hits.length > limit ? (hits[limit - 1] ?? null) : null;
    return { hits: hits.slice(0, limit), stoppedAt };
  };

  const countUpTo = (sql: string, values: readonly SqlValue[], most: number): number =>
    statements.count(`SELECT count(*) AS n FROM (${sql} LIMIT ${most})`, values);

  const countScan = (source: Source, rest: Where): Count => {
    const inner = `SELECT ${KINDS} FROM document INDEXED BY ${source.index} WHERE ${source.terms.sql()}`;
    const total = statements.count(
      `SELECT count(*) AS n FROM (${inner} LIMIT ${INDEX_BUDGET}) WHERE ${rest.sql()}`,
      [...source.terms.values(), ...rest.values()],
    );
    return { total, exact: countUpTo(inner, source.terms.values(), INDEX_BUDGET) < INDEX_BUDGET };
  };

  const countOf = (companyId: number, filter: ListFilter, scope: Scope, source: Source): Count =>
    hasAmount(filter) || (filter.receptorRut !== undefined && !isReceptorTallied(filter))
      ? countScan(source, residual(filter, scope))
      : { total: tallies.count(companyId, filter, scope), exact: true };

  type Found = { readonly hits: readonly Hit[]; readonly stoppedAt: Hit | null };
  const pageOf = (order: Order, { hits, stoppedAt }: Found, count: Count): ListPage & Ordered => ({
    ordered: true,
    ids: hits.map(({ id }) => id),
    next:
      stoppedAt === null
        ? null
        : encodeCursor({ ...count, order, value: toValue(order, stoppedAt.value), id: stoppedAt.id }),
    total: count.total,
    exact: count.exact,
  });

  const searched = (
    companyId: number,
    filter: ListFilter,
    scope: Scope,
    sort: Sort,
    cursor: Cursor | null,
    limit: number,
  ): ListPage & Ordered => {
    const words = wordsOf(filter.text ?? '');
    const few = cursor?.order === 'found' ? null : search.rarest(words);
    if (few === null) {
      const before = cursor?.order === 'found' ? cursor.id : null;
      const { ids, next } = search.stream(words, rowFilter(companyId, filter, scope), before);
      return { ...foundPage(ids, next, limit, cursor), ordered: false };
    }
    const rest = (): Where => search.among(rowFilter(companyId, filter, scope), few);
    const by = cursor === null || cursor.order === 'found' ? sort.by : cursor.order;
    const total =
      cursor?.total ??
      statements.count(`SELECT count(*) AS n FROM document WHERE ${rest().sql()}`, rest().values());
    return pageOf(by, sorted('document', rest(), by, sort, cursor, limit), { total, exact: true });
  };

  /** Ids of all that a filter finds, or of so many that one answer can look at. */
  const some = (companyId: number, scope: Scope, filter: ListFilter) => {
    if (hasText(filter)) {
      const words = wordsOf(filter.text ?? '');
      const few = search.rarest(words);
      if (few === null) {
        const { ids, next } = search.stream(words, rowFilter(companyId, filter, scope), null);
        return { ids, exact: next === null };
      }
      const rest = search.among(rowFilter(companyId, filter, scope), few);
      const ids = read(`SELECT id, id AS value FROM document WHERE ${rest.sql()}`, rest.values());
      return { ids: ids.map(({ id }) => id), exact: true };
    }
    const { index, terms } = narrowest(companyId, filter);
    const rest = residual(filter, scope);
    const hits = read(
      `SELECT id, id AS value FROM (SELECT id, ${KINDS} FROM document INDEXED BY ${index} WHERE ${terms.sql()}
       LIMIT ${INDEX_BUDGET}) WHERE ${rest.sql()} LIMIT ${GROUPED + 1}`,
      [...terms.values(), ...rest.values()],
    );
    const isAll =
      hits.length <= GROUPED && countScan(narrowest(companyId, filter), residual(filter, scope)).exact;
    return { ids: hits.slice(0, GROUPED).map(({ id }) => id), exact: isAll };
  };

  return {
    /** How many there are without a filter. */
    all: (companyId: number, scope: Scope): number => tallies.count(companyId, {}, scope),
    /** Counts and sums of what a filter finds. */
    groups(companyId: number, scope: Scope, filter: ListFilter, by: Grouping): Groups {
      const isTallied =
        by === 'receptor' || filter.receptorRut !== undefined
          ? by === 'receptor' && isReceptorTallied(filter)
          : !hasText(filter) && !hasAmount(filter);
      if (isTallied) return tallies.groups(companyId, filter, scope, by);
      const { ids, exact } = some(companyId, scope, filter);
      return tallies.groupsOf(ids, by, exact);
    },
    /** @param request.sort must be the one that its cursor was made with */
    page(companyId: number, scope: Scope, filter: ListFilter, request: ListRequest): ListPage & Ordered {
      const limit = pageLimit(request.limit);
      const sort = request.sort ?? NEWEST;
      const place = request.cursor ? decodeCursor(request.cursor) : null;
      if (hasText(filter)) return searched(companyId, filter, scope, sort, place, limit);
      const rest = (): Where => residual(filter, scope);
      const source = narrowest(companyId, filter);
      const count = place ?? countOf(companyId, filter, scope, source);
      if (count.exact && count.total === 0)
        return { ids: [], next: null, total: 0, exact: true, ordered: true };
      const asked = place === null || place.order === 'found' ? sort.by : place.order;
      if (count.exact && count.total <= (asked === 'receptor' ? FEW_NAMES : FEW)) {
        const terms = source.terms.and(rest().sql(), ...rest().values());
        const from = `document INDEXED BY ${source.index}`;
        return pageOf(asked, sorted(from, terms, asked, sort, place, limit), count);
      }
      // One receptor's many documents are picked out of everybody's, in the index that has the order.
      const left = rest();
      const isPicked = filter.receptorRut !== undefined && asked !== 'date';
      if (isPicked && filter.receptorRut !== undefined) left.and('receptor_rut = ?', filter.receptorRut);
      const kinds = isPicked ? `${KINDS}, receptor_rut` : KINDS;
      return pageOf(
        asked,
        scan(inOrder(companyId, filter, asked), left, asked, sort, place, limit, kinds),
        count,
      );
    },
  };
};
export type DocumentList = ReturnType<typeof createDocumentList>;
