import type { Database } from 'better-sqlite3';
import type { DocumentType } from '../../shared/domain/document-type.ts';

/** Sums for the home screen and the status bar. */
export const createFigures = (db: Database) => {
  const day = db.prepare<
    [number, string],
    { readonly issued: number; readonly accepted: number; readonly amount: number }
  >(`
    SELECT count(*) AS issued, coalesce(sum(sii_state IN ('accepted', 'objected')), 0) AS accepted,
      coalesce(sum(pesos), 0) AS amount
    FROM document WHERE company_id = ? AND issued_on = ?`);
  const backups = db.prepare<
    [number],
    {
      readonly backedUp: number;
      readonly bytes: number;
      readonly lastBackupAt: number | null;
      readonly lastVerifiedAt: number | null;
    }
  >(`
    SELECT count(*) AS backedUp, coalesce(sum(length(backup_content.bytes)), 0) AS bytes, max(backed_up_at) AS lastBackupAt,
      CASE WHEN count(*) = sum(integrity = 'verified') THEN min(verified_at) END AS lastVerifiedAt
    FROM backup JOIN backup_content USING (document_id) WHERE company_id = ?`);
  const folios = db.prepare<[number], { readonly type: DocumentType; readonly left: number }>(`
    SELECT type, sum(to_folio - next_folio + 1) AS left FROM caf WHERE company_id = ? GROUP BY type ORDER BY type`);
  const classes = db.prepare<[number], { readonly errorClass: string; readonly n: number }>(`
    SELECT error_class AS errorClass, count(*) AS n FROM job
    WHERE company_id = ? AND error_class IS NOT NULL AND state <> 'success' GROUP BY error_class`);
  const lastAnswer = db.prepare<[number], { readonly outcome: string; readonly errorClass: string | null }>(`
    SELECT outcome, error_class AS errorClass FROM attempt
    WHERE ended_at IS NOT NULL AND ended_at >= ? AND outcome <> 'interrupted' ORDER BY ended_at DESC, id DESC LIMIT 1`);

  return {
    /** What was issued on one of Chile's days, `AAAA-MM-DD`. Amounts in CLP. */
    day(companyId: number, date: string) {
      return day.get(companyId, date) ?? { issued: 0, accepted: 0, amount: 0 };
    },
    /** lastVerifiedAt: since when all of them are known to be whole; null while one is not. */
    backups(companyId: number) {
      return backups.get(companyId) ?? { backedUp: 0, bytes: 0, lastBackupAt: null, lastVerifiedAt: null };
    },
    /** Folios left by type, over all ranges. */
    folios(companyId: number) {
      return folios.all(companyId);
    },
    /** Jobs that are not done, by class of their last failure. */
    classes(companyId: number): ReadonlyMap<string, number> {
      return new Map(classes.all(companyId).map(({ errorClass, n }) => [errorClass, n]));
    },
    /**
     * Whether the SII answered when it was last spoken to.
     * @param since attempts that ended before (UTC epoch ms) say nothing about now
     */
    siiHealth(since: number): 'available' | 'trouble' | 'unknown' {
      const last = lastAnswer.get(since);
      if (!last) return 'unknown';
      const silent = ['timeout', 'connection', 'unavailable', 'unknown'].includes(last.errorClass ?? '');
      return silent ? 'trouble' : 'available';
    },
  };
};
export type Figures = ReturnType<typeof createFigures>;
