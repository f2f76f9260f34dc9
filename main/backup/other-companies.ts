import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type CompanyKey, companyKey } from '../../shared/domain/company-key.ts';
import { appError } from '../../shared/domain/errors.ts';
import { formatRut } from '../../shared/domain/rut.ts';
import { readCompanyFile } from './business.ts';
import { companyOf } from './paths.ts';

const foldersIn = async (folder: string): Promise<readonly string[]> => {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
};

/**
 * Companies whose copies lie in a folder and which are none of the known ones: two programs that keep their copies in one folder
 * would write into one manifest, and a restore would bring both back. Never fails.
 * @returns their names, or RUTs where nothing there says more
 */
export const otherCompaniesIn = async (
  folder: string,
  known: readonly CompanyKey[],
): Promise<readonly string[]> => {
  const places = [...(await foldersIn(folder)), ...(await foldersIn(join(folder, 'negocio')))];
  const found = new Map<CompanyKey, string>();
  for (const place of new Set(places)) {
    const company = companyOf(`${place}/`);
    if (company === null || known.includes(companyKey(company))) continue;
    const bytes = await readFile(join(folder, 'negocio', place, 'empresa.json')).catch(() => null);
    found.set(companyKey(company), (bytes && readCompanyFile(bytes)?.name) ?? formatRut(company.rut));
  }
  return [...found.values()];
};

/** @throws AppError folder_of_another */
export const refuseOthers = async (folder: string, known: readonly CompanyKey[]): Promise<void> => {
  const others = await otherCompaniesIn(folder, known);
  if (others.length > 0) throw appError('folder_of_another', { names: others.join(', ') });
};
