import { Checkbox } from '@mantine/core';
import type { MouseEvent, ReactNode } from 'react';
import { texts } from '../../../shared/texts/es-CL.ts';
import { documentName } from '../../lib/text.ts';
import styles from './data-table.module.css';
import type { Selection } from './use-selection.ts';

interface TableRow {
  readonly id: number;
  readonly type: number;
  readonly folio: number;
}

/** One column: its heading and what each row shows there. */
export interface Column<Row> {
  readonly key: string;
  readonly header: string;
  readonly align?: 'right';
  /** Takes the room that the others leave, and cuts its text rather than push them out. */
  readonly fluid?: boolean;
  readonly cell: (row: Row) => ReactNode;
}

interface DataTableProps<Row extends TableRow> {
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  /** Beginning of each row's test id; type and folio follow. */
  readonly rowTestId: string;
  readonly onOpen?: (row: Row) => void;
  readonly selection?: Selection;
}

const isControl = (event: MouseEvent): boolean =>
  (event.target as Element).closest('button, a, input, label, [role="menuitem"], [role="dialog"]') !== null;

/** A real table of documents. A click anywhere on a row opens it; by keyboard its first cell's button does. */
export const DataTable = <Row extends TableRow>({
  caption,
  columns,
  rows,
  rowTestId,
  onOpen,
  selection,
}: DataTableProps<Row>) => (
  <div className={styles['scroll']}>
    <table className={styles['table']}>
      <caption>{caption}</caption>
      <thead>
        <tr>
          {selection && (
            <th scope="col" className={styles['check']}>
              <Checkbox
                aria-label={texts.common.selectAll}
                checked={selection.allOf(rows)}
                indeterminate={selection.someOf(rows)}
                onChange={() => selection.toggleAll(rows)}
                data-testid="select-all"
              />
            </th>
          )}
          {columns.map((column) => (
            <th key={column.key} scope="col" data-align={column.align} data-fluid={column.fluid}>
              {column.header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr
            key={row.id}
            data-row
            className={onOpen ? `${styles['row']} ${styles['clickable']}` : styles['row']}
            data-selected={selection?.has(row.id)}
            data-testid={`${rowTestId}-${row.type}-${row.folio}`}
            onClick={(event) => {
              if (onOpen && !isControl(event)) onOpen(row);
            }}
          >
            {selection && (
              <td className={styles['check']}>
                <Checkbox
                  aria-label={texts.common.selectRow(documentName(row))}
                  checked={selection.has(row.id)}
                  onChange={(event) =>
                    selection.toggle(
                      row.id,
                      rows,
                      (event.nativeEvent as globalThis.MouseEvent).shiftKey === true,
                    )
                  }
                />
              </td>
            )}
            {columns.map((column) => (
              <td key={column.key} data-align={column.align} data-fluid={column.fluid}>
                {column.cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);
