import type Database from 'better-sqlite3';

/** The tables of the practice SII's book, and how an older file becomes one of today. */
const VERSION = 2;

const ENVELOPES = `
CREATE TABLE envelopes (
  track_id INTEGER PRIMARY KEY,
  channel TEXT NOT NULL CHECK (channel IN ('factura', 'boleta')),
  company TEXT NOT NULL,
  sender TEXT NOT NULL,
  file_name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  received_at INTEGER NOT NULL,
  ready_at INTEGER NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('EPR', 'RCT', 'RFR', 'RSC', 'RPT', 'RCO')),
  detail TEXT NOT NULL
) STRICT;
CREATE INDEX envelopes_by_bytes ON envelopes (company, sha256);
`;

const SCHEMA = `
CREATE TABLE companies (
  rut TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  fch_resol TEXT NOT NULL,
  nro_resol INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE senders (
  company TEXT NOT NULL REFERENCES companies (rut),
  rut TEXT NOT NULL,
  PRIMARY KEY (company, rut)
) STRICT, WITHOUT ROWID;
CREATE TABLE annulled (
  rut TEXT NOT NULL,
  type INTEGER NOT NULL,
  folio INTEGER NOT NULL,
  PRIMARY KEY (rut, type, folio)
) STRICT, WITHOUT ROWID;
${ENVELOPES}
CREATE TABLE documents (
  id INTEGER PRIMARY KEY,
  track_id INTEGER NOT NULL REFERENCES envelopes (track_id),
  rut TEXT NOT NULL,
  type INTEGER NOT NULL,
  folio INTEGER NOT NULL,
  receptor TEXT NOT NULL,
  issued_on TEXT NOT NULL,
  total REAL NOT NULL,
  sha256 TEXT NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('accepted', 'objected', 'rejected')),
  codes TEXT NOT NULL
) STRICT;
CREATE INDEX documents_by_folio ON documents (rut, type, folio);
CREATE INDEX documents_by_envelope ON documents (track_id);
CREATE TABLE refs (
  document INTEGER NOT NULL REFERENCES documents (id),
  type INTEGER NOT NULL,
  folio INTEGER NOT NULL,
  code INTEGER NOT NULL
) STRICT;
CREATE INDEX refs_by_target ON refs (type, folio);
CREATE TABLE uploads (
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  company TEXT NOT NULL,
  envelope_sha256 TEXT NOT NULL,
  answer TEXT NOT NULL
) STRICT;
CREATE TABLE uploaded_documents (
  upload INTEGER NOT NULL REFERENCES uploads (id),
  rut TEXT NOT NULL,
  type INTEGER NOT NULL,
  folio INTEGER NOT NULL,
  sha256 TEXT NOT NULL
) STRICT;
CREATE INDEX uploaded_documents_by_folio ON uploaded_documents (type, folio);
CREATE INDEX uploaded_documents_by_bytes ON uploaded_documents (sha256);
`;

/** Version 1 knew one channel, and took the same bytes once only. SQLite can't change a CHECK: the table is made anew. */
const FROM_1 = `
ALTER TABLE envelopes RENAME TO envelopes_1;
${ENVELOPES}
INSERT INTO envelopes (track_id, channel, company, sender, file_name, sha256, received_at, ready_at, outcome, detail)
  SELECT track_id, 'factura', company, sender, file_name, sha256, received_at, ready_at, outcome, '' FROM envelopes_1;
DROP TABLE envelopes_1;
`;

/** @throws Error for a file of a version that is not known */
export const prepareSchema = (db: Database.Database): void => {
  db.pragma('journal_mode = WAL');
  // better-sqlite3 is built with NORMAL as its default in WAL.
  db.pragma('synchronous = FULL');
  const version = Number(db.pragma('user_version', { simple: true }));
  if (![0, 1, VERSION].includes(version))
    throw new Error(`practice database has version ${version}, expected ${VERSION}`);
  if (version !== VERSION) {
    // Off, and without following renames: the documents go on naming "envelopes", which is the new table then.
    db.pragma('foreign_keys = OFF');
    db.pragma('legacy_alter_table = ON');
    db.transaction(() => {
      db.exec(version === 0 ? SCHEMA : FROM_1);
      db.pragma(`user_version = ${VERSION}`);
    }).immediate();
    db.pragma('legacy_alter_table = OFF');
  }
  db.pragma('foreign_keys = ON');
};
