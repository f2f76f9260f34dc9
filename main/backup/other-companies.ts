import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type CompanyKey, companyKey } from '../../shared/domain/company-key.ts';
import { appError } from '../../shared/domain/errors.ts';
import { formatRut } from '../../shared/domain/rut.ts';
import type { Environment } from '../../shared/domain/states.ts';
import { readCompanyFile } from './business.ts';
import { companyOf } from './paths.ts';

export interface FoundCompany {
  readonly key: CompanyKey;
  readonly environment: Environment;
  /** Or the RUT, where nothing there says more. */
  readonly name: string;
}

const foldersIn = async (folder: string): Promise<readonly string[]> => {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
};

/** Companies whose copies lie in a folder, by the names of its folders alone. Never fails. */
export const companiesIn = async (folder: string): Promise<readonly FoundCompany[]> => {
  const places = new Set([...(await foldersIn(folder)), ...(await foldersIn(join(folder, 'negocio')))]);
  const found = await Promise.all(
    [...places].map(async (place) => {
      const company = companyOf(`${place}/`);
      if (company === null) return [];
      const bytes = await readFile(join(folder, 'negocio', place, 'empresa.json')).catch(() => null);
      const name = (bytes && readCompanyFile(bytes)?.name) ?? formatRut(company.rut);
      return [{ key: companyKey(company), environment: company.environment, name }];
    }),
  );
  return found.flat();
};

/**
 * Those of them that are none of the known ones: two programs that keep their copies in one folder would write into one manifest,
 * and a restore would bring both back.
 * @returns their names
 */
export const otherCompaniesIn = async (
  folder: string,
  known: readonly CompanyKey[],
): Promise<readonly string[]> =>
  (await companiesIn(folder)).filter(({ key }) => !known.includes(key)).map(({ name }) => name);

/** @throws AppError folder_of_another */
export const refuseOthers = async (folder: string, known: readonly CompanyKey[]): Promise<void> => {
  const others = await otherCompaniesIn(folder, known);
  if (others.length > 0) throw appError('folder_of_another', { names: others.join(', ') });
};

/** A new folder beside one: `…/Resguardo` → `…/Resguardo (empresa)`, or the next number that nothing has yet. */
export const besideFolder = (folder: string): string => {
  const base = join(dirname(folder), `${basename(folder)} (empresa)`);
  let place = base;
  for (let number = 2; existsSync(place); number++) place = `${base.slice(0, -1)} ${number})`;
  return place;
};
