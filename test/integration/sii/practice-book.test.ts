import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, describe, expect, it } from 'vitest';
import { openBook } from '../../../main/sii/practice/book.ts';

/** What a file of version 1 had of what has changed since. */
const VERSION_1 = `
CREATE TABLE companies (rut TEXT PRIMARY KEY, name TEXT NOT NULL, fch_resol TEXT NOT NULL, nro_resol INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE senders (company TEXT NOT NULL REFERENCES companies (rut), rut TEXT NOT NULL, PRIMARY KEY (company, rut)) STRICT, WITHOUT ROWID;
CREATE TABLE annulled (rut TEXT NOT NULL, type INTEGER NOT NULL, folio INTEGER NOT NULL, PRIMARY KEY (rut, type, folio)) STRICT, WITHOUT ROWID;
CREATE TABLE envelopes (track_id INTEGER PRIMARY KEY, company TEXT NOT NULL, sender TEXT NOT NULL, file_name TEXT NOT NULL,
  sha256 TEXT NOT NULL, received_at INTEGER NOT NULL, ready_at INTEGER NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('EPR', 'RCT', 'RFR')), UNIQUE (company, sha256)) STRICT;
CREATE TABLE documents (id INTEGER PRIMARY KEY, track_id INTEGER NOT NULL REFERENCES envelopes (track_id), rut TEXT NOT NULL,
  type INTEGER NOT NULL, folio INTEGER NOT NULL, receptor TEXT NOT NULL, issued_on TEXT NOT NULL, total REAL NOT NULL,
  sha256 TEXT NOT NULL, verdict TEXT NOT NULL, codes TEXT NOT NULL) STRICT;
CREATE TABLE refs (document INTEGER NOT NULL REFERENCES documents (id), type INTEGER NOT NULL, folio INTEGER NOT NULL, code INTEGER NOT NULL) STRICT;
CREATE TABLE uploads (id INTEGER PRIMARY KEY, at INTEGER NOT NULL, company TEXT NOT NULL, envelope_sha256 TEXT NOT NULL, answer TEXT NOT NULL) STRICT;
CREATE TABLE uploaded_documents (upload INTEGER NOT NULL REFERENCES uploads (id), rut TEXT NOT NULL, type INTEGER NOT NULL, folio INTEGER NOT NULL, sha256 TEXT NOT NULL) STRICT;
INSERT INTO envelopes VALUES (1000000001, '45000054-K', '45999999-7', 'a.xml', 'aa', 1, 2, 'EPR');
INSERT INTO documents VALUES (1, 1000000001, '45000054-K', 33, 7, '76192083-9', '2026-07-05', 11900, 'bb', 'accepted', '');
PRAGMA user_version = 1;
`;

describe('book of the practice SII', () => {
  const folder = mkdtempSync(join(tmpdir(), 'practice-book-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('file of version 1: all of it kept, and boletas go in', () => {
    const file = join(folder, 'one.sqlite');
    const old = new Database(file);
    old.exec(VERSION_1);
    old.close();
    for (let times = 0; times < 2; times++) {
      const book = openBook(file);
      expect(book.envelope('1000000001')).toMatchObject({ channel: 'factura', outcome: 'EPR', detail: '' });
      expect(book.documentsOf('1000000001')).toMatchObject([{ type: 33, folio: 7, verdict: 'accepted' }]);
      expect(book.hasEnvelope('45000054-K', 'aa', 'factura')).toBe(true);
      book.close();
    }
    const book = openBook(file);
    const envelope = {
      company: '45000054-K',
      sender: '45999999-7',
      fileName: 'b.xml',
      sha256: 'cc',
      receivedAt: 3,
      readyAt: 4,
      detail: '',
      documents: [],
    };
    expect(book.take({ ...envelope, channel: 'boleta', outcome: 'EPR' })).toBe('100000000000001');
    expect(book.take({ ...envelope, channel: 'boleta', outcome: 'RPT' })).toBe('100000000000002');
    expect(book.take({ ...envelope, channel: 'factura', outcome: 'EPR' })).toBe('1000000002');
    book.close();
    const now = new Database(file);
    expect(now.pragma('foreign_key_check')).toEqual([]);
    expect(now.pragma('foreign_key_list(documents)')).toMatchObject([{ table: 'envelopes' }]);
    now.close();
  });

  it('file of a version to come: refused, left as it is', () => {
    const file = join(folder, 'future.sqlite');
    const future = new Database(file);
    future.pragma('user_version = 99');
    future.close();
    expect(() => openBook(file)).toThrow('version 99');
  });
});
