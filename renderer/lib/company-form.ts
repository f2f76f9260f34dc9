import { parseRut } from '../../shared/domain/rut.ts';
import type { CompanyInput } from '../../shared/ipc/parts.ts';
import { texts } from '../../shared/texts/es-CL.ts';

const t = texts.onboarding.form;

/** A company's data while they are typed. */
export interface CompanyForm {
  readonly rut: string;
  readonly name: string;
  readonly giro: string;
  readonly acteco: string;
  readonly address: string;
  readonly comuna: string;
  readonly city: string;
  readonly fchResol: string | null;
  readonly nroResol: number | string;
}

export const emptyCompany = (environment: 'certification' | 'production'): CompanyForm => ({
  rut: '',
  name: '',
  giro: '',
  acteco: '',
  address: '',
  comuna: '',
  city: '',
  fchResol: null,
  nroResol: environment === 'certification' ? 0 : 80,
});

export type CompanyErrors = Partial<Record<keyof CompanyForm, string>>;

/** Reads "471100, 620200" as numbers; null when it is not one to four codes of up to six digits. */
export const parseActeco = (text: string): number[] | null => {
  const codes = text.split(/[\s,;]+/).filter(Boolean);
  if (codes.length < 1 || codes.length > 4) return null;
  return codes.every((code) => /^\d{1,6}$/.test(code) && Number(code) > 0) ? codes.map(Number) : null;
};

const LIMITS = { name: 100, giro: 80, address: 60, comuna: 20, city: 20 } as const;

/** What is missing or wrong, by field; an empty object means that it may go. */
export const companyErrors = (form: CompanyForm): CompanyErrors => {
  const errors: CompanyErrors = {};
  if (form.rut.trim() === '') errors.rut = t.required;
  else if (parseRut(form.rut) === null) errors.rut = t.rutBad;
  for (const field of ['name', 'giro', 'address', 'comuna'] as const) {
    if (form[field].trim() === '') errors[field] = t.required;
  }
  for (const field of ['name', 'giro', 'address', 'comuna', 'city'] as const) {
    if (form[field].trim().length > LIMITS[field])
      errors[field] = texts.issues.too_long({ max: LIMITS[field] });
  }
  if (parseActeco(form.acteco) === null) errors.acteco = t.actecoBad;
  if (form.fchResol === null) errors.fchResol = t.required;
  if (typeof form.nroResol !== 'number') errors.nroResol = t.required;
  return errors;
};

/** The company as main takes it. Call it only when there are no errors. */
export const companyOf = (form: CompanyForm): CompanyInput => ({
  rut: parseRut(form.rut) ?? '',
  name: form.name.trim(),
  giro: form.giro.trim(),
  acteco: parseActeco(form.acteco) ?? [],
  address: form.address.trim(),
  comuna: form.comuna.trim(),
  city: form.city.trim() === '' ? null : form.city.trim(),
  fchResol: form.fchResol ?? '',
  nroResol: Number(form.nroResol),
});
