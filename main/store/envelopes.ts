import type { Database } from 'better-sqlite3';
import { ENVELOPE_COLUMNS } from './columns.ts';
import type { EnvelopeRecord } from './records.ts';

export const createEnvelopes = (db: Database) => {
  const insert = db.prepare(`
    INSERT INTO envelope (company_id, file_name, sha256, signed_at, bytes)
    VALUES (@companyId, @fileName, @sha256, @signedAt, @bytes)`);
  const get = db.prepare<[number], EnvelopeRecord>(`SELECT ${ENVELOPE_COLUMNS} FROM envelope WHERE id = ?`);

  return {
    insert(envelope: Omit<EnvelopeRecord, 'id'>): number {
      return Number(insert.run(envelope).lastInsertRowid);
    },
    get(id: number): EnvelopeRecord | null {
      return get.get(id) ?? null;
    },
  };
};
export type Envelopes = ReturnType<typeof createEnvelopes>;
