import type { Database } from 'better-sqlite3';
import { CERTIFICATE_COLUMNS } from './columns.ts';
import type { CertificateRecord } from './records.ts';

type CertificateRow = Omit<CertificateRecord, 'active'> & { readonly active: number };
export type NewCertificate = Omit<CertificateRecord, 'id' | 'active'>;

const read = (row: CertificateRow): CertificateRecord => ({ ...row, active: row.active === 1 });

export const createCertificates = (db: Database) => {
  const deactivate = db.prepare<[number]>(
    'UPDATE certificate SET active = 0 WHERE company_id = ? AND active = 1',
  );
  const insert = db.prepare(`
    INSERT INTO certificate (company_id, holder_rut, holder_name, valid_from, valid_to, fingerprint, sealed, active, imported_at)
    VALUES (@companyId, @holderRut, @holderName, @validFrom, @validTo, @fingerprint, @sealed, 1, @importedAt)`);
  const active = db.prepare<[number], CertificateRow>(
    `SELECT ${CERTIFICATE_COLUMNS} FROM certificate WHERE company_id = ? AND active = 1`,
  );
  const list = db.prepare<[number], CertificateRow>(
    `SELECT ${CERTIFICATE_COLUMNS} FROM certificate WHERE company_id = ? ORDER BY id DESC`,
  );
  const add = db.transaction((certificate: NewCertificate): number => {
    deactivate.run(certificate.companyId);
    return Number(insert.run(certificate).lastInsertRowid);
  });
  const sealed = db.prepare<[], { readonly id: number; readonly sealed: Buffer }>(
    'SELECT id, sealed AS sealed FROM certificate ORDER BY id',
  );
  const replaceSealed = db.prepare<[Buffer, number]>('UPDATE certificate SET sealed = ? WHERE id = ?');

  return {
    /** Seals every key anew, in the caller's transaction: the way of keeping the data key has changed. */
    reseal(change: (sealed: Buffer) => Buffer): void {
      for (const row of sealed.all()) replaceSealed.run(change(row.sealed), row.id);
    },
    /** The new certificate is the active one; those before it are kept, to tell who signed what. */
    insert(certificate: NewCertificate): number {
      return add.immediate(certificate);
    },
    active(companyId: number): CertificateRecord | null {
      const row = active.get(companyId);
      return row ? read(row) : null;
    },
    list(companyId: number): readonly CertificateRecord[] {
      return list.all(companyId).map(read);
    },
  };
};
export type Certificates = ReturnType<typeof createCertificates>;
