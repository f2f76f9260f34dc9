import type { Draft, DraftObject, DraftValue } from '../../../shared/domain/draft.ts';
import { appError } from '../../../shared/domain/errors.ts';
import { type CsvColumn, type CsvIssueCode, MAX_CSV_DOCUMENTS } from '../../../shared/domain/intake.ts';
import { readDate, readPayment, readType, readYes } from './cells.ts';
import type { Column } from './columns.ts';
import { type DecimalMarks, decimalMarks, readNumber } from './numbers.ts';
import type { Sheet, SheetRow } from './sheet.ts';

/** One thing wrong in one cell, or in one row (`column` null). */
export interface CellIssue {
  readonly line: number;
  readonly column: CsvColumn | null;
  readonly code: CsvIssueCode | 'not_a_number';
  readonly params?: Readonly<Record<string, string | number>>;
}

/** The rows of one document as a draft, and where each part of it came from. */
export interface SheetDraft {
  /** What `documento` says; empty where the row stands alone. */
  readonly label: string;
  readonly draft: Draft;
  readonly lines: readonly number[];
  /** Rows of Detalle 0, 1, … and of Referencia 0, 1, … */
  readonly detailLines: readonly number[];
  readonly referenceLines: readonly number[];
  /** The row that gave a head column its value. */
  readonly headLines: ReadonlyMap<CsvColumn, number>;
  readonly issues: readonly CellIssue[];
}

/** A CSV without `tipo` is one of boletas: what shops issue by the thousand. */
const TYPE_OF_A_PLAIN_FILE = '39';

interface ReadCell {
  readonly value?: DraftValue;
  readonly issue?: CellIssue['code'];
}

const readCell = (column: Column, text: string, marks: DecimalMarks): ReadCell => {
  switch (column.kind) {
    case 'text':
      return { value: text };
    case 'type':
      return { value: readType(text) };
    case 'payment':
      return { value: readPayment(text) };
    case 'date':
      return { value: readDate(text) };
    case 'yes': {
      const yes = readYes(text);
      if (yes === null) return { issue: 'bad_yes_no' };
      return yes ? { value: 1 } : {};
    }
    case 'number': {
      const pesos = column.name === 'precio' || column.name === 'descuento_monto';
      const read = readNumber(text, marks, pesos);
      return read.ok ? { value: read.value } : { issue: read.code };
    }
  }
};

const put = (target: Record<string, unknown>, path: readonly string[], value: DraftValue): void => {
  let here = target;
  for (const name of path.slice(0, -1)) {
    here[name] ??= {};
    here = here[name] as Record<string, unknown>;
  }
  here[path.at(-1) ?? ''] = value;
};

const draftOf = (
  label: string,
  rows: readonly SheetRow[],
  marks: DecimalMarks,
  typed: boolean,
): SheetDraft => {
  const head: Record<string, unknown> = {};
  const details: DraftObject[] = [];
  const references: DraftObject[] = [];
  const [detailLines, referenceLines]: [number[], number[]] = [[], []];
  const headLines = new Map<CsvColumn, number>();
  const headTexts = new Map<CsvColumn, string>();
  const issues: CellIssue[] = [];
  if (!typed) put(head, ['Encabezado', 'IdDoc', 'TipoDTE'], TYPE_OF_A_PLAIN_FILE);

  for (const row of rows) {
    const { line } = row;
    const parts: Record<'line' | 'reference', Record<string, DraftValue>> = { line: {}, reference: {} };
    const given = { line: false, reference: false };
    for (const [column, text] of row.cells) {
      if (column.place === 'key') continue;
      const { value, issue } = readCell(column, text, marks);
      if (issue !== undefined)
        issues.push({ line, column: column.name, code: issue, params: { text: text.slice(0, 60) } });
      if (column.place !== 'head') given[column.place] = true;
      if (value === undefined) continue;
      if (column.place !== 'head') {
        parts[column.place][column.path[0] ?? ''] = value;
        continue;
      }
      const before = headTexts.get(column.name);
      if (before === undefined) {
        headTexts.set(column.name, String(value));
        headLines.set(column.name, line);
        put(head, column.path, value);
      } else if (before !== String(value)) {
        const first = headLines.get(column.name) ?? line;
        issues.push({ line, column: column.name, code: 'conflict', params: { first } });
      }
    }
    if (row.tooManyCells) issues.push({ line, column: null, code: 'too_many_cells' });
    if (row.badQuotes) issues.push({ line, column: null, code: 'bad_quotes' });
    if (given.line) {
      details.push(parts.line);
      detailLines.push(line);
    }
    if (given.reference) {
      references.push(parts.reference);
      referenceLines.push(line);
    }
  }
  return {
    label,
    lines: rows.map(({ line }) => line),
    detailLines,
    referenceLines,
    headLines,
    issues,
    draft: {
      ...(head as DraftObject),
      ...(details.length > 0 ? { Detalle: details } : {}),
      ...(references.length > 0 ? { Referencia: references } : {}),
    },
  };
};

/**
 * The documents of a sheet in the order of their first rows: rows with the same `documento` make one, a row without it makes one
 * alone.
 * @throws AppError `csv_too_many`
 */
export const draftsOf = (sheet: Sheet): readonly SheetDraft[] => {
  const groups = new Map<string, { readonly label: string; readonly rows: SheetRow[] }>();
  for (const row of sheet.rows) {
    const label = [...row.cells].find(([column]) => column.place === 'key')?.[1] ?? '';
    const key = label === '' ? `fila ${row.line}` : `documento ${label}`;
    const group = groups.get(key);
    if (group) group.rows.push(row);
    else groups.set(key, { label, rows: [row] });
  }
  if (groups.size > MAX_CSV_DOCUMENTS) throw appError('csv_too_many', { max: MAX_CSV_DOCUMENTS });
  const marks = decimalMarks(numbersOf(sheet));
  const typed = sheet.columns.includes('tipo');
  return [...groups.values()].map(({ label, rows }) => draftOf(label, rows, marks, typed));
};

function* numbersOf(sheet: Sheet): Generator<string> {
  for (const { cells } of sheet.rows) {
    for (const [column, text] of cells) if (column.kind === 'number') yield text;
  }
}
