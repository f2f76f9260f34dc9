import type { Database } from 'better-sqlite3';
import type { QueueState } from '../../shared/domain/states.ts';
import type { Job } from '../domain/queue/job.ts';
import { JOB_COLUMNS, type JobRow, readJob, writeParams } from './columns.ts';
import type { Cause, Lane, QueueFilter, Stretch } from './lists/job-list.ts';
import type { Lists } from './lists/lists.ts';
import type { Page, PageRequest } from './page.ts';
import type { DocumentWithJob, JobRecord } from './records.ts';

/** Who holds a job that is under way. What it finds out is written only while the row still says so. */
export interface Lease {
  readonly owner: string;
  readonly attempt: number;
}

/** What is due is the working company's: those of other companies are kept as they are. The plus keeps the index of due times. */
const OWN = '+company_id = ?';

/** What a person keeps waiting is never due, whatever its time says. */
const FREE = 'held_at IS NULL';

/** @param working the company that the program works for */
export const createJobs = (db: Database, lists: Lists, working: () => number | null) => {
  const insert = db.prepare(`
    INSERT INTO job (company_id, document_id, envelope_id, state, next_due_at, updated_at)
    VALUES (@companyId, @documentId, @envelopeId, 'pending', @nextDueAt, @now)`);
  const ofDocument = db.prepare<[number], JobRow>(`SELECT ${JOB_COLUMNS} FROM job WHERE document_id = ?`);
  const due = db.prepare<[number, number | null], JobRow>(`
    SELECT ${JOB_COLUMNS} FROM job WHERE state = 'pending' AND next_due_at <= ? AND ${FREE} AND ${OWN} ORDER BY next_due_at, id LIMIT 1`);
  const dueOnSchedule = db.prepare<[number, number | null], JobRow>(`
    SELECT ${JOB_COLUMNS} FROM job WHERE state = 'pending' AND first_failed_at IS NOT NULL AND next_due_at <= ? AND ${FREE} AND ${OWN}
    ORDER BY next_due_at, id LIMIT 1`);
  const dueUntried = db.prepare<[number, number | null], JobRow>(`
    SELECT ${JOB_COLUMNS} FROM job WHERE state = 'pending' AND first_failed_at IS NULL AND next_due_at <= ? AND ${FREE} AND ${OWN}
    ORDER BY next_due_at, id LIMIT 1`);
  const dueLeastRecent = db.prepare<[number, number | null], JobRow>(`
    SELECT ${JOB_COLUMNS} FROM job WHERE state = 'pending' AND first_failed_at IS NOT NULL AND next_due_at <= ? AND ${FREE} AND ${OWN}
    ORDER BY last_attempt_at, id LIMIT 1`);
  const bringForward = db.prepare<[number | null]>(`
    UPDATE job SET scheduled_at = next_due_at, next_due_at = (SELECT created_at FROM document WHERE id = document_id)
    WHERE state = 'pending' AND first_failed_at IS NOT NULL AND scheduled_at IS NULL
      AND error_class IN ('timeout', 'connection', 'unavailable') AND ${OWN}`);
  const putBack = db.prepare<[number | null]>(`
    UPDATE job SET next_due_at = scheduled_at, scheduled_at = NULL
    WHERE state = 'pending' AND scheduled_at IS NOT NULL AND ${OWN}`);
  const troubled = db
    .prepare<[number | null], number>(
      `SELECT 1 FROM job WHERE state = 'pending' AND first_failed_at IS NOT NULL
         AND error_class IN ('timeout', 'connection', 'unavailable') AND ${OWN} LIMIT 1`,
    )
    .pluck();
  const ofEnvelope = db.prepare<[number], JobRow>(
    `SELECT ${JOB_COLUMNS} FROM job WHERE envelope_id = ? ORDER BY id`,
  );
  const setEnvelope = db.prepare<[number, number]>('UPDATE job SET envelope_id = ? WHERE id = ?');
  const wakeAwaiting = db.prepare<[number]>(
    `UPDATE job SET next_due_at = ? WHERE state = 'pending' AND error_code = 'waiting_for_reference'`,
  );
  const nextDue = db
    .prepare<[number | null], number>(
      `SELECT next_due_at FROM job WHERE state = 'pending' AND next_due_at IS NOT NULL AND ${FREE} AND ${OWN}
       ORDER BY next_due_at, id LIMIT 1`,
    )
    .pluck();
  const lease = db.prepare(`
    UPDATE job SET state = 'retrying', next_due_at = NULL, lease_owner = @owner, lease_attempt = @attempt, attempts = attempts + 1,
      last_attempt_at = @now, last_upload_at = CASE WHEN @upload THEN @now ELSE last_upload_at END, ask_first = @askFirst,
      uncertain_since = @uncertainSince, updated_at = @now
    WHERE id = @id AND state IN ('pending', 'retrying') AND ${FREE}
      AND lease_owner IS @leasedBy AND lease_attempt IS @leasedAttempt`);
  const write = db.prepare(`
    UPDATE job SET state = @state, failed_retries = @failedRetries, next_due_at = @nextDueAt, ask_first = @askFirst,
      uncertain_since = @uncertainSince, error_class = @errorClass, error_code = @errorCode, error_params_json = @errorParamsJson,
      first_failed_at = @firstFailedAt, last_upload_at = @lastUploadAt, abandoned_reason = @abandonedReason,
      scheduled_at = @scheduledAt, held_at = @heldAt, held_by = @heldBy, held_reason = @heldReason,
      lease_owner = NULL, lease_attempt = NULL, updated_at = @now
    WHERE id = @id AND lease_owner IS @leasedBy AND lease_attempt IS @leasedAttempt`);
  const leasedByOthers = db.prepare<[string], JobRow>(
    `SELECT ${JOB_COLUMNS} FROM job WHERE state = 'retrying' AND lease_owner <> ? ORDER BY id`,
  );
  const clampDue = db.prepare<[number, number]>(
    `UPDATE job SET next_due_at = ? WHERE state = 'pending' AND next_due_at > ?`,
  );
  const heldTotals = db.prepare<
    [number, number],
    { n: number; inDoubt: number | null; long: number | null }
  >(`
    SELECT count(*) AS n, sum(ask_first) AS inDoubt, sum(held_at <= ?) AS long
    FROM job INDEXED BY job_held WHERE company_id = ? AND held_at IS NOT NULL`);
  const heldLongest = db
    .prepare<[number, number, number], number>(
      `SELECT document_id FROM job INDEXED BY job_held WHERE company_id = ? AND held_at <= ? ORDER BY held_at, document_id LIMIT ?`,
    )
    .pluck();
  const underWay = db
    .prepare<[number], number>(
      `SELECT count(*) FROM job INDEXED BY job_leased WHERE state = 'retrying' AND company_id = ?`,
    )
    .pluck();

  return {
    insert(job: {
      readonly companyId: number;
      readonly documentId: number;
      readonly envelopeId: number;
      readonly nextDueAt: number;
      readonly now: number;
    }): number {
      return Number(insert.run(job).lastInsertRowid);
    },
    ofDocument(documentId: number): JobRecord | null {
      const row = ofDocument.get(documentId);
      return row ? readJob(row) : null;
    },
    /**
     * A pending job that is due. any: the one that has been longest. own_schedule: only of those that failed before. least_recent:
     * the oldest that was never tried, else the one that was tried longest ago, so that one with trouble of its own stands last.
     */
    due(now: number, which: 'any' | 'own_schedule' | 'least_recent' = 'any'): JobRecord | null {
      const row =
        which === 'any'
          ? due.get(now, working())
          : which === 'own_schedule'
            ? dueOnSchedule.get(now, working())
            : (dueUntried.get(now, working()) ?? dueLeastRecent.get(now, working()));
      return row ? readJob(row) : null;
    },
    /** All that share an envelope, oldest first. */
    ofEnvelope(envelopeId: number): readonly JobRecord[] {
      return ofEnvelope.all(envelopeId).map(readJob);
    },
    setEnvelope(id: number, envelopeId: number): void {
      setEnvelope.run(envelopeId, id);
    },
    /** Notes that wait for what they refer to are looked at again. */
    wakeAwaiting(now: number): void {
      wakeAwaiting.run(now);
    },
    /** Due at once, by the age of their documents: those that failed for want of an answer. @returns how many */
    bringForward(): number {
      return bringForward.run(working()).changes;
    },
    /** Those that were brought forward wait again for the time that the table gave them. @returns how many */
    putBack(): number {
      return putBack.run(working()).changes;
    },
    /** Whether any waits because the SII did not answer. */
    isAnyUnanswered(): boolean {
      return troubled.get(working()) !== undefined;
    },
    /** When the next pending job is due. */
    nextDueAt(): number | null {
      return nextDue.get(working()) ?? null;
    },
    /**
     * Takes a pending job, or takes one that is held on to its next attempt.
     * @param job as it was read: it is taken only if it is still held as then
     * @returns whether it was
     */
    lease(
      job: JobRecord,
      to: Lease,
      how: { readonly upload: boolean; readonly askFirst: boolean; readonly uncertainSince: number | null },
      now: number,
    ): boolean {
      return (
        lease.run({
          id: job.id,
          owner: to.owner,
          attempt: to.attempt,
          upload: how.upload ? 1 : 0,
          askFirst: how.askFirst ? 1 : 0,
          uncertainSince: how.uncertainSince,
          leasedBy: job.leaseOwner,
          leasedAttempt: job.leaseAttempt,
          now,
        }).changes === 1
      );
    },
    /**
     * Writes a move of the state machine and lets go of the job.
     * @param before as it was read: nothing is written if it is no longer held as then
     * @returns whether it was written
     */
    write(before: JobRecord, next: Job, now: number): boolean {
      return (
        write.run({
          id: before.id,
          state: next.state,
          failedRetries: next.failedRetries,
          nextDueAt: next.nextDueAt,
          scheduledAt: next.scheduledAt,
          askFirst: next.askFirst ? 1 : 0,
          uncertainSince: next.uncertainSince,
          errorClass: next.errorClass,
          errorCode: next.errorCode,
          errorParamsJson: writeParams(next.errorParams),
          firstFailedAt: next.firstFailedAt,
          lastUploadAt: next.lastUploadAt,
          abandonedReason: next.abandonedReason,
          heldAt: next.heldAt,
          heldBy: next.heldBy,
          heldReason: next.heldReason,
          leasedBy: before.leaseOwner,
          leasedAttempt: before.leaseAttempt,
          now,
        }).changes === 1
      );
    },
    /** What a boot that is no more left under way. */
    leasedByOthers(bootId: string): readonly JobRecord[] {
      return leasedByOthers.all(bootId).map(readJob);
    },
    /** No due time further ahead than this. @returns how many were */
    clampDue(latest: number): number {
      return clampDue.run(latest, latest).changes;
    },
    /** Newest first. No states means all, those that need nothing more too. */
    list(companyId: number, filter: QueueFilter = {}, request: PageRequest = {}): Page<DocumentWithJob> {
      const { ids, ...page } = lists.jobs.page(companyId, filter, request);
      return { rows: lists.withJobs(ids), ...page };
    },
    /**
     * How many a person keeps waiting; of them, how many are in doubt, and how many are kept since long.
     * @param longSince UTC epoch ms
     */
    held(
      companyId: number,
      longSince: number,
    ): { readonly n: number; readonly inDoubt: number; readonly long: number } {
      const row = heldTotals.get(longSince, companyId);
      return { n: row?.n ?? 0, inDoubt: row?.inDoubt ?? 0, long: row?.long ?? 0 };
    },
    /** Those that are kept longest. */
    heldLongest(companyId: number, longSince: number, limit: number): readonly DocumentWithJob[] {
      return lists.withJobs(heldLongest.all(companyId, longSince, limit));
    },
    /** What went wrong with those that a filter finds, the cause with most documents first. */
    causes(companyId: number, filter: QueueFilter = {}): readonly Cause[] {
      return lists.jobs.causes(companyId, filter);
    },
    /** How many stand where, and of them how many for which class of failure. */
    lanes(companyId: number): readonly Stretch[] {
      return lists.jobs.lanes(companyId);
    },
    /** How many wait for the SII to be asked whether it has them. */
    inDoubt(companyId: number): number {
      return lists.jobs
        .lanes(companyId)
        .reduce((sum, { lane, n }) => (lane === 'uncertain' ? sum + n : sum), 0);
    },
    counts(companyId: number): Readonly<Record<QueueState, number>> {
      const byLane = new Map<Lane, number>();
      for (const { lane, n } of lists.jobs.lanes(companyId)) byLane.set(lane, (byLane.get(lane) ?? 0) + n);
      const of = (...lanes: readonly Lane[]): number =>
        lanes.reduce((sum, lane) => sum + (byLane.get(lane) ?? 0), 0);
      const retrying = underWay.get(companyId) ?? 0;
      return {
        pending: of('waiting', 'uncertain', 'fresh') - retrying,
        retrying,
        success: of('done'),
        abandoned: of('abandoned'),
        needs_person: of('person', 'person_uncertain'),
      };
    },
  };
};
export type Jobs = ReturnType<typeof createJobs>;
