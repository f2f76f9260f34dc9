import type { Migration } from './migration.ts';

/**
 * The first schema. All times are UTC epoch ms; dates of documents are Chile's, `AAAA-MM-DD`; hashes are SHA-256 in
 * lower-case hex; JSON columns say so in their name.
 *
 * Bytes of documents and backups have tables of their own: SQLite reaches a column that stands after a large BLOB by walking
 * its overflow pages, and a list must not read a document's bytes to learn its state.
 *
 * The triggers hold what no code path may break: signed bytes keep their hash and their folio, nothing that a tax inspector
 * may ask for is deleted, and the audit trail only grows.
 */
export const migration: Migration = {
  version: 1,
  name: 'first-schema',
  sql: `
    CREATE TABLE company (
      id INTEGER PRIMARY KEY,
      environment TEXT NOT NULL CHECK (environment IN ('practice', 'certification', 'production')),
      rut TEXT NOT NULL,
      name TEXT NOT NULL,
      giro TEXT NOT NULL,
      acteco_json TEXT NOT NULL,
      address TEXT NOT NULL,
      comuna TEXT NOT NULL,
      city TEXT,
      fch_resol TEXT NOT NULL,
      nro_resol INTEGER NOT NULL,
      created_at INTEGER NOT NULL,
      UNIQUE (rut, environment)
    ) STRICT;

    CREATE TABLE certificate (
      id INTEGER PRIMARY KEY,
      company_id INTEGER NOT NULL REFERENCES company (id),
      holder_rut TEXT NOT NULL,
      holder_name TEXT NOT NULL,
      valid_from INTEGER NOT NULL,
      valid_to INTEGER NOT NULL,
      fingerprint TEXT NOT NULL,
      sealed BLOB NOT NULL,
      active INTEGER NOT NULL CHECK (active IN (0, 1)),
      imported_at INTEGER NOT NULL
    ) STRICT;
    CREATE UNIQUE INDEX certificate_active ON certificate (company_id) WHERE active = 1;

    -- element is the <CAF> element alone (Latin-1): the file's private key is only in sealed_key.
    CREATE TABLE caf (
      id INTEGER PRIMARY KEY,
      company_id INTEGER NOT NULL REFERENCES company (id),
      type INTEGER NOT NULL,
      from_folio INTEGER NOT NULL,
      to_folio INTEGER NOT NULL,
      next_folio INTEGER NOT NULL CHECK (next_folio BETWEEN from_folio AND to_folio + 1),
      authorized_on TEXT NOT NULL,
      idk INTEGER NOT NULL,
      element BLOB NOT NULL,
      sealed_key BLOB NOT NULL,
      sha256 TEXT NOT NULL,
      imported_at INTEGER NOT NULL,
      UNIQUE (company_id, type, from_folio)
    ) STRICT;
    CREATE TRIGGER caf_never_goes_back BEFORE UPDATE OF next_folio ON caf WHEN NEW.next_folio < OLD.next_folio
      BEGIN SELECT RAISE(ABORT, 'a folio is given once'); END;

    CREATE TABLE envelope (
      id INTEGER PRIMARY KEY,
      company_id INTEGER NOT NULL REFERENCES company (id),
      file_name TEXT NOT NULL,
      sha256 TEXT NOT NULL,
      signed_at INTEGER NOT NULL,
      bytes BLOB NOT NULL
    ) STRICT;
    CREATE TRIGGER envelope_is_signed_once BEFORE UPDATE OF sha256 ON envelope
      BEGIN SELECT RAISE(ABORT, 'signed once'); END;
    CREATE TRIGGER envelope_is_kept BEFORE DELETE ON envelope BEGIN SELECT RAISE(ABORT, 'kept for ever'); END;

    CREATE TABLE document (
      id INTEGER PRIMARY KEY,
      company_id INTEGER NOT NULL REFERENCES company (id),
      envelope_id INTEGER NOT NULL REFERENCES envelope (id),
      type INTEGER NOT NULL,
      folio INTEGER NOT NULL,
      issued_on TEXT NOT NULL,
      receptor_rut TEXT NOT NULL,
      receptor_name TEXT NOT NULL,
      total INTEGER NOT NULL,
      sha256 TEXT NOT NULL,
      search TEXT NOT NULL,
      sii_state TEXT NOT NULL CHECK (sii_state IN ('not_sent', 'uncertain', 'received', 'accepted', 'objected', 'rejected')),
      sii_state_at INTEGER NOT NULL,
      sii_reason_json TEXT,
      track_id TEXT,
      poll_due_at INTEGER,
      poll_count INTEGER NOT NULL DEFAULT 0,
      created_at INTEGER NOT NULL,
      created_by TEXT NOT NULL,
      UNIQUE (company_id, type, folio),
      CHECK (poll_due_at IS NULL OR (sii_state = 'received' AND track_id IS NOT NULL))
    ) STRICT;
    CREATE INDEX document_newest ON document (company_id, created_at DESC, id DESC);
    CREATE INDEX document_state ON document (company_id, sii_state, created_at DESC, id DESC);
    CREATE INDEX document_poll ON document (poll_due_at, id) WHERE poll_due_at IS NOT NULL;
    CREATE TRIGGER document_is_signed_once
      BEFORE UPDATE OF company_id, envelope_id, type, folio, issued_on, receptor_rut, total, sha256 ON document
      BEGIN SELECT RAISE(ABORT, 'signed once'); END;
    CREATE TRIGGER document_is_kept BEFORE DELETE ON document BEGIN SELECT RAISE(ABORT, 'kept for ever'); END;

    CREATE TABLE document_content (
      document_id INTEGER PRIMARY KEY REFERENCES document (id),
      draft_json TEXT NOT NULL,
      bytes BLOB NOT NULL
    ) STRICT;
    CREATE TRIGGER document_content_is_kept BEFORE DELETE ON document_content
      BEGIN SELECT RAISE(ABORT, 'kept for ever'); END;

    -- last_upload_at: when the last upload began. The SII's "not received" counts only some time after it.
    CREATE TABLE job (
      id INTEGER PRIMARY KEY,
      company_id INTEGER NOT NULL REFERENCES company (id),
      document_id INTEGER NOT NULL UNIQUE REFERENCES document (id),
      envelope_id INTEGER NOT NULL REFERENCES envelope (id),
      state TEXT NOT NULL CHECK (state IN ('pending', 'retrying', 'success', 'abandoned', 'needs_person')),
      failed_retries INTEGER NOT NULL DEFAULT 0 CHECK (failed_retries BETWEEN 0 AND 5),
      attempts INTEGER NOT NULL DEFAULT 0,
      next_due_at INTEGER,
      ask_first INTEGER NOT NULL DEFAULT 0 CHECK (ask_first IN (0, 1)),
      uncertain_since INTEGER,
      error_class TEXT CHECK (error_class IN ('timeout', 'connection', 'unavailable', 'validation', 'unknown')),
      error_code TEXT,
      error_params_json TEXT,
      first_failed_at INTEGER,
      last_attempt_at INTEGER,
      last_upload_at INTEGER,
      abandoned_reason TEXT,
      lease_owner TEXT,
      lease_attempt INTEGER,
      updated_at INTEGER NOT NULL,
      CHECK ((state = 'pending') = (next_due_at IS NOT NULL)),
      CHECK ((state = 'retrying') = (lease_owner IS NOT NULL)),
      CHECK ((lease_owner IS NULL) = (lease_attempt IS NULL))
    ) STRICT;
    CREATE INDEX job_due ON job (next_due_at, id) WHERE state = 'pending';
    CREATE INDEX job_leased ON job (lease_owner) WHERE state = 'retrying';
    CREATE INDEX job_state ON job (company_id, state, id DESC);
    CREATE INDEX job_class ON job (company_id, error_class, id DESC) WHERE error_class IS NOT NULL;
    CREATE INDEX job_uncertain ON job (company_id, id DESC) WHERE ask_first = 1;
    CREATE TRIGGER job_is_kept BEFORE DELETE ON job BEGIN SELECT RAISE(ABORT, 'kept for ever'); END;

    -- answer is the SII's own code (STATUS or ESTADO); times counts polls that said the same as the one before.
    CREATE TABLE attempt (
      id INTEGER PRIMARY KEY,
      document_id INTEGER NOT NULL REFERENCES document (id),
      number INTEGER NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('upload', 'ask', 'poll')),
      boot_id TEXT NOT NULL,
      started_at INTEGER NOT NULL,
      ended_at INTEGER,
      duration_ms INTEGER,
      outcome TEXT CHECK (outcome IN ('confirmed', 'refused', 'not_sent', 'uncertain', 'interrupted')),
      answer TEXT,
      error_class TEXT CHECK (error_class IN ('timeout', 'connection', 'unavailable', 'validation', 'unknown')),
      error_code TEXT,
      error_params_json TEXT,
      http_status INTEGER,
      track_id TEXT,
      times INTEGER NOT NULL DEFAULT 1,
      next_due_at INTEGER,
      raw BLOB,
      UNIQUE (document_id, number),
      CHECK ((ended_at IS NULL) = (outcome IS NULL))
    ) STRICT;
    CREATE INDEX attempt_open ON attempt (boot_id) WHERE ended_at IS NULL;
    CREATE TRIGGER attempt_is_kept BEFORE DELETE ON attempt BEGIN SELECT RAISE(ABORT, 'kept for ever'); END;

    CREATE TABLE backup (
      id INTEGER PRIMARY KEY,
      document_id INTEGER NOT NULL UNIQUE REFERENCES document (id),
      company_id INTEGER NOT NULL REFERENCES company (id),
      type INTEGER NOT NULL,
      folio INTEGER NOT NULL,
      sha256 TEXT NOT NULL,
      file TEXT,
      envelope_file TEXT,
      integrity TEXT NOT NULL CHECK (integrity IN ('verified', 'unverified', 'damaged')),
      backed_up_at INTEGER NOT NULL,
      verified_at INTEGER,
      UNIQUE (company_id, type, folio)
    ) STRICT;
    CREATE INDEX backup_newest ON backup (company_id, backed_up_at DESC, id DESC);
    CREATE INDEX backup_integrity ON backup (company_id, integrity);
    CREATE INDEX backup_without_file ON backup (id) WHERE file IS NULL;
    CREATE TRIGGER backup_hash_is_fixed BEFORE UPDATE OF sha256 ON backup BEGIN SELECT RAISE(ABORT, 'signed once'); END;
    CREATE TRIGGER backup_is_kept BEFORE DELETE ON backup BEGIN SELECT RAISE(ABORT, 'kept for ever'); END;

    CREATE TABLE backup_content (
      document_id INTEGER PRIMARY KEY REFERENCES backup (document_id),
      bytes BLOB NOT NULL
    ) STRICT;

    CREATE TABLE audit (
      id INTEGER PRIMARY KEY,
      at INTEGER NOT NULL,
      actor TEXT NOT NULL,
      action TEXT NOT NULL,
      document_id INTEGER REFERENCES document (id),
      params_json TEXT NOT NULL
    ) STRICT;
    CREATE INDEX audit_document ON audit (document_id, id) WHERE document_id IS NOT NULL;
    CREATE TRIGGER audit_only_grows BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit only grows'); END;
    CREATE TRIGGER audit_is_kept BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit only grows'); END;

    CREATE TABLE setting (
      key TEXT PRIMARY KEY,
      value_json TEXT NOT NULL
    ) STRICT;
  `,
};
