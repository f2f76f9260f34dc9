import type { Database } from 'better-sqlite3';
import type { DocumentType } from '../../shared/domain/document-type.ts';

/** A document that is older than what has to be kept, and settled. */
export interface OldDocument {
  readonly id: number;
  readonly type: DocumentType;
  readonly folio: number;
  readonly issuedOn: string;
}

const DAY_MS = 86_400_000;

/**
 * Documents whose files have left the vault after their years, which the trail tells: it only grows, so that no column has to say it
 * too. The documents themselves stay in the database for ever.
 */
export const createRetired = (db: Database) => {
  const is = db
    .prepare<[number], number>(
      `SELECT 1 FROM audit WHERE document_id = ? AND action = 'backup.retired' LIMIT 1`,
    )
    .pluck();
  const old = db.prepare<[string], OldDocument>(`
    SELECT document.id, document.type, document.folio, document.issued_on AS issuedOn
    FROM document JOIN job ON job.document_id = document.id JOIN backup ON backup.document_id = document.id
    WHERE document.issued_on < ? AND job.state = 'success' AND document.sii_state IN ('accepted', 'objected')
      AND backup.file IS NOT NULL
    ORDER BY document.issued_on, document.id`);
  const lived = db
    .prepare<[number, number], number>(
      `SELECT count(DISTINCT at / ${DAY_MS}) FROM audit WHERE at > ? AND at <= ?`,
    )
    .pluck();
  return {
    /** On how many of the days before an instant something was written to the trail: a clock that was set ahead has none behind it. */
    daysLived(before: number, days: number): number {
      return lived.get(before - days * DAY_MS, before) ?? 0;
    },
    isRetired(documentId: number): boolean {
      return is.get(documentId) !== undefined;
    },
    /** @param before the first day of issue that stays */
    candidates(before: string): readonly OldDocument[] {
      return old.all(before);
    },
  };
};
export type Retired = ReturnType<typeof createRetired>;
