import type { Database } from 'better-sqlite3';

/** The envelope that one document's buyer gets. */
export interface CustomerCopyRecord {
  readonly documentId: number;
  readonly receptorRut: string;
  readonly sha256: string;
  readonly signedAt: number;
  readonly bytes: Buffer;
}

export const createCustomerCopies = (db: Database) => {
  const insert = db.prepare(`
    INSERT INTO customer_copy (document_id, receptor_rut, sha256, signed_at, bytes)
    VALUES (@documentId, @receptorRut, @sha256, @signedAt, @bytes)`);
  const get = db.prepare<[number], CustomerCopyRecord>(`
    SELECT document_id AS documentId, receptor_rut AS receptorRut, sha256, signed_at AS signedAt, bytes
    FROM customer_copy WHERE document_id = ?`);
  return {
    insert(copy: CustomerCopyRecord): void {
      insert.run(copy);
    },
    get(documentId: number): CustomerCopyRecord | null {
      return get.get(documentId) ?? null;
    },
  };
};
export type CustomerCopies = ReturnType<typeof createCustomerCopies>;
