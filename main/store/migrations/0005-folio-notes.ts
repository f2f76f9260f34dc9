import type { Migration } from './migration.ts';

/** What a person said of folios that have no document here. A later note about the same folios holds; none is taken away. */
export const migration: Migration = {
  version: 5,
  name: 'folio-notes',
  sql: `
    CREATE TABLE folio_note (
      id INTEGER PRIMARY KEY,
      company_id INTEGER NOT NULL REFERENCES company (id),
      type INTEGER NOT NULL,
      from_folio INTEGER NOT NULL CHECK (from_folio > 0),
      to_folio INTEGER NOT NULL CHECK (to_folio >= from_folio),
      kind TEXT NOT NULL CHECK (kind IN ('elsewhere', 'annulled')),
      noted_at INTEGER NOT NULL,
      noted_by TEXT NOT NULL
    ) STRICT;
    CREATE INDEX folio_note_of ON folio_note (company_id, type, id);
    CREATE TRIGGER folio_note_is_final BEFORE UPDATE ON folio_note BEGIN SELECT RAISE(ABORT, 'said is said'); END;
    CREATE TRIGGER folio_note_stays BEFORE DELETE ON folio_note BEGIN SELECT RAISE(ABORT, 'never deleted'); END;
  `,
};
