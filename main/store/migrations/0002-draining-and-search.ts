import type { Migration } from './migration.ts';

/**
 * For a queue that is held while the SII is away, for envelopes of several documents, and for searching.
 *
 * `scheduled_at`: when the table of waits would have let the job go, while it is due earlier because the SII came back.
 *
 * `document_search` is an index of trigrams over document.search, kept by a trigger: that text never changes, and no document is
 * deleted. The words themselves stay in `document` (external content).
 *
 * The trigger on `document` lets go of envelope_id: a document whose group's envelope the SII has definitely refused, or never
 * got, goes into an envelope of its own, with the same signed bytes.
 */
export const migration: Migration = {
  version: 2,
  name: 'draining-and-search',
  sql: `
    ALTER TABLE job ADD COLUMN scheduled_at INTEGER;
    CREATE INDEX job_failed_due ON job (next_due_at, id) WHERE state = 'pending' AND first_failed_at IS NOT NULL;
    CREATE INDEX job_early ON job (id) WHERE state = 'pending' AND scheduled_at IS NOT NULL;
    CREATE INDEX job_envelope ON job (envelope_id, id);
    CREATE INDEX job_awaiting ON job (id) WHERE state = 'pending' AND error_code = 'waiting_for_reference';
    CREATE INDEX document_track ON document (track_id, id) WHERE poll_due_at IS NOT NULL;

    DROP TRIGGER document_is_signed_once;
    CREATE TRIGGER document_is_signed_once
      BEFORE UPDATE OF company_id, type, folio, issued_on, receptor_rut, total, sha256, search ON document
      BEGIN SELECT RAISE(ABORT, 'signed once'); END;

    CREATE VIRTUAL TABLE document_search USING fts5 (search, content = 'document', content_rowid = 'id', tokenize = 'trigram');
    INSERT INTO document_search (document_search) VALUES ('rebuild');
    CREATE TRIGGER document_is_searchable AFTER INSERT ON document
      BEGIN INSERT INTO document_search (rowid, search) VALUES (NEW.id, NEW.search); END;
  `,
};
