import type { Database } from 'better-sqlite3';
import type { DocumentType } from '../../shared/domain/document-type.ts';
import type { FolioNoteKind } from '../../shared/domain/folios.ts';
import type { Pace } from '../domain/folios/forecast.ts';
import type { FolioNote, FolioSpan } from '../domain/folios/unused.ts';
import type { CafRecord } from './records.ts';

/** A hole for every other folio of a range would be a page that nobody reads; what is past it is seen once these are explained. */
const MOST_HOLES = 200;

/** A note, with the type of the folios. */
export type TypedNote = FolioNote & { readonly type: DocumentType };

type Range = Pick<CafRecord, 'companyId' | 'type' | 'fromFolio' | 'nextFolio'>;

/** What became of folios: how fast they go, which of them have no document, and which the SII did not take. */
export const createFolios = (db: Database) => {
  const pace = db.prepare<[number, number, number], Pace>(`
    SELECT count(*) AS issued, min(created_at) AS firstAt FROM document
    WHERE company_id = ? AND type = ? AND created_at >= ?`);
  const used = db
    .prepare<[number, number, number, number], number>(
      'SELECT count(*) FROM document WHERE company_id = ? AND type = ? AND folio BETWEEN ? AND ?',
    )
    .pluck();
  const holes = db.prepare<Readonly<Record<string, number>>, FolioSpan>(`
    SELECT before + 1 AS "from", folio - 1 AS "to" FROM (
      SELECT folio, lag(folio, 1, @first - 1) OVER (ORDER BY folio) AS before FROM (
        SELECT folio FROM document WHERE company_id = @companyId AND type = @type AND folio BETWEEN @first AND @last
        UNION ALL SELECT @last + 1
      )
    ) WHERE folio > before + 1 ORDER BY folio LIMIT ${MOST_HOLES}`);
  const notAccepted = db.prepare<
    Readonly<Record<string, number>>,
    { readonly rejected: number; readonly abandoned: number }
  >(`
    SELECT
      (SELECT count(*) FROM document WHERE company_id = @companyId AND sii_state = 'rejected' AND type = @type) AS rejected,
      (SELECT count(*) FROM job JOIN document ON document.id = job.document_id
       WHERE job.company_id = @companyId AND job.state = 'abandoned' AND document.type = @type
         AND document.sii_state IN ('not_sent', 'uncertain')) AS abandoned`);
  const notes = db.prepare<[number, number], FolioNote>(`
    SELECT from_folio AS "from", to_folio AS "to", kind, noted_at AS notedAt, noted_by AS notedBy
    FROM folio_note WHERE company_id = ? AND type = ? ORDER BY id`);
  const allNotes = db.prepare<[number], TypedNote>(`
    SELECT type, from_folio AS "from", to_folio AS "to", kind, noted_at AS notedAt, noted_by AS notedBy
    FROM folio_note WHERE company_id = ? ORDER BY id`);
  const insert = db.prepare<[number, number, number, number, FolioNoteKind, number, string]>(`
    INSERT INTO folio_note (company_id, type, from_folio, to_folio, kind, noted_at, noted_by)
    VALUES (?, ?, ?, ?, ?, ?, ?)`);

  const known = db
    .prepare<[number, number, number, number, string, number], number>(`
      SELECT 1 FROM folio_note
      WHERE company_id = ? AND type = ? AND from_folio = ? AND to_folio = ? AND kind = ? AND noted_at = ?`)
    .pluck();
  const add = (companyId: number, { type, ...note }: TypedNote): void => {
    insert.run(companyId, type, note.from, note.to, note.kind, note.notedAt, note.notedBy);
  };

  return {
    /** @param since UTC epoch ms */
    pace(companyId: number, type: DocumentType, since: number): Pace {
      return pace.get(companyId, type, since) ?? { issued: 0, firstAt: null };
    },
    /** Folios of a range before its next one that no document has, ascending; at most 200 spans. */
    holes({ companyId, type, fromFolio, nextFolio }: Range): readonly FolioSpan[] {
      const last = nextFolio - 1;
      // Nearly always there are none, and to count is much quicker than to look for them.
      if (last < fromFolio || used.get(companyId, type, fromFolio, last) === last - fromFolio + 1) return [];
      return holes.all({ companyId, type, first: fromFolio, last });
    },
    /** Documents whose folio the SII does not hold as used: rejected, or given up before it took them. */
    notAccepted(companyId: number, type: DocumentType) {
      return notAccepted.get({ companyId, type }) ?? { rejected: 0, abandoned: 0 };
    },
    /** Oldest first. */
    notes(companyId: number, type: DocumentType): readonly FolioNote[] {
      return notes.all(companyId, type);
    },
    /** Of all types, oldest first. */
    allNotes(companyId: number): readonly TypedNote[] {
      return allNotes.all(companyId);
    },
    note(companyId: number, note: TypedNote): void {
      add(companyId, note);
    },
    /** From a backup or a former database, in the caller's transaction: those that are there already stay as they are. */
    takeOver(companyId: number, notes: readonly TypedNote[]): void {
      for (const note of notes)
        if (known.get(companyId, note.type, note.from, note.to, note.kind, note.notedAt) === undefined)
          add(companyId, note);
    },
  };
};
export type Folios = ReturnType<typeof createFolios>;
