import { closeSync, openSync, writeSync } from 'node:fs';
import Database from 'better-sqlite3';

/**
 * Turns the pages of a table into garbage in a database that another connection has open, as a bad disk does, and has that
 * connection read the file again: what it holds in its cache would hide the damage for a while.
 * @returns how many pages
 */
export const damageTable = (dbFile: string, table: string): number => {
  const db = new Database(dbFile);
  const pageSize = Number(db.pragma('page_size', { simple: true }));
  db.pragma('busy_timeout = 5000');
  // Everything out of the -wal, which would be read first.
  db.pragma('wal_checkpoint(TRUNCATE)');
  const pages = db
    .prepare<[string], number>('SELECT pageno FROM dbstat WHERE name = ? ORDER BY pageno')
    .pluck()
    .all(table);
  const file = openSync(dbFile, 'r+');
  for (const page of pages)
    writeSync(file, Buffer.alloc(pageSize, 'basura '), 0, pageSize, (page - 1) * pageSize);
  closeSync(file);
  // A commit of somebody else makes every other connection forget what it has read.
  db.prepare("INSERT OR REPLACE INTO setting (key, value_json) VALUES ('store.room', '1')").run();
  db.close();
  return pages.length;
};
