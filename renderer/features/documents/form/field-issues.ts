import { isExport, shownExportPaths } from './export-fields.ts';
import type { IssueForm } from './model.ts';

/** One thing wrong with one field, as main says it. */
export interface Issue {
  readonly path: string;
  readonly code: string;
  readonly params?: Readonly<Record<string, string | number>> | undefined;
}

const RECEPTOR = ['RUTRecep', 'RznSocRecep', 'GiroRecep', 'DirRecep', 'CmnaRecep', 'CorreoRecep'];
const ID_DOC = ['TipoDTE', 'FchEmis', 'FmaPago', 'FchVenc'];
const LINE = ['NmbItem', 'DscItem', 'QtyItem', 'UnmdItem', 'PrcItem', 'DescuentoPct', 'DescuentoMonto'];
const ADJUSTMENT = ['TpoMov', 'GlosaDR', 'TpoValor', 'ValorDR', 'IndExeDR'];
const REFERENCE = ['TpoDocRef', 'FolioRef', 'FchRef', 'CodRef', 'RazonRef'];

const each = (list: string, items: readonly unknown[], names: readonly string[]): readonly string[] =>
  items.flatMap((_, index) => names.map((name) => `${list}.${index}.${name}`));

/** The paths that have a field on screen. */
export const shownPaths = (form: IssueForm): ReadonlySet<string> =>
  new Set([
    ...RECEPTOR.map((name) => `Encabezado.Receptor.${name}`),
    ...[...ID_DOC, ...(form.type === 52 ? ['IndTraslado', 'TipoDespacho'] : [])].map(
      (name) => `Encabezado.IdDoc.${name}`,
    ),
    ...(isExport(form.type) ? shownExportPaths(form.export) : []),
    ...each('Detalle', form.lines, LINE),
    ...each('DscRcgGlobal', form.adjustments, ADJUSTMENT),
    ...each('Referencia', form.references, REFERENCE),
  ]);

/** Nothing typed yet is no mistake: this is said only once the person tried to issue. */
const isAbsence = (code: string): boolean =>
  code === 'required' ||
  code === 'no_lines' ||
  code.startsWith('reference_') ||
  code === 'single_reference_required';

/**
 * What to show now. While typing: what is wrong with fields already left, and nothing about those still empty.
 * After an attempt to issue: everything.
 */
export const visibleIssues = (
  issues: readonly Issue[],
  touched: ReadonlySet<string>,
  submitted: boolean,
): readonly Issue[] =>
  submitted ? issues : issues.filter((issue) => !isAbsence(issue.code) && touched.has(issue.path));

/** The first issue of one field. */
export const issueAt = (issues: readonly Issue[], path: string): Issue | undefined =>
  issues.find((issue) => issue.path === path);

/** How many fields have something wrong: one with two mistakes is one to mend. */
export const fieldsWithIssues = (issues: readonly Issue[]): number =>
  new Set(issues.map((issue) => issue.path)).size;

/** Those without a field on screen: they are listed apart, with their path. */
export const issuesElsewhere = (issues: readonly Issue[], form: IssueForm): readonly Issue[] => {
  const shown = shownPaths(form);
  const elsewhere = issues.filter((issue) => !shown.has(issue.path));
  // main may have said the same in its preview and when it refused to issue.
  return [...new Map(elsewhere.map((issue) => [`${issue.path} ${issue.code}`, issue])).values()];
};
