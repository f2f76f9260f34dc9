import type { Migration } from './migration.ts';

/**
 * Documents that come in by file. A row of a batch, and a file of the inbox, gets its document in the transaction that issues it:
 * that is what makes each of them be issued once, whenever the program ends.
 *
 * The hash of an inbox file is unique among those that were issued; failed ones may come again once they can be issued.
 */
export const migration: Migration = {
  version: 3,
  name: 'intake',
  sql: `
    CREATE TABLE batch (
      id INTEGER PRIMARY KEY,
      company_id INTEGER NOT NULL REFERENCES company (id),
      name TEXT NOT NULL,
      sha256 TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('running', 'done', 'cancelled')),
      created_at INTEGER NOT NULL,
      created_by TEXT NOT NULL,
      ended_at INTEGER,
      CHECK ((state = 'running') = (ended_at IS NULL))
    ) STRICT;
    CREATE UNIQUE INDEX batch_running ON batch (company_id) WHERE state = 'running';
    CREATE INDEX batch_file ON batch (company_id, sha256);

    CREATE TABLE batch_row (
      batch_id INTEGER NOT NULL REFERENCES batch (id),
      number INTEGER NOT NULL,
      line INTEGER NOT NULL,
      label TEXT NOT NULL,
      type INTEGER NOT NULL,
      receptor TEXT NOT NULL,
      total INTEGER NOT NULL,
      draft_json TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('waiting', 'issued', 'failed', 'left')),
      document_id INTEGER UNIQUE REFERENCES document (id),
      error_json TEXT,
      PRIMARY KEY (batch_id, number),
      CHECK ((state = 'issued') = (document_id IS NOT NULL))
    ) STRICT;
    CREATE INDEX batch_row_state ON batch_row (batch_id, state, number);
    CREATE TRIGGER batch_row_is_issued_once BEFORE UPDATE OF state, document_id ON batch_row WHEN OLD.state <> 'waiting'
      BEGIN SELECT RAISE(ABORT, 'settled once'); END;

    CREATE TABLE inbox_file (
      id INTEGER PRIMARY KEY,
      company_id INTEGER NOT NULL REFERENCES company (id),
      sha256 TEXT NOT NULL,
      folder TEXT NOT NULL,
      name TEXT NOT NULL,
      outcome TEXT NOT NULL CHECK (outcome IN ('issued', 'duplicate', 'failed')),
      document_id INTEGER REFERENCES document (id),
      taken_at INTEGER NOT NULL,
      target TEXT NOT NULL,
      moved_at INTEGER,
      answered_state TEXT,
      error_json TEXT,
      CHECK ((outcome = 'failed') = (document_id IS NULL))
    ) STRICT;
    CREATE UNIQUE INDEX inbox_issued_once ON inbox_file (company_id, sha256) WHERE outcome = 'issued';
    CREATE INDEX inbox_unmoved ON inbox_file (id) WHERE moved_at IS NULL;
    CREATE INDEX inbox_undecided ON inbox_file (id) WHERE answered_state IN ('not_sent', 'uncertain', 'received');
  `,
};
