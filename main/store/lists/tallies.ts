import type { Database } from 'better-sqlite3';
import type { Grouping } from '../../../shared/ipc/lists.ts';
import { CURRENCY, RECOUNT } from '../migrations/0009-lists.ts';
import { createStatements } from '../statements.ts';
import { type SqlValue, type Where, where } from '../where.ts';
import { addKinds, type ListFilter, type Scope } from './filter.ts';
import { type Periods, periodsOf } from './periods.ts';

/** Pesos. `other`: of exports in other currencies, as far as they say what they are in pesos. */
export interface Sum {
  readonly currency: 'CLP' | 'other';
  readonly total: number;
}

export interface Group {
  /** The type's number, `AAAA-MM`, the state, or the RUT. */
  readonly key: string;
  readonly n: number;
  readonly sums: readonly Sum[];
}

export interface Groups {
  readonly groups: readonly Group[];
  /** How many groups there are beside these. */
  readonly more: number;
  /** Whether everything that the filter finds is in a group; else its newest documents are. */
  readonly exact: boolean;
}

/** More groups than these are no overview. */
const MOST_GROUPS = 100;

/** Credit notes take away what was sold, and a guía is no sale yet: so that a sum over types is one. */
const WORTH = 'CASE WHEN type IN (61, 112) THEN -1 WHEN type = 52 THEN 0 ELSE 1 END';

const KEYS: Readonly<Record<Grouping, string>> = {
  type: 'type',
  month: 'substr(issued_on, 1, 7)',
  state: 'sii_state',
  receptor: 'receptor_rut',
};

interface GroupRow {
  readonly key: string | number;
  readonly currency: Sum['currency'];
  readonly n: number;
  readonly total: number;
}

/** Rows by key and currency as groups: months from the newest on, all else from the one with most documents. */
const toGroups = (by: Grouping, rows: readonly GroupRow[], exact: boolean): Groups => {
  const byKey = new Map<string, { key: string; n: number; sums: Sum[] }>();
  for (const { key, currency, n, total } of rows) {
    const group = byKey.get(String(key)) ?? { key: String(key), n: 0, sums: [] };
    group.n += n;
    group.sums.push({ currency, total });
    byKey.set(group.key, group);
  }
  const groups = [...byKey.values()].sort((one, other) =>
    by === 'month' ? (one.key < other.key ? 1 : -1) : other.n - one.n,
  );
  return { groups: groups.slice(0, MOST_GROUPS), more: Math.max(0, groups.length - MOST_GROUPS), exact };
};

/** Counts and sums that are kept, not counted: migration `lists`. */
export const createTallies = (db: Database) => {
  const statements = createStatements(db);
  const ends = db.prepare<[number, number], { readonly first: string | null; readonly last: string | null }>(`
    SELECT (SELECT min(issued_on) FROM document_tally WHERE company_id = ?) AS first,
      (SELECT max(issued_on) FROM document_tally WHERE company_id = ?) AS last`);

  const daily = (companyId: number, filter: ListFilter, scope: Scope): Where => {
    const terms = addKinds(where().and('company_id = ?', companyId), filter, scope);
    if (filter.from !== undefined) terms.and('issued_on >= ?', filter.from);
    if (filter.to !== undefined) terms.and('issued_on <= ?', filter.to);
    return terms;
  };

  /** A filter's days as periods: beyond the first and the last document there is nothing, so that open ends are whole years. */
  const periods = (companyId: number, { from, to }: ListFilter): Periods => {
    const { first, last } = ends.get(companyId, companyId) ?? { first: null, last: null };
    if (first === null || last === null) return { whole: [], edges: [] };
    const isAll = (from === undefined || from <= first) && (to === undefined || to >= last);
    if (isAll) return { whole: [''], edges: [] };
    return periodsOf(
      from !== undefined && from > first ? from : `${first.slice(0, 4)}-01-01`,
      to !== undefined && to < last ? to : `${last.slice(0, 4)}-12-31`,
    );
  };

  /** Rows of `receptor_tally` for whole periods, and of documents for the days at the ends. */
  const byReceptor = (companyId: number, filter: ListFilter, scope: Scope) => {
    const { whole, edges } = periods(companyId, filter);
    const parts: string[] = [];
    const values: SqlValue[] = [];
    const add = (sql: string, terms: Where): void => {
      if (filter.receptorRut !== undefined) terms.and('receptor_rut = ?', filter.receptorRut);
      terms.in('type', filter.types);
      parts.push(`${sql} WHERE ${terms.sql()}`);
      values.push(...terms.values());
    };
    const kept = scope === 'backups';
    if (whole.length > 0)
      add(
        `SELECT receptor_rut, type, currency, ${kept ? 'kept_n AS n, kept_total AS total' : 'n, total'} FROM receptor_tally`,
        where().and('company_id = ?', companyId).in('period', whole),
      );
    for (const [first, last] of edges) {
      const terms = where().and('company_id = ?', companyId).and('issued_on BETWEEN ? AND ?', first, last);
      if (kept) terms.and(`integrity <> 'none'`);
      add(`SELECT receptor_rut, type, ${CURRENCY('document')}, 1, pesos FROM document`, terms);
    }
    return parts.length === 0 ? null : { sql: parts.join(' UNION ALL '), values };
  };

  return {
    /** How many a filter finds, of one that asks for neither words nor amounts, and for no state beside a receptor. */
    count(companyId: number, filter: ListFilter, scope: Scope): number {
      if (filter.receptorRut !== undefined) {
        const rows = byReceptor(companyId, filter, scope);
        return rows === null
          ? 0
          : statements.count(`SELECT coalesce(sum(n), 0) AS n FROM (${rows.sql})`, rows.values);
      }
      const terms = daily(companyId, filter, scope);
      return statements.count(
        `SELECT coalesce(sum(n), 0) AS n FROM document_tally WHERE ${terms.sql()}`,
        terms.values(),
      );
    },
    /** The same in groups. */
    groups(companyId: number, filter: ListFilter, scope: Scope, by: Grouping): Groups {
      const worth = by === 'type' ? '1' : WORTH;
      const sums = `currency, sum(n) AS n, sum(total * ${worth}) AS total`;
      if (by === 'receptor') {
        const rows = byReceptor(companyId, filter, scope);
        if (rows === null) return { groups: [], more: 0, exact: true };
        const sql = `SELECT receptor_rut AS key, ${sums} FROM (${rows.sql}) GROUP BY key, currency HAVING sum(n) > 0`;
        return toGroups(by, statements.all<GroupRow>(sql, rows.values), true);
      }
      const terms = daily(companyId, filter, scope);
      const sql = `SELECT ${KEYS[by]} AS key, ${sums} FROM document_tally WHERE ${terms.sql()} GROUP BY key, currency`;
      return toGroups(by, statements.all<GroupRow>(sql, terms.values()), true);
    },
    /** Groups of documents that were looked up one by one. @param exact whether these are all that the filter finds */
    groupsOf(ids: readonly number[], by: Grouping, exact: boolean): Groups {
      const worth = by === 'type' ? '1' : WORTH;
      const sql = `SELECT ${KEYS[by]} AS key, ${CURRENCY('document')} AS currency, count(*) AS n, sum(pesos * ${worth}) AS total
        FROM document WHERE id IN (SELECT value FROM json_each(?)) GROUP BY key, currency`;
      return toGroups(by, statements.all<GroupRow>(sql, [JSON.stringify(ids)]), exact);
    },
    /** Counts everything anew, where something other than this program has written the rows. */
    recount(): void {
      db.exec(RECOUNT);
    },
  };
};
export type Tallies = ReturnType<typeof createTallies>;
