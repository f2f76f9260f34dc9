import type { FieldIssue } from '../../../shared/domain/draft.ts';
import type { CsvColumn } from '../../../shared/domain/intake.ts';
import { COLUMNS } from './columns.ts';
import type { SheetDraft } from './drafts.ts';

/** One thing wrong, at the cell where a person can put it right. */
export interface CsvIssue {
  readonly line: number;
  /** null where no column stands for it: then `path` says which element of the SII's structure. */
  readonly column: CsvColumn | null;
  readonly path: string;
  readonly code: string;
  readonly params?: Readonly<Record<string, string | number>>;
}

/** Elements that a CSV has no column for, and the column that decides them. */
const DECIDED_BY: Readonly<Record<string, CsvColumn>> = {
  MontoItem: 'precio',
  Detalle: 'item',
  Referencia: 'ref_tipo',
};

const byPath = (place: 'head' | 'line' | 'reference', path: string): CsvColumn | null =>
  COLUMNS.find((column) => column.place === place && column.path.join('.') === path)?.name ??
  DECIDED_BY[path.split('.').at(-1) ?? ''] ??
  null;

/** Where in the file the field of a draft came from, or would have come from. */
const placeOf = (
  path: string,
  source: SheetDraft,
): { readonly line: number; readonly column: CsvColumn | null } => {
  const first = source.lines[0] ?? 1;
  const [section = '', index = '', ...rest] = path.split('.');
  if (section === 'Detalle' && index !== '')
    return { line: source.detailLines[Number(index)] ?? first, column: byPath('line', rest.join('.')) };
  if (section === 'Referencia' && index !== '')
    return {
      line: source.referenceLines[Number(index)] ?? first,
      column: byPath('reference', rest.join('.')),
    };
  const column = byPath('head', path);
  return { line: (column && source.headLines.get(column)) ?? first, column };
};

/** What is wrong with a draft, told by row and column: first what the cells say, then what the document's rules say. */
export const issuesOf = (source: SheetDraft, fields: readonly FieldIssue[]): readonly CsvIssue[] => {
  const cells = source.issues.map((issue): CsvIssue => ({ ...issue, path: '' }));
  // A cell that could not be read leaves its field empty: "missing" would be said about the same cell again.
  const told = new Set(cells.map(({ line, column }) => `${line} ${column}`));
  const rules = fields
    .map((issue): CsvIssue => ({ ...issue, ...placeOf(issue.path, source) }))
    .filter(({ line, column }) => column === null || !told.has(`${line} ${column}`));
  return [...cells, ...rules];
};
