import type { Database } from 'better-sqlite3';

/** One step of the schema. Never edited after a release: what it did wrong, the next one mends. */
export interface Migration {
  readonly version: number;
  /** Slug of its file's name. */
  readonly name: string;
  readonly sql: string;
  /** What SQL cannot do, after it and in the same transaction. */
  readonly fill?: (db: Database) => void;
}
