import type { Database } from 'better-sqlite3';
import { FIRST_LINK, type LinkedEntry, linkHash } from '../chain.ts';
import type { Migration } from './migration.ts';

/** Chains what was written before there was a chain, in the order in which it was written. */
const chainFormer = (db: Database): void => {
  const link = db.prepare<[string, number]>('UPDATE audit SET hash = ? WHERE id = ?');
  // Page by page: rows cannot be written while a statement over them is being read.
  const page = db.prepare<[number], LinkedEntry>(`
    SELECT id, at, actor, operator_id AS operatorId, action, document_id AS documentId, params_json AS paramsJson
    FROM audit WHERE id > ? ORDER BY id LIMIT 1000`);
  let hash = FIRST_LINK;
  let last = 0;
  for (let rows = page.all(0); rows.length > 0; rows = page.all(last)) {
    for (const row of rows) {
      hash = linkHash(hash, row);
      link.run(hash, row.id);
      last = row.id;
    }
  }
  db.prepare<[number, string]>('INSERT INTO audit_head (one, last_id, hash) VALUES (1, ?, ?)').run(
    last,
    hash,
  );
};

/**
 * Who may do what, and a trail in which nothing can be changed unseen.
 *
 * `operator_name`: a name, once used, is that operator's for ever, also after he was renamed: so that each name in the trail means
 * one person. `secret_*` is scrypt's; failures are counted before the secret is looked at, so that ending the program wins nobody
 * a guess.
 *
 * `audit.hash` is chain.ts's; `audit_head` says where the trail ends, so that a cut-off end is seen as well. The rows that were
 * there name the first operator where the actor was called so.
 */
export const migration: Migration = {
  version: 10,
  name: 'operators',
  sql: `
    CREATE TABLE operator (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL,
      role TEXT NOT NULL CHECK (role IN ('usuario', 'encargado')),
      active INTEGER NOT NULL CHECK (active IN (0, 1)),
      secret_kind TEXT CHECK (secret_kind IN ('pin', 'passphrase')),
      secret_json TEXT,
      failures INTEGER NOT NULL DEFAULT 0,
      failed_at INTEGER,
      created_at INTEGER NOT NULL,
      CHECK ((secret_kind IS NULL) = (secret_json IS NULL))
    ) STRICT;
    CREATE TRIGGER operator_is_kept BEFORE DELETE ON operator BEGIN SELECT RAISE(ABORT, 'the trail names them'); END;
    CREATE TABLE operator_name (
      key TEXT PRIMARY KEY,
      operator_id INTEGER NOT NULL REFERENCES operator (id)
    ) STRICT;
    CREATE TRIGGER operator_name_is_fixed BEFORE UPDATE ON operator_name BEGIN SELECT RAISE(ABORT, 'the trail names them'); END;
    CREATE TRIGGER operator_name_is_kept BEFORE DELETE ON operator_name BEGIN SELECT RAISE(ABORT, 'the trail names them'); END;
    INSERT INTO operator (id, name, role, active, created_at) VALUES (1, 'Encargado', 'encargado', 1, 0);
    INSERT INTO operator_name (key, operator_id) VALUES ('encargado', 1);

    DROP TRIGGER audit_only_grows;
    ALTER TABLE audit ADD COLUMN operator_id INTEGER REFERENCES operator (id);
    ALTER TABLE audit ADD COLUMN hash TEXT NOT NULL DEFAULT '';
    UPDATE audit SET operator_id = 1 WHERE actor = 'Encargado';
    CREATE TABLE audit_head (
      one INTEGER PRIMARY KEY CHECK (one = 1),
      last_id INTEGER NOT NULL,
      hash TEXT NOT NULL
    ) STRICT;
    CREATE TRIGGER audit_head_is_kept BEFORE DELETE ON audit_head BEGIN SELECT RAISE(ABORT, 'audit only grows'); END;
    CREATE INDEX audit_newest ON audit (at DESC, id DESC);
    CREATE INDEX audit_operator ON audit (operator_id, at DESC, id DESC) WHERE operator_id IS NOT NULL;
    CREATE INDEX audit_of_no_document ON audit (at DESC, id DESC) WHERE document_id IS NULL;
  `,
  fill: (db) => {
    chainFormer(db);
    db.exec(`
      CREATE TRIGGER audit_only_grows BEFORE UPDATE ON audit
        BEGIN SELECT RAISE(ABORT, 'audit only grows'); END;
      CREATE TRIGGER audit_grows_at_its_end BEFORE INSERT ON audit
        WHEN NEW.id IS NOT (SELECT last_id + 1 FROM audit_head) OR length(NEW.hash) <> 64
        BEGIN SELECT RAISE(ABORT, 'audit grows at its end'); END;
      CREATE TRIGGER audit_head_follows AFTER INSERT ON audit
        BEGIN UPDATE audit_head SET last_id = NEW.id, hash = NEW.hash; END;`);
  },
};
