import type { Database } from 'better-sqlite3';
import { createTrail } from './trail.ts';

/** What has to be put right in a database that was brought back: the world went on without it. */
export const createRestoring = (db: Database) => {
  const doubtful = `state <> 'success' AND document_id IN (SELECT id FROM document WHERE sii_state IN ('not_sent', 'uncertain'))`;
  const closeAttempts = db.prepare<[number]>(`
    UPDATE attempt SET ended_at = ?, outcome = 'interrupted', error_class = 'unknown', error_code = 'interrupted'
    WHERE ended_at IS NULL`);
  const trail = createTrail(db);
  const doubtfulIds = db
    .prepare<[number], number>(`
    SELECT id FROM document
    WHERE sii_state = 'not_sent' AND id IN (SELECT document_id FROM job WHERE state IN ('pending', 'retrying')) AND created_at <= ?
    ORDER BY id`)
    .pluck();
  const doubtDocuments = db.prepare<[number]>(`
    UPDATE document SET sii_state = 'uncertain', sii_state_at = ?, track_id = NULL, poll_due_at = NULL
    WHERE sii_state = 'not_sent' AND id IN (SELECT document_id FROM job WHERE state IN ('pending', 'retrying'))`);
  const doubtJobs = db.prepare(`
    UPDATE job SET state = CASE state WHEN 'retrying' THEN 'pending' ELSE state END,
      next_due_at = CASE WHEN state IN ('pending', 'retrying') THEN @now ELSE NULL END,
      lease_owner = NULL, lease_attempt = NULL, ask_first = 1, uncertain_since = coalesce(uncertain_since, @now),
      last_upload_at = @now, error_class = 'unknown', error_code = 'interrupted', error_params_json = NULL,
      first_failed_at = coalesce(first_failed_at, @now), updated_at = @now
    WHERE ${doubtful}`);
  const raise = db.prepare(`
    UPDATE caf SET next_folio = seen.next FROM (
      SELECT caf.id AS caf_id, max(document.folio) + 1 AS next FROM caf JOIN document
        ON document.company_id = caf.company_id AND document.type = caf.type
        AND document.folio BETWEEN caf.from_folio AND caf.to_folio GROUP BY caf.id
    ) AS seen WHERE caf.id = seen.caf_id AND seen.next > caf.next_folio`);
  const raiseTo = db.prepare<[number, number, number]>(
    'UPDATE caf SET next_folio = ? WHERE id = ? AND next_folio < ?',
  );
  const rekey = db.prepare<[Buffer, number]>('UPDATE caf SET sealed_key = ? WHERE id = ?');

  return {
    /**
     * In the caller's transaction: whatever is not known to be with the SII may have been sent after the copy was made,
     * so it is asked for first, and counted as sent now (a "not received" is definite only some time after an upload).
     * @param now UTC epoch ms
     * @returns how many jobs
     */
    doubt(now: number): number {
      closeAttempts.run(now);
      for (const documentId of doubtfulIds.all(now))
        trail.append({
          at: now,
          actor: 'resguardo',
          action: 'document.uncertain',
          documentId,
          paramsJson: '{"restored":1}',
        });
      doubtDocuments.run(now);
      return doubtJobs.run({ now }).changes;
    },
    /** No folio that a document has is given again. @returns how many ranges were moved on */
    raiseFolios(): number {
      return raise.run().changes;
    },
    /** A range goes on at least from this folio. */
    raiseFolio(cafId: number, nextFolio: number): void {
      raiseTo.run(nextFolio, cafId, nextFolio);
    },
    /** The same CAF was imported again, because its key could not be opened any more. */
    rekeyCaf(cafId: number, sealedKey: Buffer): void {
      rekey.run(sealedKey, cafId);
    },
  };
};
export type Restoring = ReturnType<typeof createRestoring>;
