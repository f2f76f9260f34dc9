import type { Database } from 'better-sqlite3';

/**
 * Every table gets into the vault: the ones below in forms of their own, and every other one, whoever adds it and whenever, by what
 * its schema says of it. A table with a `document_id` goes with its document, in the answer file; one without goes whole into
 * `negocio/tablas/`.
 */
const IN_FORMS_OF_THEIR_OWN: ReadonlySet<string> = new Set([
  // negocio/: empresa, certificado, caf, ajustes.
  'company',
  'certificate',
  'caf',
  'setting',
  // The document's three files.
  'document',
  'document_content',
  'envelope',
  'job',
  'attempt',
  'backup',
  // Made again from the document's own bytes.
  'backup_content',
  // What is about a document goes with it. The rest is of this computer's life, and is in the snapshots.
  'audit',
  'audit_head',
  // Who works here, with their PINs: a business that comes back out of its files alone is opened by whoever brings it back.
  'operator',
  'operator_name',
]);
/** Kept or made anew by triggers: carried along, sums would be counted twice. */
const MADE_ANEW = /^(?:sqlite_.*|.*_twin|.*_tally|document_search.*)$/;
/** Parents that are carried with their children: which row of theirs is the same. */
const IDENTITY: Readonly<Record<string, readonly string[]>> = {
  batch: ['company_id', 'sha256', 'created_at'],
};
/**
 * What changes without the document's history saying so, and means nothing on another computer: where a file of the inbox was put and
 * what its answer last said, and how far a batch is, which must not go on there. What they get instead: another column's value, or this.
 */
const OF_THE_MOMENT: Readonly<
  Record<string, Readonly<Record<string, string | { readonly is: string | null }>>>
> = {
  inbox_file: { moved_at: 'taken_at', answered_state: { is: null } },
  batch: { state: { is: 'done' }, ended_at: 'created_at' },
};

export type CarriedValue =
  | string
  | number
  | null
  | { readonly base64: string }
  | { readonly company: string }
  | { readonly parent: CarriedRow };
export type CarriedRow = { readonly [column: string]: CarriedValue };
/** Rows by table. */
export type Carried = Readonly<Record<string, readonly CarriedRow[]>>;

interface Table {
  readonly name: string;
  readonly columns: readonly string[];
  readonly keys: readonly string[];
  /** The table that a column refers to. */
  readonly refers: ReadonlyMap<string, string>;
}

const quoted = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(', ');

/** What of every table goes into the vault, and back. */
export const createCarried = (db: Database) => {
  const read = (name: string): Table => {
    const columns = db
      .prepare<[], { readonly name: string; readonly pk: number }>(
        `SELECT name, pk FROM pragma_table_info('${name}')`,
      )
      .all();
    const refers = db
      .prepare<[], { readonly column: string; readonly target: string }>(
        `SELECT "from" AS "column", "table" AS target FROM pragma_foreign_key_list('${name}')`,
      )
      .all();
    return {
      name,
      columns: columns.map((column) => column.name),
      keys: columns.filter(({ pk }) => pk > 0).map((column) => column.name),
      refers: new Map(refers.map(({ column, target }) => [column, target])),
    };
  };
  const tables = db
    .prepare<[], string>(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name`,
    )
    .pluck()
    .all()
    .filter((name) => !MADE_ANEW.test(name) && !IN_FORMS_OF_THEIR_OWN.has(name))
    .map(read);
  const byName = new Map(tables.map((table) => [table.name, table]));
  const isOfDocuments = ({ columns }: Table): boolean => columns.includes('document_id');
  /** Rows that get other numbers in another database: what refers to one of them by its number would refer to another there. */
  const isRenumbered = (name: string): boolean => {
    const table = byName.get(name);
    return table !== undefined && isOfDocuments(table);
  };
  /** Whole tables; those whose rows go along as somebody's parent are not among them. */
  const whole = tables.filter(
    (table) =>
      !isOfDocuments(table) &&
      !Object.hasOwn(IDENTITY, table.name) &&
      ![...table.refers.values()].some(isRenumbered),
  );

  const companyName = db
    .prepare<[unknown], string>(`SELECT rut || ' ' || environment FROM company WHERE id = ?`)
    .pluck();
  const companyId = db
    .prepare<[string], number>(`SELECT id FROM company WHERE rut || ' ' || environment = ?`)
    .pluck();

  const write = (
    table: Table,
    row: Readonly<Record<string, unknown>>,
    without: readonly string[],
  ): CarriedRow => {
    const out: Record<string, CarriedValue> = {};
    for (const column of table.columns) {
      if (without.includes(column) || OF_THE_MOMENT[table.name]?.[column] !== undefined) continue;
      const value = row[column];
      const target = table.refers.get(column);
      if (Buffer.isBuffer(value)) out[column] = { base64: value.toString('base64') };
      else if (target === 'company' && value !== null)
        out[column] = { company: companyName.get(value) ?? '' };
      else if (target && Object.hasOwn(IDENTITY, target) && value !== null) {
        const parent = byName.get(target);
        const found = db.prepare(`SELECT * FROM "${target}" WHERE id = ?`).get(value) as Record<
          string,
          unknown
        >;
        if (parent && found) out[column] = { parent: write(parent, found, ['id']) };
      } else out[column] = value as string | number | null;
    }
    return out;
  };

  const readValue = (table: Table, column: string, value: CarriedValue): unknown => {
    if (value === null || typeof value !== 'object') return value;
    if ('base64' in value) return Buffer.from(value.base64, 'base64');
    if ('company' in value) return companyId.get(value.company) ?? null;
    return parentId(table.refers.get(column) ?? '', value.parent);
  };

  /** The row that is the same, or a new one. */
  const parentId = (name: string, row: CarriedRow): number | null => {
    const table = byName.get(name);
    const identity = IDENTITY[name];
    if (!table || !identity) return null;
    const values = readRow(table, row);
    const same = db
      .prepare<unknown[], number>(
        `SELECT id FROM "${name}" WHERE ${identity.map((column) => `"${column}" IS ?`).join(' AND ')}`,
      )
      .pluck()
      .get(...identity.map((column) => values.get(column)));
    if (same !== undefined) return same;
    setMoment(name, values);
    return Number(insert(name, values).lastInsertRowid);
  };

  /** Columns that this version does not know are left out. */
  const readRow = (table: Table, row: CarriedRow): Map<string, unknown> =>
    new Map(
      Object.entries(row)
        .filter(([column]) => table.columns.includes(column))
        .map(([column, value]) => [column, readValue(table, column, value)]),
    );

  const setMoment = (name: string, values: Map<string, unknown>): void => {
    for (const [column, from] of Object.entries(OF_THE_MOMENT[name] ?? {}))
      values.set(column, typeof from === 'string' ? values.get(from) : from.is);
  };

  const insert = (name: string, values: ReadonlyMap<string, unknown>, more = '') =>
    db
      .prepare(
        `INSERT INTO "${name}" (${quoted([...values.keys()])}) VALUES (${[...values].map(() => '?').join(', ')}) ${more}`,
      )
      .run(...values.values());

  /** A row that breaks a rule of the table (it is there already, or what is there is final) leaves what is there. */
  const unlessRefused = (work: () => void): void => {
    try {
      db.transaction(work)();
    } catch (error) {
      if (!/^SQLITE_CONSTRAINT/.test(String((error as { readonly code?: unknown }).code))) throw error;
    }
  };

  return {
    ofDocument(documentId: number): Carried {
      const found: Record<string, readonly CarriedRow[]> = {};
      for (const table of tables.filter(isOfDocuments)) {
        // A number of its own means nothing in another database.
        const without = ['document_id', ...(table.keys.length === 1 && table.keys[0] === 'id' ? ['id'] : [])];
        const rows = db
          .prepare(`SELECT * FROM "${table.name}" WHERE document_id = ? ORDER BY ${quoted(table.keys)}`)
          .all(documentId) as Record<string, unknown>[];
        if (rows.length > 0) found[table.name] = rows.map((row) => write(table, row, without));
      }
      return found;
    },
    /** In the caller's transaction. */
    putOfDocument(documentId: number, carried: Carried): void {
      for (const [name, rows] of Object.entries(carried)) {
        const table = byName.get(name);
        if (!table || !isOfDocuments(table)) continue;
        const there = new Set((this.ofDocument(documentId)[name] ?? []).map((row) => JSON.stringify(row)));
        for (const row of rows) {
          if (there.has(JSON.stringify(row))) continue;
          const values = readRow(table, row).set('document_id', documentId);
          setMoment(name, values);
          // One that is there and has gone on since (a message that was sent) is brought up to date; bytes are never written again.
          const changes = [...values]
            .filter(([column, value]) => !Buffer.isBuffer(value) && !table.keys.includes(column))
            .map(([column]) => `"${column}" = excluded."${column}"`);
          unlessRefused(() => insert(name, values, `ON CONFLICT DO UPDATE SET ${changes.join(', ')}`));
        }
      }
    },
    /** Tables that go into the vault as a whole. */
    wholeTables(): Carried {
      return Object.fromEntries(
        whole.map((table) => [
          table.name,
          (
            db.prepare(`SELECT * FROM "${table.name}" ORDER BY ${quoted(table.keys)}`).all() as Record<
              string,
              unknown
            >[]
          ).map((row) => write(table, row, [])),
        ]),
      );
    },
    /** In the caller's transaction: rows of the vault are at least as new as those of the snapshot that they come on top of. */
    putTable(name: string, rows: readonly CarriedRow[]): void {
      const table = whole.find((each) => each.name === name);
      if (!table) return;
      // One table may refer to another that is not there yet.
      db.pragma('defer_foreign_keys = ON');
      for (const row of rows) {
        const values = readRow(table, row);
        const others = [...values.keys()].filter((column) => !table.keys.includes(column));
        const change = others.map((column) => `"${column}" = excluded."${column}"`).join(', ');
        const conflict = `ON CONFLICT (${quoted(table.keys)}) DO ${change === '' ? 'NOTHING' : `UPDATE SET ${change}`}`;
        unlessRefused(() => insert(name, values, table.keys.length === 0 ? '' : conflict));
      }
    },
  };
};
export type CarriedTables = ReturnType<typeof createCarried>;
