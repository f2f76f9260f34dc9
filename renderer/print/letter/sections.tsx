import type { ReactNode } from 'react';
import type { PrintData, PrintLine } from '../../../shared/print/data.ts';
import { print } from '../../../shared/texts/print.ts';
import css from './letter.module.css';

interface Column<Row> {
  readonly name: string;
  readonly label: string;
  /** Of the table's width, mm; the one without takes what is left. */
  readonly width?: number;
  readonly numeric?: boolean;
  readonly cell: (row: Row) => ReactNode;
}

/** A table that may be spread over sheets: its heading is repeated on each. */
export interface Section {
  readonly name: string;
  readonly title: string | null;
  readonly columns: readonly Omit<Column<never>, 'cell'>[];
  readonly rows: readonly { readonly key: string; readonly cells: readonly ReactNode[] }[];
}

const section = <Row,>(
  name: string,
  title: string | null,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): Section => ({
  name,
  title,
  columns,
  rows: rows.map((row, index) => ({
    key: `${name}-${index}`,
    cells: columns.map(({ cell }) => cell(row)),
  })),
});

/** References before the lines, as printed-copies.txt 1.1.7 has them. */
export const sectionsOf = ({ references, lines }: PrintData): readonly Section[] => [
  ...(references.length === 0
    ? []
    : [section('references', print.references.title, REFERENCE_COLUMNS, references)]),
  section('lines', null, lineColumns(lines), lines),
];

const REFERENCE_COLUMNS: readonly Column<PrintData['references'][number]>[] = [
  { name: 'document', label: print.references.document, width: 60, cell: (row) => row.document },
  { name: 'folio', label: print.references.folio, width: 34, cell: (row) => row.folio },
  { name: 'date', label: print.references.date, width: 22, cell: (row) => row.date },
  { name: 'reason', label: print.references.reason, cell: (row) => row.reason },
];

/** Columns that no line has anything for are left out: their room is the description's. */
const lineColumns = (lines: readonly PrintLine[]): readonly Column<PrintLine>[] => {
  const { lines: labels } = print;
  const all: readonly (Column<PrintLine> & { readonly always?: boolean })[] = [
    { name: 'number', label: labels.number, width: 7, always: true, cell: (line) => line.number },
    { name: 'code', label: labels.code, width: 22, cell: (line) => line.code },
    { name: 'name', label: labels.description, always: true, cell: (line) => <LineText line={line} /> },
    { name: 'quantity', label: labels.quantity, width: 17, numeric: true, cell: (line) => line.quantity },
    { name: 'unit', label: labels.unit, width: 13, cell: (line) => line.unit },
    { name: 'price', label: labels.price, width: 21, numeric: true, cell: (line) => line.price },
    {
      name: 'discount',
      label: labels.discount,
      width: 19,
      numeric: true,
      cell: (line) => <Adjustment amount={line.discount} rate={line.discountRate} />,
    },
    {
      name: 'recharge',
      label: labels.recharge,
      width: 19,
      numeric: true,
      cell: (line) => <Adjustment amount={line.recharge} rate={line.rechargeRate} />,
    },
    {
      name: 'amount',
      label: labels.amount,
      width: 24,
      numeric: true,
      always: true,
      cell: (line) => line.amount,
    },
  ];
  return all.filter(
    ({ name, always }) => always === true || lines.some((line) => line[name as keyof PrintLine] !== ''),
  );
};

function LineText({ line: { name, marks, notes } }: { line: PrintLine }) {
  return (
    <>
      <span className={css['item']}>{name}</span>
      {marks.map((mark) => (
        <span key={mark} className={css['tag']}>
          {mark}
        </span>
      ))}
      {notes.map((note) => (
        <span key={note} className={css['note']}>
          {note}
        </span>
      ))}
    </>
  );
}

/** Always the amount; the percentage under it. */
function Adjustment({ amount, rate }: { amount: string; rate: string }) {
  return (
    <>
      {amount}
      {amount !== '' && rate !== '' && <span className={css['rate']}>{rate}</span>}
    </>
  );
}

/** Some rows of a section under its heading. */
export function SectionTable({ section, from, to }: { section: Section; from: number; to: number }) {
  const { name, title, columns, rows } = section;
  return (
    <div className={css[name]} data-part="section">
      {title !== null && <h2>{title}</h2>}
      <table>
        <colgroup>
          {columns.map((column) => (
            <col key={column.name} style={column.width === undefined ? {} : { width: `${column.width}mm` }} />
          ))}
        </colgroup>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.name} scope="col" className={css[column.numeric === true ? 'figure' : 'word']}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(from, to).map(({ key, cells }) => (
            <tr key={key}>
              {columns.map((column, index) => (
                <td key={column.name} className={css[column.numeric === true ? 'figure' : 'word']}>
                  {cells[index]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
