import { setImmediate as nextTurn } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { sha256Hex } from './hash.ts';
import { SCHEMA_VERSION } from './migrations/index.ts';

/** What was found in a copy of the database that was opened and looked at. */
export interface SnapshotFigures {
  readonly schemaVersion: number;
  readonly documents: number;
  readonly jobs: number;
  readonly backups: number;
  readonly companies: number;
  readonly auditEntries: number;
  /** Documents whose bytes were hashed. */
  readonly sampled: number;
}

export type SnapshotVerdict =
  | { readonly ok: true; readonly figures: SnapshotFigures }
  | { readonly ok: false; readonly why: 'unreadable' | 'corrupt' | 'hash' | 'from_future' };

/** Pages per step of a copy: some 2 MB, so that the window gets its turn. */
const PAGES = 512;

/**
 * Copies a database file that may be in use to another place, as of one moment, and leaves the copy as one file that
 * needs no -wal beside it. @throws SqliteError
 */
export const copyDatabase = async (from: string, to: string): Promise<void> => {
  const source = new Database(from, { readonly: true, fileMustExist: true });
  try {
    await copyFrom(source, to);
  } finally {
    source.close();
  }
};

/** The same from an open connection. */
export const copyFrom = async (source: Database.Database, to: string): Promise<void> => {
  await source.backup(to, { progress: () => PAGES });
  const copy = new Database(to);
  try {
    copy.pragma('journal_mode = DELETE');
  } finally {
    copy.close();
  }
};

/** Makes a database in the middle of being written one file again. @throws SqliteError */
export const settleDatabase = (file: string): void => {
  const db = new Database(file, { fileMustExist: true });
  try {
    db.pragma('wal_checkpoint(TRUNCATE)');
    db.pragma('journal_mode = DELETE');
  } finally {
    db.close();
  }
};

/** Reads documents out of a copy of the database. @throws SqliteError for what is none */
export const openSnapshot = (file: string) => {
  const db = new Database(file, { readonly: true, fileMustExist: true });
  const find = db
    .prepare<[string, string, number, number], Buffer>(`
      SELECT document_content.bytes FROM document_content JOIN document ON document.id = document_id
      JOIN company ON company.id = document.company_id
      WHERE company.rut = ? AND company.environment = ? AND document.type = ? AND document.folio = ?`)
    .pluck();
  return {
    /** The signed bytes; null where it has them not. */
    document: (rut: string, environment: string, type: number, folio: number): Buffer | null =>
      find.get(rut, environment, type, folio) ?? null,
    close: (): void => {
      db.close();
    },
  };
};

const isWhole = (db: Database.Database, table: string): boolean => {
  const rows = db.pragma(`integrity_check("${table}")`) as { readonly integrity_check: string }[];
  return rows.length === 1 && rows[0]?.integrity_check === 'ok';
};

/**
 * Opens a copy and looks whether it would serve: SQLite's own check of each table, counts, and the hashes of some
 * documents (SQLite notices no changed byte inside of one).
 * @param sample how many documents, the newest and others spread evenly; Infinity for all
 */
export const inspectDatabase = async (file: string, sample: number): Promise<SnapshotVerdict> => {
  let db: Database.Database;
  try {
    db = new Database(file, { readonly: true, fileMustExist: true });
  } catch {
    return { ok: false, why: 'unreadable' };
  }
  try {
    const schemaVersion = Number(db.pragma('user_version', { simple: true }));
    if (schemaVersion > SCHEMA_VERSION) return { ok: false, why: 'from_future' };
    const tables = db
      .prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`)
      .pluck()
      .all();
    for (const table of tables) {
      // Table by table, with the window's turn in between: the whole of a large file takes seconds.
      await nextTurn();
      if (!isWhole(db, table)) return { ok: false, why: 'corrupt' };
    }
    const count = (table: string): number =>
      db.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get() ?? 0;
    const documents = count('document');
    const step = Math.max(1, Math.ceil(documents / sample));
    const chosen = db.prepare<[number], { readonly sha256: string; readonly bytes: Buffer }>(`
      SELECT document.sha256, document_content.bytes FROM document JOIN document_content ON document_id = document.id
      WHERE document.id = ?`);
    const ids = db.prepare<[], number>('SELECT id FROM document ORDER BY id DESC').pluck().all();
    let sampled = 0;
    for (let at = 0; at < ids.length; at += step) {
      const row = chosen.get(ids[at] ?? 0);
      if (!row || sha256Hex(row.bytes) !== row.sha256) return { ok: false, why: 'hash' };
      sampled += 1;
      if (sampled % 50 === 0) await nextTurn();
    }
    const figures: SnapshotFigures = {
      schemaVersion,
      documents,
      jobs: count('job'),
      backups: count('backup'),
      companies: count('company'),
      auditEntries: count('audit'),
      sampled,
    };
    return { ok: true, figures };
  } catch {
    return { ok: false, why: 'corrupt' };
  } finally {
    db.close();
  }
};
