import Papa from 'papaparse';
import { appError } from '../../../shared/domain/errors.ts';
import { type CsvColumn, type CsvEncoding, MAX_CSV_BYTES } from '../../../shared/domain/intake.ts';
import { type Column, columnOf, NEEDED } from './columns.ts';
import { decodeCsv } from './decode.ts';

/** Ten lines for each of the documents that a file may have. */
const MAX_ROWS = 100_000;
const MAX_COLUMNS = 200;
const DELIMITERS = [';', ',', '\t'] as const;
/** Excel's own first line, which says the separator. */
const SEPARATOR_LINE = /^sep=(.)$/i;
/** Headings with which a file still is worth to be told what it lacks. */
const HEADING_ROWS = 20;

export interface SheetRow {
  /** As a spreadsheet counts: the first row of the file is 1. */
  readonly line: number;
  /** What the known columns hold, trimmed; empty cells are not there. */
  readonly cells: ReadonlyMap<Column, string>;
  readonly tooManyCells: boolean;
  readonly badQuotes: boolean;
}

/** A CSV as rows of cells under known headings. */
export interface Sheet {
  readonly encoding: CsvEncoding;
  readonly delimiter: string;
  readonly columns: readonly CsvColumn[];
  /** Headings that mean nothing here, as they were written. */
  readonly unknown: readonly string[];
  readonly rows: readonly SheetRow[];
}

const isEmpty = (row: readonly string[]): boolean => row.every((cell) => cell.trim() === '');

/** The separator under which most headings are known; where that decides nothing, the one that is there most often. */
const detectDelimiter = (text: string): string => {
  const scores = DELIMITERS.map((delimiter) => {
    const { data } = Papa.parse<string[]>(text, { delimiter, preview: HEADING_ROWS });
    const known = Math.max(0, ...data.map((row) => row.filter((cell) => columnOf(cell) !== null).length));
    return { delimiter, known, cells: data[0]?.length ?? 0 };
  });
  const best = scores.toSorted((a, b) => b.known - a.known || b.cells - a.cells)[0];
  return best?.delimiter ?? ';';
};

interface Heading {
  readonly index: number;
  readonly columns: readonly (Column | null)[];
  readonly unknown: readonly string[];
}

const readHeading = (data: readonly (readonly string[])[], delimiter: string): Heading => {
  const index = data.findIndex((row) => !isEmpty(row) && !SEPARATOR_LINE.test(row.join(delimiter).trim()));
  const headings = data[index] ?? [];
  if (headings.length > MAX_COLUMNS) throw appError('csv_unreadable');
  const seen = new Set<CsvColumn>();
  const unknown: string[] = [];
  const columns = headings.map((heading) => {
    const column = columnOf(heading);
    // The first of two equal headings counts; the second is named, so that nobody wonders.
    if (column !== null && !seen.has(column.name)) {
      seen.add(column.name);
      return column;
    }
    if (heading.trim() !== '') unknown.push(heading.trim().slice(0, 60));
    return null;
  });
  const missing = NEEDED.filter((name) => !seen.has(name));
  if (missing.length > 0) throw appError('csv_columns_missing', { columns: missing.join(', ') });
  return { index, columns, unknown };
};

/**
 * Reads the bytes of a CSV: character set, separator, headings, rows. Cells are text and nothing else, whatever they look like.
 * @throws AppError `csv_too_large`, `csv_unreadable` (binary, or a quote that is never closed), `csv_columns_missing`, `csv_too_many`
 */
export const readSheet = (bytes: Uint8Array): Sheet => {
  if (bytes.length > MAX_CSV_BYTES) throw appError('csv_too_large');
  const { text: decoded, encoding } = decodeCsv(bytes);
  const text = decoded.replace(/^\uFEFF/, '');
  if (text.trim() === '' || text.includes('\0')) throw appError('csv_unreadable');
  const said = SEPARATOR_LINE.exec(text.slice(0, 20).split(/\r?\n/)[0]?.trim() ?? '')?.[1];
  const delimiter = said ?? detectDelimiter(text);
  const { data, errors } = Papa.parse<string[]>(text, { delimiter, preview: MAX_ROWS + HEADING_ROWS });
  // An open quote swallows all rows after it: what is left of the file can't be trusted.
  if (errors.some(({ code }) => code === 'MissingQuotes')) throw appError('csv_unreadable');
  const badQuotes = new Set(errors.filter(({ type }) => type === 'Quotes').map(({ row }) => row));
  const { index, columns, unknown } = readHeading(data, delimiter);
  const rows = data.flatMap((row, at): readonly SheetRow[] => {
    if (at <= index || isEmpty(row)) return [];
    const cells = new Map<Column, string>();
    for (const [position, column] of columns.entries()) {
      const cell = row[position]?.trim() ?? '';
      if (column !== null && cell !== '') cells.set(column, cell);
    }
    const tooManyCells = row.slice(columns.length).some((cell) => cell.trim() !== '');
    return [{ line: at + 1, cells, tooManyCells, badQuotes: badQuotes.has(at) }];
  });
  if (rows.length > MAX_ROWS) throw appError('csv_too_many', { max: MAX_ROWS });
  if (rows.length === 0) throw appError('csv_unreadable');
  return {
    encoding,
    delimiter,
    columns: columns.flatMap((column) => (column === null ? [] : [column.name])),
    unknown,
    rows,
  };
};
