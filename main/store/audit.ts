import type { Database } from 'better-sqlite3';
import type { AuditAction } from '../../shared/domain/send-errors.ts';
import type { Clock } from '../domain/clock.ts';
import { AUDIT_COLUMNS, readParams } from './columns.ts';
import { decodeCursor, type Page, type PageRequest, pageLimit, toPage } from './page.ts';
import type { AuditRecord, Params } from './records.ts';

type AuditRow = Omit<AuditRecord, 'params'> & { readonly paramsJson: string };

export interface AuditEntry {
  /** Who did it: a person's name, or `resguardo` for the program itself. */
  readonly actor: string;
  readonly action: AuditAction;
  readonly documentId?: number;
  /** Figures and codes; never a secret. */
  readonly params?: Params;
}

const read = ({ paramsJson, ...row }: AuditRow): AuditRecord => ({ ...row, params: readParams(paramsJson) });

/** @param written is told each entry as it is added, before the transaction around it ends */
export const createAudit = (db: Database, clock: Clock, written: (entry: AuditEntry) => void) => {
  const insert = db.prepare<[number, string, string, number | null, string]>(
    'INSERT INTO audit (at, actor, action, document_id, params_json) VALUES (?, ?, ?, ?, ?)',
  );
  const ofDocument = db.prepare<[number], AuditRow>(
    `SELECT ${AUDIT_COLUMNS} FROM audit WHERE document_id = ? ORDER BY id DESC LIMIT 500`,
  );
  const page = db.prepare<[number, number], AuditRow>(
    `SELECT ${AUDIT_COLUMNS} FROM audit WHERE id < ? ORDER BY id DESC LIMIT ?`,
  );
  const total = db.prepare<[], number>('SELECT count(*) FROM audit').pluck();

  return {
    /** In the transaction of what it tells. */
    add(entry: AuditEntry): void {
      const { actor, action, documentId, params } = entry;
      insert.run(clock.now(), actor, action, documentId ?? null, JSON.stringify(params ?? {}));
      written(entry);
    },
    /** Newest first. */
    ofDocument(documentId: number): readonly AuditRecord[] {
      return ofDocument.all(documentId).map(read);
    },
    list(request: PageRequest = {}): Page<AuditRecord> {
      const limit = pageLimit(request.limit);
      const before = request.cursor ? decodeCursor(request.cursor)[1] : Number.MAX_SAFE_INTEGER;
      const rows = page.all(before, limit + 1).map(read);
      return toPage(rows, limit, total.get() ?? 0, (row) => [0, row.id]);
    },
  };
};
export type Audit = ReturnType<typeof createAudit>;
