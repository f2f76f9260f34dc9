import type { Database } from 'better-sqlite3';
import type { SendErrorCode } from '../../shared/domain/send-errors.ts';
import type { AttemptKind, AttemptOutcome, ErrorClass } from '../../shared/domain/states.ts';
import { ATTEMPT_COLUMNS, type AttemptRow, readAttempt, writeParams } from './columns.ts';
import type { AttemptRecord, Params } from './records.ts';

/** How an attempt ended. */
export interface AttemptEnd {
  readonly endedAt: number;
  readonly durationMs: number | null;
  readonly outcome: AttemptOutcome;
  readonly answer: string | null;
  readonly errorClass: ErrorClass | null;
  readonly errorCode: SendErrorCode | null;
  readonly errorParams: Params;
  readonly httpStatus: number | null;
  readonly trackId: string | null;
  readonly nextDueAt: number | null;
  readonly raw: Buffer | null;
  readonly request: string | null;
}

export interface AttemptStart {
  readonly documentId: number;
  readonly number: number;
  readonly kind: AttemptKind;
  readonly bootId: string;
  readonly startedAt: number;
}

const bind = ({ errorParams, ...end }: AttemptEnd) => ({ ...end, errorParamsJson: writeParams(errorParams) });

const END = `ended_at = @endedAt, duration_ms = @durationMs, outcome = @outcome, answer = @answer, error_class = @errorClass,
  error_code = @errorCode, error_params_json = @errorParamsJson, http_status = @httpStatus, track_id = @trackId,
  next_due_at = @nextDueAt, raw = @raw, request = @request`;

export const createAttempts = (db: Database) => {
  const nextNumber = db
    .prepare<[number], number>('SELECT coalesce(max(number), 0) + 1 FROM attempt WHERE document_id = ?')
    .pluck();
  const start = db.prepare(`
    INSERT INTO attempt (document_id, number, kind, boot_id, started_at)
    VALUES (@documentId, @number, @kind, @bootId, @startedAt)`);
  const end = db.prepare(
    `UPDATE attempt SET ${END} WHERE document_id = @documentId AND number = @number AND ended_at IS NULL`,
  );
  const again = db.prepare(
    `UPDATE attempt SET boot_id = @bootId, started_at = @startedAt, times = @times, ${END} WHERE id = @id AND kind = 'poll'`,
  );
  const open = db.prepare<[number], AttemptRow>(
    `SELECT ${ATTEMPT_COLUMNS} FROM attempt WHERE document_id = ? AND ended_at IS NULL ORDER BY number DESC LIMIT 1`,
  );
  const last = db.prepare<[number], AttemptRow>(
    `SELECT ${ATTEMPT_COLUMNS} FROM attempt WHERE document_id = ? ORDER BY number DESC LIMIT 1`,
  );
  const history = db.prepare<[number], AttemptRow>(
    `SELECT ${ATTEMPT_COLUMNS} FROM attempt WHERE document_id = ? ORDER BY number DESC LIMIT 500`,
  );

  return {
    nextNumber(documentId: number): number {
      return nextNumber.get(documentId) ?? 1;
    },
    start(attempt: AttemptStart): void {
      start.run(attempt);
    },
    end(documentId: number, number: number, how: AttemptEnd): void {
      if (end.run({ ...bind(how), documentId, number }).changes !== 1)
        throw new Error(`attempt ${number} of document ${documentId} is not open`);
    },
    /** Writes a poll over an earlier one, which said the same or nothing. */
    overwritePoll(id: number, bootId: string, startedAt: number, times: number, how: AttemptEnd): void {
      again.run({ ...bind(how), id, bootId, startedAt, times });
    },
    /** The attempt that was begun and has not ended. */
    open(documentId: number): AttemptRecord | null {
      const row = open.get(documentId);
      return row ? readAttempt(row) : null;
    },
    last(documentId: number): AttemptRecord | null {
      const row = last.get(documentId);
      return row ? readAttempt(row) : null;
    },
    /** All of a document, newest first. */
    history(documentId: number): readonly AttemptRecord[] {
      return history.all(documentId).map(readAttempt);
    },
  };
};
export type Attempts = ReturnType<typeof createAttempts>;
