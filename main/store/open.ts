import { chmodSync, closeSync, existsSync, openSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { Clock } from '../domain/clock.ts';
import type { StoreTrouble } from '../domain/store-trouble.ts';
import { type Attempts, createAttempts } from './attempts.ts';
import { type Audit, type AuditEntry, createAudit } from './audit.ts';
import { type Backups, createBackups } from './backups.ts';
import { type Batches, createBatches } from './batches.ts';
import { type Bundles, createBundles } from './bundles.ts';
import { type Cafs, createCafs } from './cafs.ts';
import { type CarriedTables, createCarried } from './carried.ts';
import { type Certificates, createCertificates } from './certificates.ts';
import { type Companies, createCompanies } from './companies.ts';
import { type CustomerCopies, createCustomerCopies } from './customer-copies.ts';
import { type CustomerMails, createCustomerMails } from './customer-mails.ts';
import { createDocuments, type Documents } from './documents.ts';
import { createEnvelopes, type Envelopes } from './envelopes.ts';
import { createFigures, type Figures } from './figures.ts';
import { createFolios, type Folios } from './folios.ts';
import { createInboxFiles, type InboxFiles } from './inbox.ts';
import { createJobs, type Jobs } from './jobs.ts';
import { createLists, type Lists } from './lists/lists.ts';
import { migrate } from './migrate.ts';
import { createOperators, type Operators } from './operators.ts';
import { createRestoring, type Restoring } from './restoring.ts';
import { createRetired, type Retired } from './retired.ts';
import { createSettings, type Settings } from './settings.ts';
import { copyFrom } from './snapshot.ts';
import { createTrends, type Trends } from './trends.ts';
import { createTwins, type Twins } from './twins.ts';
import { watched } from './watch.ts';

/** The database, as one repository for each table. SQL lives in them, and the connection does not leave this folder. */
export interface Store {
  readonly companies: Companies;
  readonly certificates: Certificates;
  readonly cafs: Cafs;
  readonly envelopes: Envelopes;
  readonly documents: Documents;
  readonly jobs: Jobs;
  readonly attempts: Attempts;
  readonly backups: Backups;
  readonly audit: Audit;
  readonly settings: Settings;
  readonly figures: Figures;
  readonly trends: Trends;
  readonly lists: Lists;
  readonly bundles: Bundles;
  readonly restoring: Restoring;
  readonly batches: Batches;
  readonly inboxFiles: InboxFiles;
  readonly customerCopies: CustomerCopies;
  readonly twins: Twins;
  readonly retired: Retired;
  readonly carried: CarriedTables;
  readonly folios: Folios;
  readonly customerMails: CustomerMails;
  readonly operators: Operators;
  /**
   * Runs `fn` in one BEGIN IMMEDIATE: all of it is on the disk when this returns, or none of it ever was. Inside of another it is
   * a part of that one. `fn` must be synchronous.
   */
  transaction<T>(fn: () => T): T;
  /** How the connection is set, for diagnostics and tests. */
  pragmas(): Readonly<
    Record<'journalMode' | 'synchronous' | 'foreignKeys' | 'busyTimeout' | 'userVersion', string | number>
  >;
  /** SQLite's own check of the file. It says nothing about a byte inside of a document: that is what the hashes are for. */
  check(): 'ok' | readonly string[];
  /** Copies the database, as of one moment and while it is in use, to a file that must not be there. */
  copyTo(file: string): Promise<void>;
  /**
   * From now on nothing is written by this connection, neither now nor at its end: the file, its -wal and its -shm stay as they
   * are. Reads go on as far as the file lets them.
   */
  freeze(): void;
  /** Writes something and takes it back. @throws SqliteError SQLITE_FULL where there is no room for the next document */
  tryRoom(): void;
  close(): void;
}

export interface StoreOptions {
  readonly clock: Clock;
  /** Told every audit entry once it is committed: the log's file says what the trail says. It must not throw. */
  readonly onAudit?: (entry: AuditEntry) => void;
  /** Told each time that the file turns out damaged, or its disk full. It must not throw. */
  readonly onTrouble?: (trouble: StoreTrouble, error: unknown) => void;
}

/** What a group of documents takes in the database, bytes: with as much room the next ones go in. */
const ROOM_TRIED = 512 * 1024;

/** Another process may hold the write lock for the time of a commit; a checkpoint on a slow disk can take seconds. */
const BUSY_TIMEOUT_MS = 5_000;

/**
 * Before SQLite does, so that nobody else can read the file, nor its -wal and -shm, which inherit its mode, even for a moment.
 */
const restrict = (file: string): void => {
  if (!existsSync(file)) closeSync(openSync(file, 'a', 0o600));
  chmodSync(file, 0o600);
};

const setPragmas = (db: Database.Database): void => {
  db.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`);
  db.pragma('journal_mode = WAL');
  // At every open: better-sqlite3 is compiled to fall back to NORMAL on a file that is in WAL mode already, and then a power cut
  // takes back commits (RELIABILITY.md, traps).
  db.pragma('synchronous = FULL');
  db.pragma('foreign_keys = ON');
  // On macOS fsync does not reach the platter without it; elsewhere it does nothing.
  db.pragma('fullfsync = ON');
  db.pragma('checkpoint_fullfsync = ON');
  // The defaults of CREATE TABLE are trusted, functions called from the schema of a tampered file are not.
  db.pragma('trusted_schema = OFF');
};

/**
 * Opens the database, making or migrating it as needed.
 * @throws AppError `database_from_future`; SqliteError SQLITE_NOTADB or SQLITE_CORRUPT for a damaged file, which is left as it is
 */
export const openStore = (file: string, options: StoreOptions): Store => {
  restrict(file);
  const db = new Database(file);
  try {
    setPragmas(db);
    migrate(db);
    return storeOf(db, options);
  } catch (error) {
    db.close();
    throw error;
  }
};

/** Holds audit entries back until the transaction that they belong to is committed, and drops them with it. */
const createAfterCommit = (db: Database.Database, tell: (entry: AuditEntry) => void) => {
  let held: AuditEntry[] = [];
  const release = (): void => {
    const entries = held;
    held = [];
    for (const entry of entries) tell(entry);
  };
  return {
    written: (entry: AuditEntry): void => {
      held.push(entry);
      if (!db.inTransaction) release();
    },
    transaction: <T>(fn: () => T): T => {
      const outermost = !db.inTransaction;
      const before = held.length;
      try {
        const result = db.transaction(fn).immediate() as T;
        if (outermost) release();
        return result;
      } catch (error) {
        held.length = before;
        throw error;
      }
    },
  };
};

const storeOf = (db: Database.Database, { clock, onAudit, onTrouble }: StoreOptions): Store => {
  const afterCommit = createAfterCommit(db, onAudit ?? (() => {}));
  const pragma = (name: string): string | number => db.pragma(name, { simple: true }) as string | number;
  const lists = createLists(db);
  const settings = createSettings(db);
  const companies = createCompanies(db, settings);
  const working = (): number | null => companies.working()?.id ?? null;
  const tryInsert = db.prepare<[number]>(
    "INSERT OR REPLACE INTO setting (key, value_json) VALUES ('store.room', hex(zeroblob(?)))",
  );
  const tryDelete = db.prepare("DELETE FROM setting WHERE key = 'store.room'");
  /** While it is open, closing the other one writes nothing of the -wal into the file. */
  let holder: Database.Database | null = null;
  const parts: Store = {
    companies,
    certificates: createCertificates(db),
    cafs: createCafs(db),
    envelopes: createEnvelopes(db),
    documents: createDocuments(db, lists, working),
    jobs: createJobs(db, lists, working),
    attempts: createAttempts(db),
    backups: createBackups(db, lists),
    audit: createAudit(db, clock, afterCommit.written),
    settings,
    figures: createFigures(db),
    trends: createTrends(db),
    lists,
    bundles: createBundles(db),
    restoring: createRestoring(db),
    batches: createBatches(db, working),
    inboxFiles: createInboxFiles(db),
    customerCopies: createCustomerCopies(db),
    twins: createTwins(db),
    retired: createRetired(db),
    carried: createCarried(db),
    folios: createFolios(db),
    customerMails: createCustomerMails(db, working),
    operators: createOperators(db),
    transaction: afterCommit.transaction,
    pragmas: () => ({
      journalMode: pragma('journal_mode'),
      synchronous: pragma('synchronous'),
      foreignKeys: pragma('foreign_keys'),
      busyTimeout: pragma('busy_timeout'),
      userVersion: pragma('user_version'),
    }),
    check: () => {
      const problems = (db.pragma('integrity_check') as { readonly integrity_check: string }[]).map(
        (row) => row.integrity_check,
      );
      return problems.length === 1 && problems[0] === 'ok' ? 'ok' : problems;
    },
    copyTo: (file) => copyFrom(db, file),
    freeze: () => {
      if (holder) return;
      db.pragma('query_only = ON');
      holder = new Database(db.name, { readonly: true });
      try {
        // Only a connection that has read something counts as one.
        holder.prepare('SELECT count(*) FROM sqlite_schema').get();
      } catch {
        // The first page itself is damaged: then nobody writes into that file any more.
      }
    },
    tryRoom: () => {
      // Once for real, because the -wal is written only by a commit; the rows are gone again with the second.
      db.transaction(() => tryInsert.run(ROOM_TRIED / 2)).immediate();
      tryDelete.run();
    },
    close: () => {
      if (!db.open) return;
      try {
        if (!holder) db.pragma('optimize');
      } catch {
        // Statistics for quicker queries. A damaged or a full file has none, and is closed all the same.
      }
      db.close();
      holder?.close();
    },
  };
  return onTrouble ? watched(parts, onTrouble) : parts;
};
