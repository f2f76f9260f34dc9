import type { Database } from 'better-sqlite3';
import type { Draft } from '../../shared/domain/draft.ts';
import type { ErrorValue } from '../../shared/domain/errors.ts';
import type { BatchRowState, BatchState } from '../../shared/domain/intake.ts';
import { decodeCursor, type Page, type PageRequest, pageLimit, toPage } from './page.ts';
import { createStatements } from './statements.ts';
import { where } from './where.ts';

/** Documents of one CSV that are issued one after the other. Kept for ever: it says where documents came from. */
export interface BatchRecord {
  readonly id: number;
  readonly companyId: number;
  /** The file's name. */
  readonly name: string;
  /** Of the file's bytes. */
  readonly sha256: string;
  readonly state: BatchState;
  readonly createdAt: number;
  readonly createdBy: string;
  readonly endedAt: number | null;
}

export interface NewBatchRow {
  /** Place in the file: 1, 2, … Ascending, with gaps where a document had errors. */
  readonly number: number;
  /** Row of the spreadsheet at which it begins. */
  readonly line: number;
  readonly label: string;
  readonly type: number;
  readonly receptor: string;
  readonly total: number;
  readonly draft: Draft;
}

export interface BatchRowRecord extends Omit<NewBatchRow, 'draft'> {
  readonly batchId: number;
  readonly state: BatchRowState;
  readonly documentId: number | null;
  readonly folio: number | null;
  readonly error: ErrorValue | null;
}

export interface WaitingRow {
  readonly number: number;
  readonly draft: Draft;
}

export interface BatchFigures {
  readonly counts: Readonly<Record<BatchRowState, number>>;
  /** Pesos of the issued ones, and of all. */
  readonly issuedTotal: number;
  readonly total: number;
}

const BATCH = `id, company_id AS companyId, name, sha256, state, created_at AS createdAt, created_by AS createdBy,
  ended_at AS endedAt`;
const ROW = `batch_row.batch_id AS batchId, batch_row.number, batch_row.line, batch_row.label, batch_row.type, batch_row.receptor,
  batch_row.total, batch_row.state, batch_row.document_id AS documentId, document.folio, batch_row.error_json AS errorJson`;

type RowOfRow = Omit<BatchRowRecord, 'error'> & { readonly errorJson: string | null };
const readRow = ({ errorJson, ...row }: RowOfRow): BatchRowRecord => ({
  ...row,
  error: errorJson === null ? null : (JSON.parse(errorJson) as ErrorValue),
});

/** @param working the company that the program works for: only its batches go on */
export const createBatches = (db: Database, working: () => number | null) => {
  const statements = createStatements(db);
  const insert = db.prepare(`
    INSERT INTO batch (company_id, name, sha256, state, created_at, created_by)
    VALUES (@companyId, @name, @sha256, 'running', @createdAt, @createdBy)`);
  const insertRow = db.prepare(`
    INSERT INTO batch_row (batch_id, number, line, label, type, receptor, total, draft_json, state)
    VALUES (@batchId, @number, @line, @label, @type, @receptor, @total, @draftJson, 'waiting')`);
  const get = db.prepare<[number], BatchRecord>(`SELECT ${BATCH} FROM batch WHERE id = ?`);
  const running = db.prepare<[number | null], BatchRecord>(
    `SELECT ${BATCH} FROM batch WHERE state = 'running' AND company_id = ? ORDER BY id LIMIT 1`,
  );
  const everyRunning = db.prepare<[], BatchRecord>(`SELECT ${BATCH} FROM batch WHERE state = 'running'`);
  const latest = db.prepare<[number], BatchRecord>(
    `SELECT ${BATCH} FROM batch WHERE company_id = ? ORDER BY id DESC LIMIT 1`,
  );
  const ofFile = db.prepare<[number, string], BatchRecord>(`
    SELECT ${BATCH} FROM batch WHERE company_id = ? AND sha256 = ?
      AND EXISTS (SELECT 1 FROM batch_row WHERE batch_id = batch.id AND state = 'issued') ORDER BY id DESC LIMIT 1`);
  const waiting = db.prepare<[number, number], { readonly number: number; readonly draftJson: string }>(`
    SELECT number, draft_json AS draftJson FROM batch_row WHERE batch_id = ? AND state = 'waiting' ORDER BY number LIMIT ?`);
  const issued = db.prepare<[number, number, number]>(`
    UPDATE batch_row SET state = 'issued', document_id = ? WHERE batch_id = ? AND number = ? AND state = 'waiting'`);
  const failed = db.prepare<[string, number, number]>(`
    UPDATE batch_row SET state = 'failed', error_json = ? WHERE batch_id = ? AND number = ? AND state = 'waiting'`);
  const leave = db.prepare<[number]>(
    `UPDATE batch_row SET state = 'left' WHERE batch_id = ? AND state = 'waiting'`,
  );
  const end = db.prepare<[BatchState, number, number]>(
    `UPDATE batch SET state = ?, ended_at = ? WHERE id = ? AND state = 'running'`,
  );
  const figures = db.prepare<
    [number],
    { readonly state: BatchRowState; readonly n: number; readonly total: number }
  >('SELECT state, count(*) AS n, sum(total) AS total FROM batch_row WHERE batch_id = ? GROUP BY state');
  const restoredAt = db
    .prepare<[], number>(`SELECT max(at) FROM audit WHERE action = 'restore.done'`)
    .pluck();

  return {
    /** The batch and all of its rows, in the caller's transaction. */
    insert(batch: Omit<BatchRecord, 'id' | 'state' | 'endedAt'>, rows: readonly NewBatchRow[]): number {
      const batchId = Number(insert.run(batch).lastInsertRowid);
      for (const { draft, ...row } of rows)
        insertRow.run({ ...row, batchId, draftJson: JSON.stringify(draft) });
      return batchId;
    },
    get(id: number): BatchRecord | null {
      return get.get(id) ?? null;
    },
    /** The one that goes on by itself. */
    running(): BatchRecord | null {
      return running.get(working()) ?? null;
    },
    latest(companyId: number): BatchRecord | null {
      return latest.get(companyId) ?? null;
    },
    /** The last batch of which something was issued out of a file with these bytes. */
    ofFile(companyId: number, sha256: string): BatchRecord | null {
      return ofFile.get(companyId, sha256) ?? null;
    },
    waiting(batchId: number, limit: number): readonly WaitingRow[] {
      return waiting
        .all(batchId, limit)
        .map(({ number, draftJson }) => ({ number, draft: JSON.parse(draftJson) as Draft }));
    },
    /**
     * In the transaction that issues the document, which stands or falls with it.
     * @throws Error when the row is not waiting (another process was quicker): then nothing may be issued
     */
    issued(batchId: number, number: number, documentId: number): void {
      if (issued.run(documentId, batchId, number).changes !== 1)
        throw new Error(`row ${number} of batch ${batchId} is not waiting`);
    },
    failed(batchId: number, number: number, error: ErrorValue): void {
      failed.run(JSON.stringify(error), batchId, number);
    },
    /** What waits is left; what was issued stays. In the caller's transaction. */
    cancel(batchId: number, now: number): void {
      if (end.run('cancelled', now, batchId).changes === 1) leave.run(batchId);
    },
    finish(batchId: number, now: number): void {
      end.run('done', now, batchId);
    },
    /**
     * After a restore a batch of the copy must not go on: what it issued since the copy was made came back as documents, but its
     * rows do not know. @returns whether there was one
     */
    leaveRestored(now: number): boolean {
      const at = restoredAt.get() ?? null;
      const before = everyRunning.all().filter(({ createdAt }) => at !== null && at >= createdAt);
      for (const { id } of before) this.cancel(id, now);
      return before.length > 0;
    },
    figures(batchId: number): BatchFigures {
      const counts: Record<BatchRowState, number> = { waiting: 0, issued: 0, failed: 0, left: 0 };
      let [total, issuedTotal] = [0, 0];
      for (const each of figures.all(batchId)) {
        counts[each.state] = each.n;
        total += each.total;
        if (each.state === 'issued') issuedTotal = each.total;
      }
      return { counts, total, issuedTotal };
    },
    /** In the order of the file. */
    rows(
      batchId: number,
      states: readonly BatchRowState[] = [],
      page: PageRequest = {},
    ): Page<BatchRowRecord> {
      const filtered = where().and('batch_row.batch_id = ?', batchId).in('batch_row.state', states);
      const total = statements.count(
        `SELECT count(*) AS n FROM batch_row WHERE ${filtered.sql()}`,
        filtered.values(),
      );
      const limit = pageLimit(page.limit);
      if (page.cursor) filtered.and('batch_row.number > ?', decodeCursor(page.cursor)[1]);
      const rows = db
        .prepare<(string | number)[], RowOfRow>(
          `SELECT ${ROW} FROM batch_row LEFT JOIN document ON document.id = batch_row.document_id
           WHERE ${filtered.sql()} ORDER BY batch_row.number LIMIT ?`,
        )
        .all(...filtered.values(), limit + 1);
      return toPage(rows.map(readRow), limit, total, (row) => [batchId, row.number]);
    },
  };
};
export type Batches = ReturnType<typeof createBatches>;
