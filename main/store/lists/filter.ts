import type { DocumentType } from '../../../shared/domain/document-type.ts';
import type { Integrity, SiiState } from '../../../shared/domain/states.ts';
import { searchWords } from '../search.ts';
import { type Where, where } from '../where.ts';

/** What lists of documents and of backups can be narrowed by. */
export interface ListFilter {
  /** First and last day of issue, `AAAA-MM-DD`. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly types?: readonly DocumentType[] | undefined;
  readonly siiStates?: readonly SiiState[] | undefined;
  /** Of the backup. */
  readonly integrities?: readonly Integrity[] | undefined;
  readonly receptorRut?: string | undefined;
  /** Least and greatest total, both included. */
  readonly minTotal?: number | undefined;
  readonly maxTotal?: number | undefined;
  /** Words of folio, RUT, receptor or total; all must be found. */
  readonly text?: string | undefined;
}

/** documents: all that was issued. backups: those that have one. */
export type Scope = 'documents' | 'backups';

export const isChosen = (values: readonly unknown[] | undefined): boolean =>
  values !== undefined && values.length > 0;

/** What the tallies are kept by: these parts of a filter are answered by them alone. */
export const addKinds = (into: Where, filter: ListFilter, scope: Scope): Where => {
  into.in('type', filter.types).in('sii_state', filter.siiStates).in('integrity', filter.integrities);
  if (scope === 'backups' && !isChosen(filter.integrities)) into.and(`integrity <> 'none'`);
  return into;
};

/** All of a filter but its words, over the columns that every index of lists has. */
export const residual = (filter: ListFilter, scope: Scope): Where => {
  const into = where();
  if (filter.from !== undefined) into.and('issued_on >= ?', filter.from);
  if (filter.to !== undefined) into.and('issued_on <= ?', filter.to);
  addKinds(into, filter, scope);
  if (filter.minTotal !== undefined) into.and('total >= ?', filter.minTotal);
  if (filter.maxTotal !== undefined) into.and('total <= ?', filter.maxTotal);
  return into;
};

/** The same over rows of `document` that something else names: the plus keeps SQLite from walking through all of a company's. */
export const rowFilter = (companyId: number, filter: ListFilter, scope: Scope): Where => {
  const into = residual(filter, scope).and('+document.company_id = ?', companyId);
  if (filter.receptorRut !== undefined) into.and('receptor_rut = ?', filter.receptorRut);
  return into;
};

export const hasAmount = (filter: ListFilter): boolean =>
  filter.minTotal !== undefined || filter.maxTotal !== undefined;

export const hasText = (filter: ListFilter): boolean => searchWords(filter.text ?? '').length > 0;

/** Backups that somebody has to look at are few, and have an index of their own. */
export const isAboutDoubt = ({ integrities }: ListFilter): boolean =>
  isChosen(integrities) && integrities?.every((each) => each !== 'verified') === true;

/** Whether tallies by receptor know it: they are kept by type and by period, not by state. */
export const isReceptorTallied = (filter: ListFilter): boolean =>
  !isChosen(filter.siiStates) && !isChosen(filter.integrities) && !hasAmount(filter) && !hasText(filter);
