import type { Database } from 'better-sqlite3';
import type { DocumentType } from '../../shared/domain/document-type.ts';

/** Sums for the home screen and the status bar. */
export const createFigures = (db: Database) => {
  const day = db.prepare<
    [number, string],
    { readonly issued: number; readonly accepted: number; readonly amount: number }
  >(`
    SELECT coalesce(sum(n), 0) AS issued, coalesce(sum(iif(sii_state IN ('accepted', 'objected'), n, 0)), 0) AS accepted,
      coalesce(sum(total), 0) AS amount
    FROM document_tally WHERE company_id = ? AND issued_on = ?`);
  const kept = db.prepare<[number], { readonly backedUp: number; readonly bytes: number }>(
    'SELECT n AS backedUp, bytes FROM backup_tally WHERE company_id = ?',
  );
  const lastBackup = db
    .prepare<[number], number | null>('SELECT max(backed_up_at) FROM backup WHERE company_id = ?')
    .pluck();
  const verifiedSince = db
    .prepare<[number, number], number | null>(`
      SELECT CASE WHEN NOT EXISTS (
        SELECT 1 FROM document_tally WHERE company_id = ? AND integrity IN ('unverified', 'damaged')
      ) THEN (SELECT min(verified_at) FROM backup WHERE company_id = ?) END`)
    .pluck();
  const folios = db.prepare<[number], { readonly type: DocumentType; readonly left: number }>(`
    SELECT type, sum(to_folio - next_folio + 1) AS left FROM caf WHERE company_id = ? GROUP BY type ORDER BY type`);
  const classes = db.prepare<[number], { readonly errorClass: string; readonly n: number }>(`
    SELECT substr(cause, 1, instr(cause, ':') - 1) AS errorClass, sum(n) AS n FROM job_tally
    WHERE company_id = ? AND cause <> '' AND lane <> 'done' GROUP BY 1`);
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
      return {
        ...(kept.get(companyId) ?? { backedUp: 0, bytes: 0 }),
        lastBackupAt: lastBackup.get(companyId) ?? null,
        lastVerifiedAt: verifiedSince.get(companyId, companyId) ?? null,
      };
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
