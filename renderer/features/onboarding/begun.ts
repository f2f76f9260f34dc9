import type { Output } from '../../../shared/ipc/contract.ts';
import { type CompanyForm, emptyCompany } from '../../lib/company-form.ts';

export type Begun = NonNullable<Output<'setup.begun'>['begun']>;
/** Of a business that was on this computer before. */
export type Copies = NonNullable<Output<'setup.begun'>['copies']>;

/** What was typed of a company, as text alone. */
export const begunOf = (environment: Begun['environment'], company: CompanyForm): Begun => ({
  environment,
  company: Object.fromEntries(Object.entries(company).map(([name, value]) => [name, String(value ?? '')])),
});

/** The form as it was left; what it does not know of is as at the beginning. */
export const companyFrom = ({ environment, company }: Begun): CompanyForm => {
  const empty = emptyCompany(environment);
  const { fchResol = '', nroResol = '' } = company;
  return {
    ...empty,
    ...Object.fromEntries(
      Object.keys(empty).flatMap((name) => (name in company ? [[name, company[name]]] : [])),
    ),
    fchResol: fchResol === '' ? null : fchResol,
    nroResol: nroResol === '' ? empty.nroResol : Number(nroResol),
  };
};
