import type { Database } from 'better-sqlite3';
import type { Rut } from '../../shared/domain/rut.ts';
import type { Environment } from '../../shared/domain/states.ts';
import { NOT_HELD } from '../domain/queue/job.ts';
import { type Carried, createCarried } from './carried.ts';
import {
  ATTEMPT_COLUMNS,
  type AttemptRow,
  AUDIT_COLUMNS,
  DOCUMENT_COLUMNS,
  type DocumentRow,
  JOB_COLUMNS,
  type JobRow,
  readAttempt,
  readDocument,
  readJob,
  readParams,
  writeParams,
} from './columns.ts';
import { sha256Hex } from './hash.ts';
import { moneyOf } from './money.ts';
import type { AttemptRecord, AuditRecord, DocumentRecord, JobRecord } from './records.ts';
import { searchText } from './search.ts';
import { createTrail } from './trail.ts';

/** What the database has of one document, all of it and without the ids of this database: it can go into another one. */
export interface DocumentBundle {
  readonly environment: Environment;
  /** Of the issuing company. */
  readonly rut: Rut;
  readonly document: Omit<DocumentRecord, 'id' | 'companyId' | 'envelopeId' | 'money'>;
  readonly draft: unknown;
  /** The signed DTE. */
  readonly bytes: Buffer;
  readonly envelope: {
    readonly fileName: string;
    readonly sha256: string;
    readonly signedAt: number;
    readonly bytes: Buffer;
  };
  readonly job: Omit<JobRecord, 'id' | 'companyId' | 'documentId' | 'envelopeId'> | null;
  /** Oldest first. */
  readonly attempts: readonly Omit<AttemptRecord, 'id' | 'documentId'>[];
  /** Oldest first. */
  readonly audit: readonly Omit<AuditRecord, 'id' | 'documentId'>[];
  readonly backedUpAt: number | null;
  /** Its rows in all other tables: the customer's copy, the file that it came from, and what later versions add. */
  readonly more: Carried;
}

/** conflict: another document has the folio. damaged: its bytes are not what was signed. Neither changes anything. */
export type Merged = 'added' | 'updated' | 'kept' | 'conflict' | 'damaged';

/** Changes of documents that backups themselves make: they must not set off another backup. */
const OWN = `('backup.file_written', 'backup.verified', 'backup.damaged', 'backup.retired')`;
/** As documents.get shows; a document with more has been asked about for years. */
const MOST = 500;

interface EnvelopeRow {
  readonly id: number;
  readonly file_name: string;
  readonly sha256: string;
  readonly signed_at: number;
  readonly bytes: Buffer;
}

/** Documents as a whole, for the vault and for what is restored from it. */
export const createBundles = (db: Database) => {
  const document = db.prepare<[number], DocumentRow>(`SELECT ${DOCUMENT_COLUMNS} FROM document WHERE id = ?`);
  const content = db.prepare<[number], { readonly draft_json: string; readonly bytes: Buffer }>(
    'SELECT draft_json, bytes FROM document_content WHERE document_id = ?',
  );
  const company = db.prepare<[number], { readonly environment: Environment; readonly rut: Rut }>(
    'SELECT environment, rut FROM company WHERE id = ?',
  );
  const envelope = db.prepare<[number], EnvelopeRow>(
    'SELECT id, file_name, sha256, signed_at, bytes FROM envelope WHERE id = ?',
  );
  const job = db.prepare<[number], JobRow>(`SELECT ${JOB_COLUMNS} FROM job WHERE document_id = ?`);
  const attempts = db.prepare<[number], AttemptRow>(
    `SELECT ${ATTEMPT_COLUMNS} FROM attempt WHERE document_id = ? ORDER BY number DESC LIMIT ${MOST}`,
  );
  const audit = db.prepare<[number], Omit<AuditRecord, 'params'> & { readonly paramsJson: string }>(
    `SELECT ${AUDIT_COLUMNS} FROM audit WHERE document_id = ? ORDER BY id DESC LIMIT ${MOST}`,
  );
  const backedUpAt = db
    .prepare<[number], number>('SELECT backed_up_at FROM backup WHERE document_id = ?')
    .pluck();
  const changed = db.prepare<[number, number], { readonly id: number; readonly documentId: number }>(`
    SELECT id, document_id AS documentId FROM audit
    WHERE id > ? AND document_id IS NOT NULL AND action NOT IN ${OWN} ORDER BY id LIMIT ?`);
  const changedCount = db
    .prepare<[number], number>(`
      SELECT count(DISTINCT document_id) FROM audit
      WHERE id > ? AND document_id IS NOT NULL AND action NOT IN ${OWN}`)
    .pluck();
  const changedOne = db
    .prepare<[number, number], number>(
      `SELECT 1 FROM audit WHERE document_id = ? AND id > ? AND action NOT IN ${OWN} LIMIT 1`,
    )
    .pluck();
  const newest = db.prepare<[], number | null>('SELECT max(id) FROM document').pluck();
  const lastAudit = db.prepare<[], number>('SELECT coalesce(max(id), 0) FROM audit').pluck();
  const ids = db
    .prepare<[number, number], number>('SELECT id FROM document WHERE id > ? ORDER BY id LIMIT ?')
    .pluck();
  const countFrom = db.prepare<[number], number>('SELECT count(*) FROM document WHERE id > ?').pluck();
  const find = db.prepare<
    [number, number, number],
    {
      readonly id: number;
      readonly envelopeId: number;
      readonly sha256: string;
      readonly stateAt: number;
      readonly jobAt: number | null;
    }
  >(`
    SELECT document.id, document.envelope_id AS envelopeId, document.sha256, document.sii_state_at AS stateAt, job.updated_at AS jobAt
    FROM document LEFT JOIN job ON job.document_id = document.id
    WHERE document.company_id = ? AND document.type = ? AND document.folio = ?`);
  const findEnvelope = db
    .prepare<[number, string, string], number>(
      'SELECT id FROM envelope WHERE company_id = ? AND file_name = ? AND sha256 = ?',
    )
    .pluck();
  const insertEnvelope = db.prepare<[number, string, string, number, Buffer]>(
    'INSERT INTO envelope (company_id, file_name, sha256, signed_at, bytes) VALUES (?, ?, ?, ?, ?)',
  );
  const insertDocument = db.prepare(`
    INSERT INTO document (company_id, envelope_id, type, folio, issued_on, receptor_rut, receptor_name, total, sha256, search,
      sii_state, sii_state_at, sii_reason_json, track_id, poll_due_at, poll_count, created_at, created_by, money_json)
    VALUES (@companyId, @envelopeId, @type, @folio, @issuedOn, @receptorRut, @receptorName, @total, @sha256, @search,
      @siiState, @siiStateAt, @reasonJson, @trackId, @pollDueAt, @pollCount, @createdAt, @createdBy, @moneyJson)`);
  const insertContent = db.prepare<[number, string, Buffer]>(
    'INSERT INTO document_content (document_id, draft_json, bytes) VALUES (?, ?, ?)',
  );
  const updateDocument = db.prepare(`
    UPDATE document SET sii_state = @siiState, sii_state_at = @siiStateAt, sii_reason_json = @reasonJson, track_id = @trackId,
      poll_due_at = @pollDueAt, poll_count = @pollCount WHERE id = @id`);
  const moveTo = db.prepare<[number, number]>('UPDATE document SET envelope_id = ? WHERE id = ?');
  const upsertJob = db.prepare(`
    INSERT INTO job (company_id, document_id, envelope_id, state, failed_retries, attempts, next_due_at, ask_first,
      uncertain_since, error_class, error_code, error_params_json, first_failed_at, last_attempt_at, last_upload_at,
      abandoned_reason, scheduled_at, held_at, held_by, held_reason, updated_at)
    SELECT company_id, id, envelope_id, @state, @failedRetries, @attempts, @nextDueAt, @askFirst, @uncertainSince, @errorClass,
      @errorCode, @errorParamsJson, @firstFailedAt, @lastAttemptAt, @lastUploadAt, @abandonedReason, @scheduledAt, @heldAt, @heldBy, @heldReason, @updatedAt
    FROM document WHERE id = @documentId
    ON CONFLICT (document_id) DO UPDATE SET state = excluded.state, failed_retries = excluded.failed_retries,
      attempts = excluded.attempts, next_due_at = excluded.next_due_at, ask_first = excluded.ask_first,
      uncertain_since = excluded.uncertain_since, error_class = excluded.error_class, error_code = excluded.error_code,
      error_params_json = excluded.error_params_json, first_failed_at = excluded.first_failed_at,
      last_attempt_at = excluded.last_attempt_at, last_upload_at = excluded.last_upload_at,
      abandoned_reason = excluded.abandoned_reason, scheduled_at = excluded.scheduled_at, held_at = excluded.held_at, held_by = excluded.held_by, held_reason = excluded.held_reason, envelope_id = excluded.envelope_id, lease_owner = NULL, lease_attempt = NULL, updated_at = excluded.updated_at`);
  const upsertAttempt = db.prepare(`
    INSERT INTO attempt (document_id, number, kind, boot_id, started_at, ended_at, duration_ms, outcome, answer, error_class,
      error_code, error_params_json, http_status, track_id, times, next_due_at, raw, request)
    VALUES (@documentId, @number, @kind, @bootId, @startedAt, @endedAt, @durationMs, @outcome, @answer, @errorClass, @errorCode,
      @errorParamsJson, @httpStatus, @trackId, @times, @nextDueAt, @raw, @request)
    ON CONFLICT (document_id, number) DO UPDATE SET ended_at = excluded.ended_at, duration_ms = excluded.duration_ms,
      outcome = excluded.outcome, answer = excluded.answer, error_class = excluded.error_class, error_code = excluded.error_code,
      error_params_json = excluded.error_params_json, http_status = excluded.http_status, track_id = excluded.track_id,
      times = excluded.times, next_due_at = excluded.next_due_at, raw = excluded.raw,
      request = excluded.request
    WHERE attempt.ended_at IS NULL AND excluded.ended_at IS NOT NULL`);
  const trail = createTrail(db);
  const insertBackup = db.prepare<[number, number]>(`
    INSERT INTO backup (document_id, company_id, type, folio, sha256, integrity, backed_up_at)
    SELECT id, company_id, type, folio, sha256, 'unverified', ? FROM document WHERE id = ?
    ON CONFLICT (document_id) DO NOTHING`);
  const insertBackupContent = db.prepare<[number, Buffer]>(
    'INSERT INTO backup_content (document_id, bytes) VALUES (?, ?) ON CONFLICT (document_id) DO NOTHING',
  );
  const repairDocument = db.prepare<[Buffer, number]>(
    'UPDATE document_content SET bytes = ? WHERE document_id = ?',
  );
  const repairEnvelope = db.prepare<[Buffer, number]>('UPDATE envelope SET bytes = ? WHERE id = ?');

  const carried = createCarried(db);

  const bindDocument = (bundle: DocumentBundle) => ({
    ...bundle.document,
    reasonJson: bundle.document.siiReason === null ? null : JSON.stringify(bundle.document.siiReason),
  });

  const writeJob = (documentId: number, bundle: DocumentBundle, now: number): void => {
    const { job: from, document: it } = bundle;
    if (!from) {
      const done = it.siiState !== 'not_sent' && it.siiState !== 'uncertain';
      upsertJob.run({
        documentId,
        state: done ? 'success' : 'pending',
        failedRetries: 0,
        attempts: 0,
        nextDueAt: done ? null : now,
        askFirst: done ? 0 : 1,
        uncertainSince: done ? null : now,
        errorClass: null,
        errorCode: null,
        errorParamsJson: null,
        firstFailedAt: null,
        lastAttemptAt: null,
        lastUploadAt: null,
        abandonedReason: null,
        scheduledAt: null,
        ...NOT_HELD,
        updatedAt: it.siiStateAt,
      });
      return;
    }
    // Nobody holds it here: what was under way is waiting, and has to be asked for.
    const wasUnderWay = from.state === 'retrying';
    upsertJob.run({
      ...from,
      documentId,
      state: wasUnderWay ? 'pending' : from.state,
      nextDueAt: wasUnderWay ? now : from.nextDueAt,
      askFirst: wasUnderWay || from.askFirst ? 1 : 0,
      uncertainSince: wasUnderWay ? (from.uncertainSince ?? now) : from.uncertainSince,
      // A file of an older version does not know of it.
      scheduledAt: wasUnderWay ? null : (from.scheduledAt ?? null),
      heldAt: from.heldAt ?? null,
      heldBy: from.heldBy ?? null,
      heldReason: from.heldReason ?? null,
      errorParamsJson: writeParams(from.errorParams),
    });
  };

  const writeHistory = (documentId: number, bundle: DocumentBundle): void => {
    for (const { errorParams, ...attempt } of bundle.attempts)
      upsertAttempt.run({ ...attempt, documentId, errorParamsJson: writeParams(errorParams) });
    const key = (entry: Omit<AuditRecord, 'id' | 'documentId'>): string =>
      JSON.stringify([entry.at, entry.actor, entry.action, entry.params]);
    const there = new Set(
      audit
        .all(documentId)
        .map(({ paramsJson, ...entry }) => key({ ...entry, params: readParams(paramsJson) })),
    );
    for (const entry of bundle.audit) {
      if (there.has(key(entry))) continue;
      trail.append({ ...entry, documentId, paramsJson: JSON.stringify(entry.params) });
    }
    if (bundle.backedUpAt !== null && insertBackup.run(bundle.backedUpAt, documentId).changes === 1)
      insertBackupContent.run(documentId, bundle.bytes);
    carried.putOfDocument(documentId, bundle.more);
  };

  return {
    /** Null where a part of it is missing. */
    read(documentId: number): DocumentBundle | null {
      const row = document.get(documentId);
      if (!row) return null;
      const { id: _id, companyId, envelopeId, money: _money, ...rest } = readDocument(row);
      const of = company.get(companyId);
      const bytes = content.get(documentId);
      const sent = envelope.get(envelopeId);
      if (!of || !bytes || !sent) return null;
      const jobRow = job.get(documentId);
      return {
        ...of,
        document: rest,
        draft: JSON.parse(bytes.draft_json) as unknown,
        bytes: bytes.bytes,
        envelope: {
          fileName: sent.file_name,
          sha256: sent.sha256,
          signedAt: sent.signed_at,
          bytes: sent.bytes,
        },
        job: jobRow ? withoutIds(readJob(jobRow)) : null,
        attempts: attempts
          .all(documentId)
          .map((each) => {
            const { id: _attempt, documentId: _of, ...attempt } = readAttempt(each);
            return attempt;
          })
          .reverse(),
        audit: audit
          .all(documentId)
          .map(({ at, actor, action, paramsJson }) => ({ at, actor, action, params: readParams(paramsJson) }))
          .reverse(),
        backedUpAt: backedUpAt.get(documentId) ?? null,
        more: carried.ofDocument(documentId),
      };
    },
    /**
     * Puts a document into this database, in the caller's transaction: adds what is missing, and takes over state and
     * history where the bundle knows newer ones. Signed bytes that are there already are never written.
     * @param now for what was under way when the bundle was made
     */
    merge(companyId: number, bundle: DocumentBundle, now: number): Merged {
      const { document: it } = bundle;
      if (
        sha256Hex(bundle.bytes) !== it.sha256 ||
        sha256Hex(bundle.envelope.bytes) !== bundle.envelope.sha256
      )
        return 'damaged';
      const there = find.get(companyId, it.type, it.folio);
      if (there && there.sha256 !== it.sha256) return 'conflict';
      const { envelope: sent } = bundle;
      const envelopeOf = (): number =>
        findEnvelope.get(companyId, sent.fileName, sent.sha256) ??
        Number(
          insertEnvelope.run(companyId, sent.fileName, sent.sha256, sent.signedAt, sent.bytes)
            .lastInsertRowid,
        );
      if (there) {
        const isNewer = (bundle.job?.updatedAt ?? 0) > (there.jobAt ?? 0) || it.siiStateAt > there.stateAt;
        if (!isNewer) {
          // A copy for the customer may have been made since, which changes nothing of the document.
          carried.putOfDocument(there.id, bundle.more);
          return 'kept';
        }
        const envelopeId = envelopeOf();
        // It may have been put into another envelope since.
        if (envelopeId !== there.envelopeId) moveTo.run(envelopeId, there.id);
        updateDocument.run({ ...bindDocument(bundle), id: there.id });
        writeJob(there.id, bundle, now);
        writeHistory(there.id, bundle);
        return 'updated';
      }
      const money = moneyOf(bundle.bytes);
      const id = Number(
        insertDocument.run({
          ...bindDocument(bundle),
          companyId,
          envelopeId: envelopeOf(),
          moneyJson: money && JSON.stringify(money),
          search: searchText(it),
        }).lastInsertRowid,
      );
      insertContent.run(id, JSON.stringify(bundle.draft ?? {}), bundle.bytes);
      writeJob(id, bundle, now);
      writeHistory(id, bundle);
      return 'added';
    },
    /**
     * Documents of which the audit trail tells something new.
     * @param after id of the last audit entry seen
     * @returns each document once, and the id up to which the trail was read
     */
    changedSince(after: number, limit: number): { readonly ids: readonly number[]; readonly upTo: number } {
      // First: what is added while the rows are read is for the next time.
      const top = lastAudit.get() ?? 0;
      const rows = changed.all(after, limit);
      return {
        ids: [...new Set(rows.map(({ documentId }) => documentId))],
        upTo: rows.length === limit ? (rows.at(-1)?.id ?? top) : top,
      };
    },
    isChangedSince(after: number, documentId: number): boolean {
      return changedOne.get(documentId, after) !== undefined;
    },
    countChangedSince(after: number): number {
      return changedCount.get(after) ?? 0;
    },
    lastAuditId(): number {
      return lastAudit.get() ?? 0;
    },
    newestId(): number {
      return newest.get() ?? 0;
    },
    /** All documents in the order of their ids, in slices. */
    ids(after: number, limit: number): readonly number[] {
      return ids.all(after, limit);
    },
    countAfter(id: number): number {
      return countFrom.get(id) ?? 0;
    },
    /** Puts the signed bytes back. @throws Error where the bytes are not those that were signed */
    repairDocument(documentId: number, good: Buffer): void {
      const row = document.get(documentId);
      if (!row || sha256Hex(good) !== row.sha256) throw new Error('not the bytes that were signed');
      repairDocument.run(good, documentId);
    },
    repairEnvelope(envelopeId: number, good: Buffer): void {
      const row = envelope.get(envelopeId);
      if (!row || sha256Hex(good) !== row.sha256) throw new Error('not the bytes that were signed');
      repairEnvelope.run(good, envelopeId);
    },
  };
};
export type Bundles = ReturnType<typeof createBundles>;

const withoutIds = ({
  id: _id,
  companyId: _company,
  documentId: _document,
  envelopeId: _envelope,
  ...job
}: JobRecord): NonNullable<DocumentBundle['job']> => job;
