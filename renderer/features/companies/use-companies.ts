import { formatRut } from '../../../shared/domain/rut.ts';
import type { Output } from '../../../shared/ipc/contract.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { useApi } from '../../lib/use-api.ts';

export type ListedCompany = Output<'companies.list'>['items'][number];

/** A company's name, with as much beside it as tells it from all others: RUT, environment, or nothing. */
export const labelOf = (company: ListedCompany, all: readonly ListedCompany[]): string => {
  const others = all.filter((each) => each.company !== company.company);
  return [
    company.name,
    ...(others.some(({ name, rut }) => name === company.name && rut !== company.rut)
      ? [formatRut(company.rut)]
      : []),
    ...(others.some(({ environment }) => environment !== company.environment)
      ? [texts.environments[company.environment]]
      : []),
  ].join(' · ');
};

/** All whose documents are kept, the working one first. Nearly always there is but one. */
export const useCompanies = (): readonly ListedCompany[] => useApi('companies.list', {}).data?.items ?? [];
