import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';

/**
 * SQLite has no checksum of a page, and a hash is kept beside signed bytes alone: a flipped bit in a state, a due time or an amount
 * would go unseen. So every row has a twin, the same values as one text in a table of its own on other pages, written by triggers
 * whoever writes the row. A row that is not what its twin says was changed by nobody.
 *
 * The triggers are made from the schema as it is (`ensureTwins`, after every migration), so that new columns and new tables are
 * covered without anybody thinking of it.
 */

/** Bytes that have their SHA-256 beside them, by `table.column`. */
const HASHED: ReadonlySet<string> = new Set([
  'document_content.bytes',
  'envelope.bytes',
  'backup_content.bytes',
  'customer_copy.bytes',
]);
/** The audit trail only grows and is chained by itself; indexes of words and tallies are made anew from the rows. */
const LEFT_OUT = /^(?:sqlite_.*|.*_twin|.*_tally|document_search.*|audit|backup_content)$/;
const SLICE = 2_000;
const MOST = 500;

interface Column {
  readonly name: string;
  readonly type: string;
  /** Place in the primary key, from 1; 0 for none. */
  readonly pk: number;
}

interface TwinTable {
  readonly name: string;
  readonly columns: readonly Column[];
  /** The key as SQL, of the row called `prefix`. */
  readonly key: (prefix: string) => string;
  /** The whole row as SQL. */
  readonly row: (prefix: string) => string;
  /** Whether the key is the row's own number. */
  readonly isNumbered: boolean;
}

/** A row and its twin that do not say the same. */
export interface Differing {
  readonly table: string;
  readonly key: number | string;
  /** Of the document that the row is about; null for none. */
  readonly documentId: number | null;
}

const sqlOf = (prefix: string, { name, type }: Column): string => {
  const value = `${prefix}."${name}"`;
  return type === 'BLOB' ? `CASE WHEN ${value} IS NULL THEN NULL ELSE hex(${value}) END` : value;
};

const tablesOf = (db: Database): readonly TwinTable[] =>
  db
    .prepare<[], string>(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name`,
    )
    .pluck()
    .all()
    .filter((name) => !LEFT_OUT.test(name))
    .map((name) => {
      const all = db
        .prepare<[], Column>(`SELECT name, upper(type) AS type, pk FROM pragma_table_info('${name}')`)
        .all();
      const columns = all.filter((column) => !HASHED.has(`${name}.${column.name}`));
      const keys = all.filter(({ pk }) => pk > 0).sort((a, b) => a.pk - b.pk);
      const isNumbered = keys.length === 1 && keys[0]?.type === 'INTEGER';
      const list = (prefix: string, of: readonly Column[]): string =>
        of.map((column) => sqlOf(prefix, column)).join(', ');
      return {
        name,
        columns,
        key: (prefix) => (isNumbered ? list(prefix, keys) : `json_array(${list(prefix, keys)})`),
        row: (prefix) => `json_array(${list(prefix, columns)})`,
        isNumbered,
      };
    });

const triggersOf = ({ name, key, row }: TwinTable): readonly (readonly [name: string, sql: string])[] => {
  const keep = `INSERT INTO "${name}_twin" (id, row) VALUES (${key('NEW')}, ${row('NEW')})
    ON CONFLICT (id) DO UPDATE SET row = excluded.row;`;
  // Only from a row that was as its twin says: damage is not taken over with the next change of something else in that row.
  const follow = `UPDATE "${name}_twin" SET row = ${row('NEW')} WHERE id = ${key('OLD')} AND row = ${row('OLD')};`;
  const drop = `DELETE FROM "${name}_twin" WHERE id = ${key('OLD')};`;
  return [
    [
      `${name}_twin_insert`,
      `CREATE TRIGGER "${name}_twin_insert" AFTER INSERT ON "${name}" BEGIN ${keep} END`,
    ],
    [
      `${name}_twin_update`,
      `CREATE TRIGGER "${name}_twin_update" AFTER UPDATE ON "${name}" BEGIN ${follow} END`,
    ],
    [
      `${name}_twin_delete`,
      `CREATE TRIGGER "${name}_twin_delete" AFTER DELETE ON "${name}" BEGIN ${drop} END`,
    ],
  ];
};

const triggersThere = (db: Database): ReadonlyMap<string, string> =>
  new Map(
    db
      .prepare<[], { readonly name: string; readonly sql: string }>(
        `SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND name GLOB '*_twin_*'`,
      )
      .all()
      .map(({ name, sql }) => [name, sql]),
  );

/** Before the schema changes: a trigger must not stand in the way of the table that it is about. In the caller's transaction. */
export const releaseTwins = (db: Database): void => {
  for (const name of triggersThere(db).keys()) db.exec(`DROP TRIGGER "${name}"`);
};

/** Gives every table its twin, as its columns are now. In the caller's transaction. */
export const ensureTwins = (db: Database): void => {
  const there = triggersThere(db);
  for (const table of tablesOf(db)) {
    const triggers = triggersOf(table);
    if (triggers.every(([name, sql]) => there.get(name) === sql)) continue;
    const { name, isNumbered, key, row } = table;
    for (const [trigger] of triggers) db.exec(`DROP TRIGGER IF EXISTS "${trigger}"`);
    db.exec(`
      DROP TABLE IF EXISTS "${name}_twin";
      CREATE TABLE "${name}_twin" (id ${isNumbered ? 'INTEGER' : 'TEXT'} PRIMARY KEY, row TEXT NOT NULL) STRICT;
      INSERT INTO "${name}_twin" (id, row) SELECT ${key('it')}, ${row('it')} FROM "${name}" AS it;`);
    for (const [, sql] of triggers) db.exec(sql);
  }
};

/** Comparing rows with their twins, and setting one right by the other. */
export const createTwins = (db: Database) => {
  const tables = tablesOf(db);
  const tableOf = (name: string): TwinTable => {
    const found = tables.find((table) => table.name === name);
    if (!found) throw new Error(`no twin of ${name}`);
    return found;
  };
  const documentOf = ({ name, columns }: TwinTable): string => {
    if (name === 'document') return 'it.id';
    if (columns.some((column) => column.name === 'document_id')) return 'it.document_id';
    return name === 'envelope' ? '(SELECT min(id) FROM document WHERE envelope_id = it.id)' : 'NULL';
  };

  return {
    /** How many rows have a twin. */
    count(): number {
      return tables.reduce(
        (sum, { name }) =>
          sum + (db.prepare<[], number>(`SELECT count(*) FROM "${name}_twin"`).pluck().get() ?? 0),
        0,
      );
    },
    /** All rows that are not what their twins say, at most 500; in slices, with everybody's turn in between. */
    async differing(): Promise<readonly Differing[]> {
      const found: Differing[] = [];
      for (const table of tables) {
        const { name, key, row } = table;
        type Found = Omit<Differing, 'table'> & { readonly at: number };
        const slice = db.prepare<[number, number], Found>(`
          SELECT ${key('it')} AS key, ${documentOf(table)} AS documentId, it.rowid AS at
          FROM (SELECT * , rowid FROM "${name}" WHERE rowid > ? ORDER BY rowid LIMIT ?) AS it
          LEFT JOIN "${name}_twin" AS twin ON twin.id = ${key('it')} WHERE twin.row IS NOT ${row('it')}`);
        const end = db
          .prepare<[number, number], number | null>(
            `SELECT max(rowid) FROM (SELECT rowid FROM "${name}" WHERE rowid > ? ORDER BY rowid LIMIT ?)`,
          )
          .pluck();
        for (let after = Number.MIN_SAFE_INTEGER; ; ) {
          const last = end.get(after, SLICE);
          if (last === null || last === undefined) break;
          for (const { at: _at, ...each } of slice.all(after, SLICE)) found.push({ table: name, ...each });
          after = last;
          await nextTurn();
        }
        const lonely = db
          .prepare<[], number | string>(`
          SELECT id FROM "${name}_twin" AS twin
          WHERE NOT EXISTS (SELECT 1 FROM "${name}" AS it WHERE ${key('it')} = twin.id) LIMIT ${MOST}`)
          .pluck();
        for (const lost of lonely.all()) found.push({ table: name, key: lost, documentId: null });
        if (found.length >= MOST) break;
      }
      return found.slice(0, MOST);
    },
    /** The row is right: its twin is written anew. */
    trustRow({ table, key: id }: Differing): void {
      const { key, row } = tableOf(table);
      db.prepare(`INSERT INTO "${table}_twin" (id, row) SELECT ${key('it')}, ${row('it')} FROM "${table}" AS it WHERE ${key('it')} = ?
        ON CONFLICT (id) DO UPDATE SET row = excluded.row`).run(id);
    },
    /**
     * The twin is right: what differs in the row is set as the twin has it, in the caller's transaction.
     * @returns false where that can't be done: what was signed is never written again, and a twin may be no text of ours any more
     */
    trustTwin({ table, key: id }: Differing): boolean {
      const { columns, key, row } = tableOf(table);
      const pair = db
        .prepare<[number | string], { readonly row: string; readonly twin: string }>(`
        SELECT ${row('it')} AS row, twin.row AS twin FROM "${table}" AS it JOIN "${table}_twin" AS twin ON twin.id = ${key('it')}
        WHERE ${key('it')} = ?`)
        .get(id);
      try {
        const [is, was] = [pair?.row, pair?.twin].map((text) => JSON.parse(text ?? '') as readonly unknown[]);
        if (!is || !was || is.length !== was.length) return false;
        for (const [index, { name, type }] of columns.entries()) {
          if (is[index] === was[index]) continue;
          const value =
            type === 'BLOB' && typeof was[index] === 'string' ? Buffer.from(was[index], 'hex') : was[index];
          db.prepare(`UPDATE "${table}" SET "${name}" = ? WHERE ${key(`"${table}"`)} = ?`).run(value, id);
        }
        return true;
      } catch {
        return false;
      }
    },
  };
};
export type Twins = ReturnType<typeof createTwins>;
