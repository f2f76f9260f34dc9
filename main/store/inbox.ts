import type { Database } from 'better-sqlite3';
import type { ErrorValue } from '../../shared/domain/errors.ts';
import type { InboxOutcome } from '../../shared/domain/intake.ts';
import type { SiiState } from '../../shared/domain/states.ts';

/** One file that was taken from the inbox. */
export interface InboxRecord {
  readonly id: number;
  readonly companyId: number;
  /** Of the file's bytes: the same bytes are issued once. */
  readonly sha256: string;
  /** The inbox at that time. */
  readonly folder: string;
  readonly name: string;
  readonly outcome: InboxOutcome;
  readonly documentId: number | null;
  readonly takenAt: number;
  /** Its name inside of hechos/ or fallidos/. */
  readonly target: string;
  /** Null until the file lies there. */
  readonly movedAt: number | null;
  /** What the last answer said of the document. */
  readonly answeredState: SiiState | null;
  readonly error: ErrorValue | null;
}

export interface InboxEntry extends InboxRecord {
  readonly type: number | null;
  readonly folio: number | null;
  readonly siiState: SiiState | null;
}

export type NewInboxFile = Omit<InboxRecord, 'id'>;

const COLUMNS = `inbox_file.id, inbox_file.company_id AS companyId, inbox_file.sha256, inbox_file.folder, inbox_file.name,
  inbox_file.outcome, inbox_file.document_id AS documentId, inbox_file.taken_at AS takenAt, inbox_file.target,
  inbox_file.moved_at AS movedAt, inbox_file.answered_state AS answeredState, inbox_file.error_json AS errorJson`;
const JOINED = `SELECT ${COLUMNS}, document.type, document.folio, document.sii_state AS siiState
  FROM inbox_file LEFT JOIN document ON document.id = inbox_file.document_id`;

type Row = Omit<InboxEntry, 'error'> & { readonly errorJson: string | null };
const read = ({ errorJson, ...row }: Row): InboxEntry => ({
  ...row,
  error: errorJson === null ? null : (JSON.parse(errorJson) as ErrorValue),
});

export const createInboxFiles = (db: Database) => {
  const insert = db.prepare(`
    INSERT INTO inbox_file (company_id, sha256, folder, name, outcome, document_id, taken_at, target, moved_at, answered_state, error_json)
    VALUES (@companyId, @sha256, @folder, @name, @outcome, @documentId, @takenAt, @target, @movedAt, @answeredState, @errorJson)`);
  const issuedOf = db.prepare<[number, string], Row>(
    `${JOINED} WHERE inbox_file.company_id = ? AND inbox_file.sha256 = ? AND inbox_file.outcome = 'issued'`,
  );
  const unmoved = db.prepare<[], Row>(
    `${JOINED} WHERE inbox_file.moved_at IS NULL ORDER BY inbox_file.id LIMIT 500`,
  );
  const moved = db.prepare<[string, number, number]>(
    'UPDATE inbox_file SET target = ?, moved_at = ? WHERE id = ?',
  );
  const answered = db.prepare<[SiiState, number]>('UPDATE inbox_file SET answered_state = ? WHERE id = ?');
  // The partial index inbox_undecided holds those alone whose answer may still change.
  const stale = db.prepare<[number], Row>(`
    ${JOINED} WHERE inbox_file.answered_state IN ('not_sent', 'uncertain', 'received') AND inbox_file.moved_at IS NOT NULL
      AND document.sii_state <> inbox_file.answered_state ORDER BY inbox_file.id LIMIT ?`);
  const recent = db.prepare<[number, number], Row>(
    `${JOINED} WHERE inbox_file.company_id = ? ORDER BY inbox_file.id DESC LIMIT ?`,
  );
  const counts = db.prepare<[number], { readonly outcome: InboxOutcome; readonly n: number }>(
    'SELECT outcome, count(*) AS n FROM inbox_file WHERE company_id = ? GROUP BY outcome',
  );

  return {
    /** In the transaction that issues the document, where one is issued. A second one with the same bytes breaks the index. */
    insert({ error, ...file }: NewInboxFile): number {
      const errorJson = error === null ? null : JSON.stringify(error);
      return Number(insert.run({ ...file, errorJson }).lastInsertRowid);
    },
    /** What was issued out of these bytes. */
    issuedOf(companyId: number, sha256: string): InboxEntry | null {
      const row = issuedOf.get(companyId, sha256);
      return row ? read(row) : null;
    },
    /** Issued, and the file not yet put away: the program ended in between. */
    unmoved(): readonly InboxEntry[] {
      return unmoved.all().map(read);
    },
    moved(id: number, target: string, now: number): void {
      moved.run(target, now, id);
    },
    answered(id: number, state: SiiState): void {
      answered.run(state, id);
    },
    /** Those whose document is in another state than their answer says. */
    stale(limit: number): readonly InboxEntry[] {
      return stale.all(limit).map(read);
    },
    /** Newest first. */
    recent(companyId: number, limit: number): readonly InboxEntry[] {
      return recent.all(companyId, limit).map(read);
    },
    counts(companyId: number): Readonly<Record<InboxOutcome, number>> {
      const all: Record<InboxOutcome, number> = { issued: 0, duplicate: 0, failed: 0 };
      for (const { outcome, n } of counts.all(companyId)) all[outcome] = n;
      return all;
    },
  };
};
export type InboxFiles = ReturnType<typeof createInboxFiles>;
