import type { Database } from 'better-sqlite3';
import {
  type Channel,
  channelOf,
  DOCUMENT_TYPES,
  type DocumentType,
} from '../../shared/domain/document-type.ts';
import { SII_STATES, type SiiState } from '../../shared/domain/states.ts';
import type { DocumentChange } from '../domain/queue/job.ts';
import { DOCUMENT_COLUMNS, type DocumentRow, readDocument } from './columns.ts';
import type { ListRequest, Ordered } from './lists/document-list.ts';
import type { ListFilter } from './lists/filter.ts';
import type { Lists } from './lists/lists.ts';
import { moneyOf } from './money.ts';
import type { Page } from './page.ts';
import type { DocumentContent, DocumentRecord, DocumentWithJob } from './records.ts';
import { searchText } from './search.ts';

export interface NewDocument {
  readonly companyId: number;
  readonly envelopeId: number;
  readonly type: DocumentType;
  readonly folio: number;
  readonly issuedOn: string;
  readonly receptorRut: string;
  readonly receptorName: string;
  readonly total: number;
  readonly draft: unknown;
  readonly bytes: Buffer;
  readonly sha256: string;
  readonly createdAt: number;
  readonly createdBy: string;
}

/** @param working the company that the program works for: only its documents are asked for */
export const createDocuments = (db: Database, lists: Lists, working: () => number | null) => {
  const insert = db.prepare(`
    INSERT INTO document (company_id, envelope_id, type, folio, issued_on, receptor_rut, receptor_name, total, sha256, search,
      sii_state, sii_state_at, created_at, created_by, money_json)
    VALUES (@companyId, @envelopeId, @type, @folio, @issuedOn, @receptorRut, @receptorName, @total, @sha256, @search,
      'not_sent', @createdAt, @createdAt, @createdBy, @moneyJson)`);
  const insertContent = db.prepare<[number, string, Buffer]>(
    'INSERT INTO document_content (document_id, draft_json, bytes) VALUES (?, ?, ?)',
  );
  const get = db.prepare<[number], DocumentRow>(`SELECT ${DOCUMENT_COLUMNS} FROM document WHERE id = ?`);
  const find = db.prepare<[number, number, number], DocumentRow>(
    `SELECT ${DOCUMENT_COLUMNS} FROM document WHERE company_id = ? AND type = ? AND folio = ?`,
  );
  const content = db.prepare<[number], { readonly draftJson: string; readonly bytes: Buffer }>(
    'SELECT draft_json AS draftJson, bytes FROM document_content WHERE document_id = ?',
  );
  const change = db.prepare(`
    UPDATE document SET sii_state = @siiState, sii_state_at = @siiStateAt, sii_reason_json = @reasonJson, track_id = @trackId,
      poll_due_at = @pollDueAt, poll_count = @pollCount WHERE id = @id`);
  const nextPoll = db.prepare<[number | null], { readonly id: number; readonly pollDueAt: number }>(`
    SELECT id, poll_due_at AS pollDueAt FROM document WHERE poll_due_at IS NOT NULL AND +company_id = ? ORDER BY poll_due_at, id LIMIT 1`);
  const awaiting = db.prepare<[string, number], DocumentRow>(
    `SELECT ${DOCUMENT_COLUMNS} FROM document WHERE track_id = ? AND company_id = ? AND poll_due_at IS NOT NULL ORDER BY id`,
  );
  const trackOfAnother = db.prepare<[string, number, number, string], { readonly 1: number }>(
    `SELECT 1 FROM document WHERE track_id = ? AND company_id = ? AND envelope_id <> ?
       AND type IN (SELECT value FROM json_each(?)) LIMIT 1`,
  );
  const setEnvelope = db.prepare<[number, number]>('UPDATE document SET envelope_id = ? WHERE id = ?');
  const clampPolls = db.prepare<[number, number]>(
    'UPDATE document SET poll_due_at = ? WHERE poll_due_at IS NOT NULL AND poll_due_at > ?',
  );
  const counts = db.prepare<[number], { readonly state: SiiState; readonly n: number }>(
    'SELECT sii_state AS state, sum(n) AS n FROM document_tally WHERE company_id = ? GROUP BY sii_state',
  );
  const receptorName = db
    .prepare<[number, string], string>(`
      SELECT receptor_name FROM document INDEXED BY document_by_receptor WHERE company_id = ? AND receptor_rut = ?
      ORDER BY issued_on DESC, id DESC LIMIT 1`)
    .pluck();
  // The plus keeps SQLite from sorting all of a company's: its newest are at the table's end.
  const recent = db
    .prepare<[number, number], number>(
      'SELECT id FROM document WHERE +company_id = ? ORDER BY id DESC LIMIT ?',
    )
    .pluck();

  return {
    /** The document and its bytes, in the caller's transaction. */
    insert({ draft, bytes, ...document }: NewDocument): number {
      const money = moneyOf(bytes);
      const moneyJson = money && JSON.stringify(money);
      const id = Number(insert.run({ ...document, moneyJson, search: searchText(document) }).lastInsertRowid);
      insertContent.run(id, JSON.stringify(draft), bytes);
      return id;
    },
    get(id: number): DocumentRecord | null {
      const row = get.get(id);
      return row ? readDocument(row) : null;
    },
    find(companyId: number, type: DocumentType, folio: number): DocumentRecord | null {
      const row = find.get(companyId, type, folio);
      return row ? readDocument(row) : null;
    },
    content(id: number): DocumentContent | null {
      const row = content.get(id);
      return row ? { draft: JSON.parse(row.draftJson) as unknown, bytes: row.bytes } : null;
    },
    /** In the order that was asked for: by day of issue, newest first, unless it says otherwise. */
    list(
      companyId: number,
      filter: ListFilter = {},
      request: ListRequest = {},
    ): Page<DocumentWithJob> & Ordered {
      const { ids, ...page } = lists.documents.page(companyId, 'documents', filter, request);
      return { rows: lists.withJobs(ids), ...page };
    },
    /** A receptor's name, as its newest document has it. */
    receptorName(companyId: number, rut: string): string | null {
      return receptorName.get(companyId, rut) ?? null;
    },
    /** Those issued last. */
    recent(companyId: number, limit: number): readonly DocumentWithJob[] {
      return lists.withJobs(recent.all(companyId, limit));
    },
    counts(companyId: number): Readonly<Record<SiiState, number>> {
      const byState = Object.fromEntries(SII_STATES.map((state) => [state, 0])) as Record<SiiState, number>;
      for (const { state, n } of counts.all(companyId)) byState[state] = n;
      return byState;
    },
    /** Writes one change of what the SII is known to have. `siiStateAt` moves only when the state does. */
    change(before: DocumentRecord, step: DocumentChange, now: number): void {
      const siiState = step.siiState ?? before.siiState;
      const reason = step.reason === undefined ? before.siiReason : step.reason;
      change.run({
        id: before.id,
        siiState,
        siiStateAt: siiState === before.siiState ? before.siiStateAt : now,
        reasonJson: reason === null ? null : JSON.stringify(reason),
        trackId: step.trackId === undefined ? before.trackId : step.trackId,
        pollDueAt: step.pollDueAt === undefined ? before.pollDueAt : step.pollDueAt,
        pollCount: step.pollCount ?? before.pollCount,
      });
    },
    /** The document whose track id is to be asked for first, and when. */
    nextPoll(): { readonly id: number; readonly pollDueAt: number } | null {
      return nextPoll.get(working()) ?? null;
    },
    /** All whose fate is to be learned from this track id. */
    awaiting(companyId: number, trackId: string): readonly DocumentRecord[] {
      return awaiting.all(trackId, companyId).map(readDocument);
    },
    /** Whether the SII gave this track id to another envelope before: each channel counts its own (PROTOCOL.md 3). */
    isTrackOfAnother(companyId: number, channel: Channel, trackId: string, envelopeId: number): boolean {
      const types = DOCUMENT_TYPES.filter((type) => channelOf(type) === channel);
      return trackOfAnother.get(trackId, companyId, envelopeId, JSON.stringify(types)) !== undefined;
    },
    /** The same signed bytes in another envelope. */
    setEnvelope(id: number, envelopeId: number): void {
      setEnvelope.run(envelopeId, id);
    },
    /** No poll further ahead than this. @returns how many were */
    clampPolls(latest: number): number {
      return clampPolls.run(latest, latest).changes;
    },
  };
};
export type Documents = ReturnType<typeof createDocuments>;
