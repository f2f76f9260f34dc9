import type { Database, Statement } from 'better-sqlite3';
import type { SqlValue } from './where.ts';

/** Statements whose text depends on the filter, prepared once for each text: a screen asks for few of them, again and again. */
export const createStatements = (db: Database) => {
  const prepared = new Map<string, Statement<SqlValue[], unknown>>();

  const statement = (sql: string): Statement<SqlValue[], unknown> => {
    const known = prepared.get(sql);
    if (known) return known;
    if (prepared.size >= 200) prepared.clear();
    const made = db.prepare<SqlValue[], unknown>(sql);
    prepared.set(sql, made);
    return made;
  };

  return {
    /** Rows of a join, grouped by table. */
    joined: <Row>(sql: string, values: readonly SqlValue[]): Row[] =>
      statement(sql)
        .expand(true)
        .all(...values) as Row[],
    all: <Row>(sql: string, values: readonly SqlValue[]): Row[] => statement(sql).all(...values) as Row[],
    count: (sql: string, values: readonly SqlValue[]): number => {
      const row = statement(sql).get(...values) as { readonly n: number };
      return row.n;
    },
  };
};
export type Statements = ReturnType<typeof createStatements>;
