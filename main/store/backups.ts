import type { Database } from 'better-sqlite3';
import type { DocumentType } from '../../shared/domain/document-type.ts';
import { INTEGRITIES, type Integrity } from '../../shared/domain/states.ts';
import {
  BACKUP_COLUMNS,
  type BackupRow,
  DOCUMENT_COLUMNS,
  type DocumentRow,
  readDocument,
} from './columns.ts';
import type { ListRequest, Ordered } from './lists/document-list.ts';
import type { ListFilter } from './lists/filter.ts';
import { inOrder, type Lists } from './lists/lists.ts';
import type { Page } from './page.ts';
import type { BackupRecord, BackupWithDocument } from './records.ts';

export interface NewBackup {
  readonly documentId: number;
  readonly companyId: number;
  readonly type: DocumentType;
  readonly folio: number;
  readonly bytes: Buffer;
  readonly sha256: string;
  readonly backedUpAt: number;
}

export interface BackupCounts extends Readonly<Record<Integrity, number>> {
  readonly total: number;
  /** Those whose file in the vault is not written yet. */
  readonly withoutFile: number;
}

const JOINED = 'backup JOIN document ON document.id = backup.document_id';

export const createBackups = (db: Database, lists: Lists) => {
  const insert = db.prepare(`
    INSERT INTO backup (document_id, company_id, type, folio, sha256, integrity, backed_up_at)
    VALUES (@documentId, @companyId, @type, @folio, @sha256, 'unverified', @backedUpAt)
    ON CONFLICT (document_id) DO NOTHING`);
  const insertContent = db.prepare<[number, Buffer]>(
    'INSERT INTO backup_content (document_id, bytes) VALUES (?, ?)',
  );
  const get = db.prepare<[number], BackupRow>(`SELECT ${BACKUP_COLUMNS} FROM backup WHERE document_id = ?`);
  const bytes = db
    .prepare<[number], Buffer>('SELECT bytes FROM backup_content WHERE document_id = ?')
    .pluck();
  const markFile = db.prepare<[string, string | null, number]>(
    'UPDATE backup SET file = ?, envelope_file = ? WHERE document_id = ?',
  );
  const forgetFiles = db.prepare<[]>(`
    UPDATE backup SET file = NULL, envelope_file = NULL,
      integrity = CASE integrity WHEN 'verified' THEN 'unverified' ELSE integrity END
    WHERE NOT EXISTS (SELECT 1 FROM audit WHERE audit.document_id = backup.document_id AND action = 'backup.retired')`);
  const repair = db.prepare<[number, Buffer]>(`
    INSERT INTO backup_content (document_id, bytes) VALUES (?, ?)
    ON CONFLICT (document_id) DO UPDATE SET bytes = excluded.bytes`);
  const markVerified = db.prepare<[Integrity, number, number]>(
    'UPDATE backup SET integrity = ?, verified_at = ? WHERE document_id = ?',
  );
  const withoutFile = db.prepare<[number, number], BackupRow>(
    `SELECT ${BACKUP_COLUMNS} FROM backup WHERE file IS NULL AND id > ? ORDER BY id LIMIT ?`,
  );
  const pageToVerify = db.prepare<[number, number], BackupRow>(
    `SELECT ${BACKUP_COLUMNS} FROM backup WHERE id > ? ORDER BY id LIMIT ?`,
  );
  const counts = db.prepare<[number], { readonly integrity: Integrity; readonly n: number }>(`
    SELECT integrity, sum(n) AS n FROM document_tally WHERE company_id = ? AND integrity <> 'none' GROUP BY integrity`);
  const countWithoutFile = db
    .prepare<[number], number>('SELECT pending FROM backup_tally WHERE company_id = ?')
    .pluck();
  const rows = db
    .prepare<[string], { readonly backup: BackupRow; readonly document: DocumentRow }>(
      `SELECT ${BACKUP_COLUMNS}, ${DOCUMENT_COLUMNS} FROM ${JOINED} WHERE document.id IN (SELECT value FROM json_each(?))`,
    )
    .expand(true);

  return {
    /**
     * The database's half of a backup, in the transaction that learns that the SII has the document.
     * @returns false when there is one already: a document is backed up once, however often the SII confirms it
     */
    insert({ bytes: content, ...backup }: NewBackup): boolean {
      if (insert.run(backup).changes === 0) return false;
      insertContent.run(backup.documentId, content);
      return true;
    },
    get(documentId: number): BackupRecord | null {
      return get.get(documentId) ?? null;
    },
    bytes(documentId: number): Buffer | null {
      return bytes.get(documentId) ?? null;
    },
    /** In the order that was asked for: by day of issue, newest first, unless it says otherwise. */
    list(
      companyId: number,
      filter: ListFilter = {},
      request: ListRequest = {},
    ): Page<BackupWithDocument> & Ordered {
      const { ids, ...page } = lists.documents.page(companyId, 'backups', filter, request);
      const found = inOrder(ids, rows.all(JSON.stringify(ids)), (row) => row.document.id);
      return {
        rows: found.map((row) => ({ backup: row.backup, document: readDocument(row.document) })),
        ...page,
      };
    },
    counts(companyId: number): BackupCounts {
      const byIntegrity = Object.fromEntries(INTEGRITIES.map((each) => [each, 0])) as Record<
        Integrity,
        number
      >;
      for (const { integrity, n } of counts.all(companyId)) byIntegrity[integrity] = n;
      const total = Object.values(byIntegrity).reduce((sum, n) => sum + n, 0);
      return { ...byIntegrity, total, withoutFile: countWithoutFile.get(companyId) ?? 0 };
    },
    /** The vault has it. Paths are relative to the vault. */
    markFile(
      documentId: number,
      paths: { readonly file: string; readonly envelopeFile: string | null },
    ): void {
      markFile.run(paths.file, paths.envelopeFile, documentId);
    },
    /** The vault folder is another now: nothing is written there yet. */
    forgetFiles(): void {
      forgetFiles.run();
    },
    /** Puts the signed bytes back into a damaged row; the caller has checked them against the row's hash. */
    repair(documentId: number, good: Buffer): void {
      repair.run(documentId, good);
    },
    markVerified(documentId: number, integrity: Integrity, at: number): void {
      markVerified.run(integrity, at, documentId);
    },
    /**
     * Those that the vault does not have yet, oldest first.
     * @param afterId id of the last one seen, to go on past those that could not be written
     */
    withoutFile(limit = 100, afterId = 0): readonly BackupRecord[] {
      return withoutFile.all(afterId, limit);
    },
    /** All of them in the order of their ids, in slices: for verification. */
    slice(limit = 100, afterId = 0): readonly BackupRecord[] {
      return pageToVerify.all(afterId, limit);
    },
  };
};
export type Backups = ReturnType<typeof createBackups>;
