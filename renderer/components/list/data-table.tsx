import { Checkbox } from '@mantine/core';
import { IconArrowDown, IconArrowsSort, IconArrowUp } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, type MouseEvent, type ReactNode, useRef, useState } from 'react';
import { texts } from '../../../shared/texts/es-CL.ts';
import { CONTENT } from '../../lib/content.ts';
import { documentName } from '../../lib/text.ts';
import type { Sort } from '../../lib/use-api.ts';
import { HiddenCaption } from '../hidden-caption.tsx';
import { ColumnResizer } from './column-resizer.tsx';
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
  /** It names the row, or acts on it: it can't be hidden. */
  readonly always?: boolean;
  /** Not for everybody: it is seen once somebody wants it. */
  readonly optional?: boolean;
  /** What main can order the list by. */
  readonly sort?: Sort['by'];
  readonly cell: (row: Row) => ReactNode;
}

interface DataTableProps<Row extends TableRow> {
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  /** Of the whole list, not only of what is loaded. */
  readonly total?: number;
  /** Beginning of each row's test id; type and folio follow. */
  readonly rowTestId: string;
  readonly onOpen?: (row: Row) => void;
  readonly selection?: Selection;
  readonly sort?: Sort;
  readonly onSort?: (sort: Sort) => void;
  /** Pixels by column, of those that somebody gave a width. */
  readonly widths?: Widths;
  readonly onWidths?: (widths: Widths) => void;
}
type Widths = Readonly<Record<string, number>>;

/** Fewer rows than these are drawn all of them: then the browser's own search finds them too. */
const DRAWN = 100;
/** As rows of two lines are; each is measured once it is drawn. */
const ROW_HEIGHT = 58;
/** Rows beyond the edge, so that the keyboard always finds a next one. */
const OVERSCAN = 12;

const isControl = (event: MouseEvent): boolean =>
  (event.target as Element).closest('button, a, input, label, [role="menuitem"], [role="dialog"]') !== null;

/**
 * A real table of documents. A click anywhere on a row opens it; by keyboard its first cell's button does. Of a long one only the
 * rows on screen are drawn, between two empty ones of the height of the others.
 */
export const DataTable = <Row extends TableRow>({
  caption,
  columns,
  rows,
  total,
  rowTestId,
  onOpen,
  selection,
  sort,
  onSort,
  widths = {},
  onWidths,
}: DataTableProps<Row>) => {
  const [tried, setTried] = useState<Widths>({});
  const body = useRef<HTMLTableSectionElement>(null);
  const isLong = rows.length > DRAWN;
  const scroller = document.getElementById(CONTENT);
  const above = (): number => {
    if (body.current === null || scroller === null) return 0;
    return (
      body.current.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop
    );
  };
  const virtual = useVirtualizer({
    count: rows.length,
    enabled: isLong,
    getScrollElement: () => scroller,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: OVERSCAN,
    scrollMargin: above(),
  });
  const items = virtual.getVirtualItems();
  const margin = virtual.options.scrollMargin;
  const first = items[0];
  const last = items.at(-1);
  const shown = isLong ? items.map(({ index }) => index) : rows.map((_, index) => index);
  const width = columns.length + (selection ? 1 : 0);
  const fluidAt = columns.findIndex(({ fluid }) => fluid);
  const sizeOf = ({ key, fluid }: Column<Row>): Size | null => {
    const px = fluid ? undefined : (tried[key] ?? widths[key]);
    return px === undefined ? null : { 'data-sized': true, style: { width: px, minWidth: px, maxWidth: px } };
  };
  const resize = (key: string, chosen: number | null): void => {
    const { [key]: _before, ...others } = widths;
    onWidths?.(chosen === null ? others : { ...others, [key]: chosen });
  };
  const gap = (height: number) =>
    isLong && height > 0 ? (
      <tr aria-hidden>
        <td className={styles['gap']} colSpan={width} style={{ height }} />
      </tr>
    ) : null;
  return (
    <div className={styles['scroll']}>
      <table className={styles['table']} aria-rowcount={(total ?? rows.length) + 1}>
        <HiddenCaption>{caption}</HiddenCaption>
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
              <HeaderCell key={column.key} column={column} sort={sort} onSort={onSort} size={sizeOf(column)}>
                {onWidths && column.fluid !== true && (
                  <ColumnResizer
                    column={column}
                    edge={fluidAt >= 0 && columns.indexOf(column) > fluidAt ? 'left' : 'right'}
                    onTry={(px) => setTried(px === null ? {} : { [column.key]: px })}
                    onChosen={(px) => resize(column.key, px)}
                  />
                )}
              </HeaderCell>
            ))}
          </tr>
        </thead>
        <tbody ref={body}>
          {gap(first === undefined ? 0 : first.start - margin)}
          {shown.map((index) => {
            const row = rows[index];
            if (row === undefined) return null;
            return (
              <tr
                key={row.id}
                ref={isLong ? virtual.measureElement : null}
                data-index={index}
                aria-rowindex={index + 2}
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
                  <td
                    key={column.key}
                    data-align={column.align}
                    data-fluid={column.fluid}
                    {...sizeOf(column)}
                  >
                    {column.cell(row)}
                  </td>
                ))}
              </tr>
            );
          })}
          {gap(last === undefined ? 0 : virtual.getTotalSize() - (last.end - margin))}
        </tbody>
      </table>
    </div>
  );
};

interface Size {
  readonly 'data-sized': true;
  readonly style: CSSProperties;
}

interface HeaderCellProps<Row> {
  readonly column: Column<Row>;
  readonly sort: Sort | undefined;
  readonly onSort: ((sort: Sort) => void) | undefined;
  readonly size: Size | null;
  readonly children: ReactNode;
}

/** A column's name; where main has an index in its order, the button that orders by it, one way and then the other. */
const HeaderCell = <Row,>({ column, sort, onSort, size, children }: HeaderCellProps<Row>) => {
  const common = { scope: 'col', 'data-align': column.align, 'data-fluid': column.fluid, ...size } as const;
  const { sort: by } = column;
  if (by === undefined || onSort === undefined)
    return (
      <th {...common}>
        {column.header}
        {children}
      </th>
    );
  const isActive = sort?.by === by;
  const SortIcon = isActive ? (sort?.descending ? IconArrowDown : IconArrowUp) : IconArrowsSort;
  return (
    <th {...common} aria-sort={isActive ? (sort?.descending ? 'descending' : 'ascending') : 'none'}>
      <button
        type="button"
        className={styles['sort']}
        data-active={isActive}
        onClick={() => onSort({ by, descending: isActive ? !sort?.descending : by !== 'receptor' })}
        data-testid={`sort-${by}`}
      >
        {column.header}
        <SortIcon size={14} aria-hidden />
      </button>
      {children}
    </th>
  );
};
