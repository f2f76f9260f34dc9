import type { Migration } from './migration.ts';

/**
 * The copy of a document that goes to its buyer (PROTOCOL.md 7.4, 10): an envelope of its own, signed once. What was handed over is
 * never changed nor taken away.
 */
export const migration: Migration = {
  version: 4,
  name: 'customer-copy',
  sql: `
    CREATE TABLE customer_copy (
      document_id INTEGER PRIMARY KEY REFERENCES document (id),
      receptor_rut TEXT NOT NULL,
      sha256 TEXT NOT NULL,
      signed_at INTEGER NOT NULL,
      bytes BLOB NOT NULL
    ) STRICT;
    CREATE TRIGGER customer_copy_is_signed_once BEFORE UPDATE ON customer_copy
      BEGIN SELECT RAISE(ABORT, 'signed once'); END;
    CREATE TRIGGER customer_copy_stays BEFORE DELETE ON customer_copy
      BEGIN SELECT RAISE(ABORT, 'never deleted'); END;
  `,
};
