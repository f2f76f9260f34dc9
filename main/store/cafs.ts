import type { Database } from 'better-sqlite3';
import type { DocumentType } from '../../shared/domain/document-type.ts';
import { appError } from '../../shared/domain/errors.ts';
import { CAF_COLUMNS } from './columns.ts';
import type { CafRecord } from './records.ts';

export type NewCaf = Omit<CafRecord, 'id' | 'nextFolio'> & { readonly nextFolio?: number };

export const createCafs = (db: Database) => {
  const overlapping = db
    .prepare<[number, number, number, number], number>(
      'SELECT id FROM caf WHERE company_id = ? AND type = ? AND from_folio <= ? AND to_folio >= ? LIMIT 1',
    )
    .pluck();
  const insert = db.prepare(`
    INSERT INTO caf (company_id, type, from_folio, to_folio, next_folio, authorized_on, idk, element, sealed_key, sha256, imported_at)
    VALUES (@companyId, @type, @fromFolio, @toFolio, @nextFolio, @authorizedOn, @idk, @element, @sealedKey, @sha256, @importedAt)`);
  const get = db.prepare<[number], CafRecord>(`SELECT ${CAF_COLUMNS} FROM caf WHERE id = ?`);
  const list = db.prepare<[number], CafRecord>(
    `SELECT ${CAF_COLUMNS} FROM caf WHERE company_id = ? ORDER BY type, from_folio`,
  );
  const withFolios = db.prepare<[number, number], CafRecord>(
    `SELECT ${CAF_COLUMNS} FROM caf WHERE company_id = ? AND type = ? AND next_folio <= to_folio ORDER BY from_folio`,
  );
  const take = db.prepare<[number, number]>(
    'UPDATE caf SET next_folio = next_folio + 1 WHERE id = ? AND next_folio = ? AND next_folio <= to_folio',
  );
  const add = db.transaction((caf: NewCaf): number => {
    if (overlapping.get(caf.companyId, caf.type, caf.toFolio, caf.fromFolio) !== undefined)
      throw appError('caf_overlaps', { type: caf.type, from: caf.fromFolio, to: caf.toFolio });
    return Number(insert.run({ ...caf, nextFolio: caf.nextFolio ?? caf.fromFolio }).lastInsertRowid);
  });
  const skip = db.prepare<[number, number]>('UPDATE caf SET next_folio = ? WHERE id = ?');
  const sealed = db.prepare<[], { readonly id: number; readonly sealed: Buffer }>(
    'SELECT id, sealed_key AS sealed FROM caf ORDER BY id',
  );
  const replaceSealed = db.prepare<[Buffer, number]>('UPDATE caf SET sealed_key = ? WHERE id = ?');

  return {
    /** Seals every key anew, in the caller's transaction: the way of keeping the data key has changed. */
    reseal(change: (sealed: Buffer) => Buffer): void {
      for (const row of sealed.all()) replaceSealed.run(change(row.sealed), row.id);
    },
    /**
     * @param caf nextFolio: the first folio that no document has, where another program has used some of the range
     * @throws AppError `caf_overlaps`
     */
    insert(caf: NewCaf): number {
      return add.immediate(caf);
    },
    get(id: number): CafRecord | null {
      return get.get(id) ?? null;
    },
    list(companyId: number): readonly CafRecord[] {
      return list.all(companyId);
    },
    /** Ranges of a type that have folios left, lowest first; whether they have expired is for the caller to see. */
    withFolios(companyId: number, type: DocumentType): readonly CafRecord[] {
      return withFolios.all(companyId, type);
    },
    /** Leaves out the folios before `next`, in the caller's transaction. @throws when that would go back, or past the end */
    skipTo(id: number, next: number): void {
      skip.run(next, id);
    },
    /**
     * Takes one folio, in the caller's transaction: rolled back, it is given to the next.
     * @throws when the folio was taken since the range was read
     */
    take(id: number, folio: number): void {
      if (take.run(id, folio).changes !== 1) throw new Error(`folio ${folio} of CAF ${id} is taken`);
    },
  };
};
export type Cafs = ReturnType<typeof createCafs>;
