import type { Database } from 'better-sqlite3';
import type { DocumentType } from '../../shared/domain/document-type.ts';
import { AUDIT_ACTIONS, type AuditAction } from '../../shared/domain/send-errors.ts';
import type { Clock } from '../domain/clock.ts';
import type { LinkedEntry } from './chain.ts';
import { AUDIT_COLUMNS, readParams } from './columns.ts';
import { wordsOf } from './lists/words.ts';
import { decodeCursor, type Page, type PageRequest, pageLimit, toPage } from './page.ts';
import type { AuditRecord, Params } from './records.ts';
import { createStatements } from './statements.ts';
import { createTrail, type TrailHead } from './trail.ts';
import { type Where, where } from './where.ts';

type AuditRow = Omit<AuditRecord, 'params'> & { readonly paramsJson: string };

export interface AuditEntry {
  /** Who did it: a person's name, or `resguardo` for the program itself. */
  readonly actor: string;
  readonly action: AuditAction;
  readonly documentId?: number;
  /** Figures and codes; never a secret. */
  readonly params?: Params;
}

/** What the trail can be looked through for. What is left out narrows nothing. */
export interface AuditFilter {
  /** UTC epoch ms: from this one, and before that one. */
  readonly from?: number | undefined;
  readonly before?: number | undefined;
  readonly operators?: readonly number[] | undefined;
  /** Also what the program did by itself; together with `operators`, either. */
  readonly program?: boolean | undefined;
  readonly actions?: readonly AuditAction[] | undefined;
  /** Words that folio, RUT, name or total of the entry's document have. */
  readonly text?: string | undefined;
}

/** An entry and the document that it is about. */
export interface AuditLine extends AuditRecord {
  readonly operatorId: number | null;
  readonly hash: string;
  readonly document: {
    readonly id: number;
    readonly type: DocumentType;
    readonly folio: number;
    readonly companyId: number;
  } | null;
}

interface JoinedRow {
  readonly audit: AuditRow & { readonly operatorId: number | null; readonly hash: string };
  readonly document: {
    readonly id: number | null;
    readonly type: DocumentType;
    readonly folio: number;
    readonly companyId: number;
  };
}

/** Lines are counted up to here: nobody pages so far, and counting on would cost more than all else. */
const MOST_COUNTED = 10_000;

/** Rows of a verification that are read in one go: a few milliseconds of the window's time. */
const SLICE = 500;

const read = ({ paramsJson, ...row }: AuditRow): AuditRecord => ({ ...row, params: readParams(paramsJson) });

const readLine = ({ audit, document }: JoinedRow): AuditLine => {
  const { paramsJson, ...rest } = audit;
  return {
    ...rest,
    params: readParams(paramsJson),
    document:
      document.id === null
        ? null
        : {
            id: document.id,
            type: document.type,
            folio: document.folio,
            companyId: document.companyId,
          },
  };
};

/** Half of the rows and more: for them the list is walked, and an index of rare ones would only be in the way. */
const ABOUT_NO_DOCUMENT = new Set<AuditAction>(
  AUDIT_ACTIONS.filter((action) =>
    /^(?:company|certificate|caf|folios|disk|settings|practice|app|keys|operator|session|trail|archive|snapshot|restore|drill|export)\./.test(
      action,
    ),
  ),
);

/** @param written is told each entry as it is added, before the transaction around it ends */
export const createAudit = (db: Database, clock: Clock, written: (entry: AuditEntry) => void) => {
  const trail = createTrail(db);
  const statements = createStatements(db);
  const ofDocument = db.prepare<[number], AuditRow>(
    `SELECT ${AUDIT_COLUMNS} FROM audit WHERE document_id = ? ORDER BY id DESC LIMIT 500`,
  );
  const slice = db.prepare<[number, number], LinkedEntry & { readonly hash: string }>(`
    SELECT id, at, actor, operator_id AS operatorId, action, document_id AS documentId, params_json AS paramsJson, hash
    FROM audit WHERE id > ? AND id <= ? ORDER BY id LIMIT ${SLICE}`);
  const beyond = db.prepare<[number], number>('SELECT min(id) FROM audit WHERE id > ?').pluck();
  const hashOf = db.prepare<[number], string>('SELECT hash FROM audit WHERE id = ?').pluck();
  const restores = db.prepare<[], { readonly at: number; readonly paramsJson: string }>(
    `SELECT at, params_json AS paramsJson FROM audit WHERE action = 'restore.done' AND document_id IS NULL`,
  );

  const conditions = ({ from, before, operators, program, actions, text }: AuditFilter): Where => {
    const filtered = where();
    if (from !== undefined) filtered.and('audit.at >= ?', from);
    if (before !== undefined) filtered.and('audit.at < ?', before);
    const some = operators ?? [];
    if (some.length > 0 && program === true)
      filtered.and(
        `(audit.operator_id IS NULL OR audit.operator_id IN (${some.map(() => '?').join(', ')}))`,
        ...some,
      );
    else if (program === true) filtered.and('audit.operator_id IS NULL');
    else filtered.in('audit.operator_id', some);
    if (actions !== undefined) {
      filtered.in('audit.action', actions);
      if (actions.length > 0 && actions.every((each) => ABOUT_NO_DOCUMENT.has(each)))
        filtered.and('audit.document_id IS NULL');
    }
    const { terms, patterns } = wordsOf(text ?? '');
    const [term] = terms;
    if (term)
      filtered.and(
        `document.id IN (SELECT rowid FROM ${term.table} WHERE ${term.table} MATCH ?)`,
        terms.map(({ match }) => match).join(' '),
      );
    for (const pattern of patterns) filtered.and("document.search LIKE ? ESCAPE '\\'", pattern);
    return filtered;
  };

  const FROM = 'audit LEFT JOIN document ON document.id = audit.document_id';
  const COLUMNS = `${AUDIT_COLUMNS}, audit.operator_id AS operatorId, audit.hash AS hash, document.id AS id, document.type AS type,
    document.folio AS folio, document.company_id AS companyId`;

  return {
    /** In the transaction of what it tells. */
    add(entry: AuditEntry): void {
      const { actor, action, documentId, params } = entry;
      trail.append({
        at: clock.now(),
        actor,
        action,
        documentId: documentId ?? null,
        paramsJson: JSON.stringify(params ?? {}),
      });
      written(entry);
    },
    /** Newest first. */
    ofDocument(documentId: number): readonly AuditRecord[] {
      return ofDocument.all(documentId).map(read);
    },
    /** Newest first. Of what a filter finds at most MOST_COUNTED are counted: then the total is not exact. */
    list(filter: AuditFilter = {}, request: PageRequest = {}): Page<AuditLine> & { readonly exact: boolean } {
      const limit = pageLimit(request.limit);
      const filtered = conditions(filter);
      const counted = statements.count(
        `SELECT count(*) AS n FROM (SELECT 1 FROM ${FROM} WHERE ${filtered.sql()} LIMIT ${MOST_COUNTED})`,
        filtered.values(),
      );
      if (request.cursor) filtered.and('(audit.at, audit.id) < (?, ?)', ...decodeCursor(request.cursor));
      const rows = statements
        .joined<JoinedRow>(
          `SELECT ${COLUMNS} FROM ${FROM} WHERE ${filtered.sql()} ORDER BY audit.at DESC, audit.id DESC LIMIT ${limit + 1}`,
          filtered.values(),
        )
        .map(readLine);
      return {
        ...toPage(rows, limit, counted, (row) => [row.at, row.id]),
        exact: counted < MOST_COUNTED,
      };
    },
    head: (): TrailHead => trail.head(),
    /** For verification: entries after one and up to another, in the order of the chain, a slice of them. */
    slice: (after: number, upTo: number): readonly (LinkedEntry & { readonly hash: string })[] =>
      slice.all(after, upTo),
    /** The first entry beyond this one. */
    firstBeyond: (id: number): number | null => beyond.get(id) ?? null,
    hashOf: (id: number): string | null => hashOf.get(id) ?? null,
    /** When the database was brought back, and how far the trail that came with it went. */
    restores: (): readonly { readonly at: number; readonly trailFrom: number }[] =>
      restores.all().map(({ at, paramsJson }) => ({
        at,
        trailFrom: Number(readParams(paramsJson)['trailFrom'] ?? 0),
      })),
  };
};
export type Audit = ReturnType<typeof createAudit>;
