import type { Database } from 'better-sqlite3';
import { type CompanyKey, companyKey } from '../../shared/domain/company-key.ts';
import { workingCompany } from '../../shared/domain/working-company.ts';
import { COMPANY_COLUMNS } from './columns.ts';
import type { CompanyRecord } from './records.ts';
import type { Settings } from './settings.ts';

type CompanyRow = Omit<CompanyRecord, 'actecos'> & { readonly actecoJson: string };
export type NewCompany = Omit<CompanyRecord, 'id'>;

const read = ({ actecoJson, ...row }: CompanyRow): CompanyRecord => ({
  ...row,
  actecos: JSON.parse(actecoJson) as number[],
});

/** Whom somebody has chosen to work for. */
const WORKING = 'company.working';

export const createCompanies = (db: Database, settings: Settings) => {
  const insert = db.prepare(`
    INSERT INTO company (environment, rut, name, giro, acteco_json, address, comuna, city, fch_resol, nro_resol, created_at)
    VALUES (@environment, @rut, @name, @giro, @actecoJson, @address, @comuna, @city, @fchResol, @nroResol, @createdAt)`);
  const update = db.prepare(`
    UPDATE company SET name = @name, giro = @giro, acteco_json = @actecoJson, address = @address, comuna = @comuna, city = @city,
      fch_resol = @fchResol, nro_resol = @nroResol WHERE id = @id`);
  const get = db.prepare<[number], CompanyRow>(`SELECT ${COMPANY_COLUMNS} FROM company WHERE id = ?`);
  const all = db.prepare<[], CompanyRow>(`SELECT ${COMPANY_COLUMNS} FROM company ORDER BY id`);

  return {
    insert({ actecos, ...company }: NewCompany): number {
      return Number(insert.run({ ...company, actecoJson: JSON.stringify(actecos) }).lastInsertRowid);
    },
    /** RUT and environment are what the company is: they do not change. */
    update({ actecos, ...company }: Omit<CompanyRecord, 'environment' | 'rut' | 'createdAt'>): void {
      update.run({ ...company, actecoJson: JSON.stringify(actecos) });
    },
    get(id: number): CompanyRecord | null {
      const row = get.get(id);
      return row ? read(row) : null;
    },
    all(): readonly CompanyRecord[] {
      return all.all().map(read);
    },
    keys(): readonly CompanyKey[] {
      return this.all().map(companyKey);
    },
    find(key: CompanyKey): CompanyRecord | null {
      return this.all().find((each) => companyKey(each) === key) ?? null;
    },
    /** The one that the program works for: only its jobs, polls, mails and batches are ever due. Null where there is none at all. */
    working(): CompanyRecord | null {
      const chosen = settings.get(WORKING);
      return workingCompany(this.all(), typeof chosen === 'string' ? chosen : null);
    },
    workFor(key: CompanyKey): void {
      settings.set(WORKING, key);
    },
  };
};
export type Companies = ReturnType<typeof createCompanies>;
