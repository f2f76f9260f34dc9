import { type CompanyKey, companyKey } from './company-key.ts';
import type { Rut } from './rut.ts';
import type { Environment } from './states.ts';

interface Company {
  readonly environment: Environment;
  readonly rut: Rut;
}

/** How much a company's documents count: what was only practised never goes before them. */
const WEIGHT: Readonly<Record<Environment, number>> = { practice: 0, certification: 1, production: 2 };

/** Companies that may be worked for: those whose documents count most among all that are there. */
export const eligible = <C extends Company>(companies: readonly C[]): readonly C[] => {
  const most = Math.max(...companies.map(({ environment }) => WEIGHT[environment]));
  return companies.filter(({ environment }) => WEIGHT[environment] === most);
};

/**
 * The one company that the program issues, sends and asks for; all others of the database are kept, and can only be read.
 * @param companies in the order in which they came
 * @param chosen by a person; what may not be worked for, or is not there, counts as no choice
 */
export const workingCompany = <C extends Company>(
  companies: readonly C[],
  chosen: CompanyKey | null,
): C | null => {
  const may = eligible(companies);
  return may.find((each) => companyKey(each) === chosen) ?? may[0] ?? null;
};
