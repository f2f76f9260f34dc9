import type { Rut } from './rut.ts';
import type { Environment } from './states.ts';

/** Names a company everywhere, also in another database, where its row has another number: `76192083-9`, `76192083-9-practica`. */
export type CompanyKey = string;

const SUFFIX: Readonly<Record<Environment, string>> = {
  production: '',
  certification: '-certificacion',
  practice: '-practica',
};

export const COMPANY_KEY: RegExp = /^\d{1,8}-[\dK](?:-certificacion|-practica)?$/;

export const companyKey = (company: { readonly environment: Environment; readonly rut: Rut }): CompanyKey =>
  `${company.rut}${SUFFIX[company.environment]}`;
