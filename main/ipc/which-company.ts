import { type CompanyKey, companyKey } from '../../shared/domain/company-key.ts';
import { appError } from '../../shared/domain/errors.ts';
import type { KeptCompany } from '../../shared/ipc/companies.ts';
import type { Store } from '../store/open.ts';
import type { CompanyRecord } from '../store/records.ts';

/**
 * The row of the company that a filter names.
 * @param key null: the working one
 * @throws AppError not_set_up, not_found
 */
export const companyIn = ({ companies }: Pick<Store, 'companies'>, key: CompanyKey | null): number => {
  const working = companies.working();
  if (working === null) throw appError('not_set_up');
  if (key === null) return working.id;
  const found = companies.find(key);
  if (found === null) throw appError('not_found');
  return found.id;
};

export const keptCompany = (
  { companies }: Pick<Store, 'companies'>,
  company: CompanyRecord,
): KeptCompany => ({
  company: companyKey(company),
  rut: company.rut,
  name: company.name,
  environment: company.environment,
  working: company.id === companies.working()?.id,
});
