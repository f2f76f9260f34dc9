import type { Database } from 'better-sqlite3';
import type { MailErrorCode, MailState } from '../../shared/domain/mail.ts';

/** One message to a customer, without its bytes. */
export interface CustomerMailRecord {
  readonly id: number;
  readonly documentId: number;
  readonly companyId: number;
  readonly recipient: string;
  readonly state: MailState;
  readonly attempts: number;
  readonly failedRetries: number;
  readonly nextDueAt: number | null;
  readonly errorCode: MailErrorCode | null;
  readonly detail: string;
  readonly messageId: string;
  /** practice: it never left this computer. */
  readonly practice: boolean;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly createdBy: string;
  readonly type: number;
  readonly folio: number;
  readonly receptorName: string;
}

/** A document's place among the accepted ones: when the SII took it (UTC epoch ms), and its id. */
export interface Unmailed {
  readonly at: number;
  readonly id: number;
}

export interface MailAttemptRecord {
  readonly number: number;
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly outcome: MailState | null;
  readonly errorCode: MailErrorCode | null;
  readonly detail: string;
}

type Row = Omit<CustomerMailRecord, 'practice'> & { readonly practice: number };
const read = (row: Row): CustomerMailRecord => ({ ...row, practice: row.practice === 1 });

export interface MailChange {
  readonly state: MailState;
  readonly nextDueAt: number | null;
  readonly failedRetries: number;
  readonly errorCode: MailErrorCode | null;
  readonly detail: string;
}

const COLUMNS = `
  SELECT m.id, m.document_id AS documentId, m.company_id AS companyId, m.recipient, m.state, m.attempts,
    m.failed_retries AS failedRetries, m.next_due_at AS nextDueAt, m.error_code AS errorCode, m.detail,
    m.message_id AS messageId, m.practice, m.created_at AS createdAt, m.updated_at AS updatedAt, m.created_by AS createdBy,
    d.type, d.folio, d.receptor_name AS receptorName
  FROM customer_mail m JOIN document d ON d.id = m.document_id`;

/** @param working the company that the program works for: only its mails go out */
export const createCustomerMails = (db: Database, working: () => number | null) => {
  const insert = db.prepare(`
    INSERT INTO customer_mail (document_id, company_id, recipient, state, next_due_at, message_id, practice, created_at,
      updated_at, created_by)
    VALUES (@documentId, @companyId, @recipient, 'waiting', @now, @messageId, @practice, @now, @now, @createdBy)`);
  const get = db.prepare<[number], Row>(`${COLUMNS} WHERE m.id = ?`);
  const ofDocument = db.prepare<[number], Row>(
    `${COLUMNS} WHERE m.document_id = ? ORDER BY m.id DESC LIMIT 20`,
  );
  const recent = db.prepare<[number, number], Row>(`
    ${COLUMNS} WHERE m.company_id = ?
    ORDER BY m.state IN ('uncertain', 'failed') DESC, m.updated_at DESC, m.id DESC LIMIT ?`);
  const due = db.prepare<[number, number | null], Row>(
    `${COLUMNS} WHERE m.state = 'waiting' AND m.next_due_at <= ? AND +m.company_id = ? ORDER BY m.next_due_at, m.id LIMIT 1`,
  );
  const nextDue = db
    .prepare<[number | null], number | null>(
      "SELECT min(next_due_at) FROM customer_mail WHERE state = 'waiting' AND company_id = ?",
    )
    .pluck();
  const change = db.prepare(`
    UPDATE customer_mail SET state = @state, next_due_at = @nextDueAt, failed_retries = @failedRetries,
      error_code = @errorCode, detail = @detail, updated_at = @now WHERE id = @id`);
  const begin = db.prepare(`
    UPDATE customer_mail SET state = 'sending', next_due_at = NULL, attempts = attempts + 1, updated_at = @now
    WHERE id = @id AND state = 'waiting'`);
  const beginAttempt = db.prepare(`
    INSERT INTO customer_mail_attempt (mail_id, number, started_at)
    SELECT id, attempts, @now FROM customer_mail WHERE id = @id`);
  const endAttempt = db.prepare(`
    UPDATE customer_mail_attempt SET ended_at = @now, outcome = @outcome, error_code = @errorCode, detail = @detail
    WHERE mail_id = @id AND number = (SELECT attempts FROM customer_mail WHERE id = @id) AND ended_at IS NULL`);
  const attempts = db.prepare<[number], MailAttemptRecord>(`
    SELECT number, started_at AS startedAt, ended_at AS endedAt, outcome, error_code AS errorCode, detail
    FROM customer_mail_attempt WHERE mail_id = ? ORDER BY number`);
  const setBytes = db.prepare('UPDATE customer_mail SET bytes = ? WHERE id = ? AND bytes IS NULL');
  const bytes = db.prepare<[number], Buffer | null>('SELECT bytes FROM customer_mail WHERE id = ?').pluck();
  const left = db.prepare<[], Row>(`${COLUMNS} WHERE m.state = 'sending'`);
  const open = db.prepare<[], Row>(`${COLUMNS} WHERE m.state IN ('waiting', 'sending')`);
  const remember = db.prepare(`
    INSERT INTO customer_address (company_id, rut, email, updated_at) VALUES (@companyId, @rut, @email, @now)
    ON CONFLICT (company_id, rut) DO UPDATE SET email = excluded.email, updated_at = excluded.updated_at`);
  const remembered = db
    .prepare<[number, string], string>('SELECT email FROM customer_address WHERE company_id = ? AND rut = ?')
    .pluck();
  const candidates = db.prepare<[number, number, number, number], Unmailed>(`
      SELECT d.sii_state_at AS at, d.id FROM document d
      WHERE d.company_id = ? AND d.sii_state IN ('accepted', 'objected') AND (d.sii_state_at, d.id) > (?, ?)
        AND d.type NOT IN (39, 41) AND NOT EXISTS (SELECT 1 FROM customer_mail m WHERE m.document_id = d.id)
      ORDER BY d.sii_state_at, d.id LIMIT ?`);

  return {
    insert(mail: {
      readonly documentId: number;
      readonly companyId: number;
      readonly recipient: string;
      readonly messageId: string;
      readonly practice: boolean;
      readonly createdBy: string;
      readonly now: number;
    }): number {
      return Number(insert.run({ ...mail, practice: mail.practice ? 1 : 0 }).lastInsertRowid);
    },
    get(id: number): CustomerMailRecord | null {
      const row = get.get(id);
      return row ? read(row) : null;
    },
    /** Newest first. */
    ofDocument(documentId: number): readonly CustomerMailRecord[] {
      return ofDocument.all(documentId).map(read);
    },
    /** What a person has to look at first, then the newest. */
    recent(companyId: number, limit: number): readonly CustomerMailRecord[] {
      return recent.all(companyId, limit).map(read);
    },
    due(now: number): CustomerMailRecord | null {
      const row = due.get(now, working());
      return row ? read(row) : null;
    },
    nextDueAt(): number | null {
      return nextDue.get(working()) ?? null;
    },
    change(id: number, to: MailChange, now: number): void {
      const { state, nextDueAt, failedRetries, errorCode, detail } = to;
      change.run({ state, nextDueAt, failedRetries, errorCode, detail, id, now });
    },
    /** Marks the beginning of an attempt. @returns false when it is not waiting any more */
    begin(id: number, now: number): boolean {
      if (begin.run({ id, now }).changes === 0) return false;
      beginAttempt.run({ id, now });
      return true;
    },
    endAttempt(id: number, to: MailChange, now: number): void {
      endAttempt.run({ id, now, outcome: to.state, errorCode: to.errorCode, detail: to.detail });
    },
    attempts(id: number): readonly MailAttemptRecord[] {
      return attempts.all(id);
    },
    /** Once; from then on every attempt sends these. */
    setBytes(id: number, message: Buffer): void {
      setBytes.run(message, id);
    },
    bytes(id: number): Buffer | null {
      return bytes.get(id) ?? null;
    },
    /** Under way when the program ended. */
    left(): readonly CustomerMailRecord[] {
      return left.all().map(read);
    },
    /** Not out yet, as far as this database knows. */
    open(): readonly CustomerMailRecord[] {
      return open.all().map(read);
    },
    remember(companyId: number, rut: string, email: string, now: number): void {
      remember.run({ companyId, rut, email, now });
    },
    remembered(companyId: number, rut: string): string | null {
      return remembered.get(companyId, rut) ?? null;
    },
    /** Accepted after a place, exchanged between companies, and never mailed: oldest first. */
    unmailed(companyId: number, after: Unmailed, limit: number): readonly Unmailed[] {
      return candidates.all(companyId, after.at, after.id, limit);
    },
  };
};
export type CustomerMails = ReturnType<typeof createCustomerMails>;
