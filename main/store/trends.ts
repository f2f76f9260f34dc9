import type { Database } from 'better-sqlite3';

/** Documents of one of Chile's days, by what became of them. */
export interface DayCounts {
  readonly date: string;
  readonly issued: number;
  readonly accepted: number;
  readonly failed: number;
}

/** Sums over days gone by, from tallies and indexes: a million documents do not make Inicio slow. */
export const createTrends = (db: Database) => {
  const days = db.prepare<[number, string], DayCounts>(`
    SELECT issued_on AS date, sum(n) AS issued, sum(iif(sii_state IN ('accepted', 'objected'), n, 0)) AS accepted,
      sum(iif(sii_state = 'rejected', n, 0)) AS failed
    FROM document_tally WHERE company_id = ? AND issued_on >= ? GROUP BY issued_on ORDER BY issued_on`);
  // The rejected ones are counted above already.
  const stopped = db.prepare<[number, string], { readonly date: string; readonly n: number }>(`
    SELECT issued_on AS date, count(*) AS n FROM job JOIN document ON document.id = job.document_id
    WHERE job.company_id = ? AND job.state IN ('needs_person', 'abandoned') AND issued_on >= ? AND sii_state <> 'rejected'
    GROUP BY issued_on`);
  const attempts = db.prepare<
    [number, number, number],
    { readonly attempts: number; readonly unanswered: number; readonly slow: number }
  >(`
    SELECT count(*) AS attempts,
      coalesce(sum(coalesce(error_class, '') IN ('timeout', 'connection', 'unavailable', 'unknown')), 0) AS unanswered,
      coalesce(sum(coalesce(error_class, '') NOT IN ('timeout', 'connection', 'unavailable', 'unknown') AND duration_ms >= ?), 0)
        AS slow
    FROM attempt WHERE ended_at >= ? AND ended_at < ? AND outcome <> 'interrupted'`);
  const issued = db
    .prepare<[number], number>('SELECT EXISTS (SELECT 1 FROM document WHERE company_id = ?)')
    .pluck();
  const verified = db
    .prepare<[number], number>(
      'SELECT EXISTS (SELECT 1 FROM backup WHERE company_id = ? AND verified_at IS NOT NULL)',
    )
    .pluck();

  return {
    /** @param from Chile's date `AAAA-MM-DD`; days without documents are not in the answer */
    days(companyId: number, from: string): readonly DayCounts[] {
      const held = new Map(stopped.all(companyId, from).map(({ date, n }) => [date, n]));
      return days
        .all(companyId, from)
        .map((day) => ({ ...day, failed: day.failed + (held.get(day.date) ?? 0) }));
    },
    /** Attempts that ended in [from, to), UTC epoch ms. @param slowMs an answer that took so long is a slow one */
    attempts(from: number, to: number, slowMs: number) {
      return attempts.get(slowMs, from, to) ?? { attempts: 0, unanswered: 0, slow: 0 };
    },
    isAnyIssued(companyId: number): boolean {
      return issued.get(companyId) === 1;
    },
    /** Whether any backup was ever read back and found whole. */
    isAnyVerified(companyId: number): boolean {
      return verified.get(companyId) === 1;
    },
  };
};
export type Trends = ReturnType<typeof createTrends>;
