import type { Output } from '../../../shared/ipc/contract.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { useApi } from '../../lib/use-api.ts';

export type ListedCompany = Output<'companies.list'>['items'][number];

/** The environment is said only where the companies are not all of one. */
export const environmentOf = (
  company: ListedCompany,
  all: readonly Pick<ListedCompany, 'environment'>[],
): string | null =>
  all.every(({ environment }) => environment === company.environment)
    ? null
    : texts.environments[company.environment];

/** All whose documents are kept, the working one first. Nearly always there is but one. */
export const useCompanies = (): readonly ListedCompany[] => useApi('companies.list', {}).data?.items ?? [];
