import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { formatRut } from '../../../../shared/domain/rut.ts';
import type { Output } from '../../../../shared/ipc/contract.ts';
import { texts } from '../../../../shared/texts/es-CL.ts';
import { Empty } from '../../../components/empty.tsx';
import { AmountCell } from '../../../components/list/cells.tsx';
import tableStyles from '../../../components/list/data-table.module.css';
import { type Column, DataTable } from '../../../components/list/data-table.tsx';
import { LoadMore } from '../../../components/list/filters.tsx';
import { Async } from '../../../components/loading.tsx';
import { Pill } from '../../../components/pill.tsx';
import { call } from '../../../lib/api.ts';
import { typeName } from '../../../lib/text.ts';
import { type CsvRow, csvIssueText } from './issue-text.ts';
import styles from './mass.module.css';

const t = texts.intake.mass;
const PAGE = 100;

interface TableRow extends Omit<CsvRow, 'type'> {
  readonly id: number;
  readonly folio: number;
  readonly type: number;
}

const tableRow = (row: CsvRow): TableRow => ({
  ...row,
  id: row.number,
  folio: row.number,
  type: row.type ?? 0,
});

const COLUMNS: readonly Column<TableRow>[] = [
  { key: 'line', header: t.row, align: 'right', cell: (row) => row.line },
  {
    key: 'document',
    header: t.document,
    cell: (row) => (
      <span className={tableStyles['nowrap']}>
        {row.type === 0 ? t.noType : typeName(row.type)}
        <span className={tableStyles['second']}>{row.label === '' ? t.alone : t.label(row.label)}</span>
      </span>
    ),
  },
  {
    key: 'content',
    header: t.items,
    fluid: true,
    cell: (row) => (
      <>
        <span className={tableStyles['ellipsis']}>{t.itemCount(row.item, row.items)}</span>
        {(row.receptorName !== '' || row.receptorRut !== '') && (
          <span className={`${tableStyles['second']} ${tableStyles['ellipsis']}`}>
            {[row.receptorName, formatRut(row.receptorRut)].filter((part) => part !== '').join(' · ')}
          </span>
        )}
        {row.issues.length > 0 && (
          <ul className={styles['issues']}>
            {row.issues.map((issue) => (
              <li key={`${issue.line} ${issue.column} ${issue.path} ${issue.code}`}>{csvIssueText(issue)}</li>
            ))}
          </ul>
        )}
      </>
    ),
  },
  {
    key: 'state',
    header: t.state,
    cell: (row) =>
      row.issues.length === 0 ? (
        <Pill tone="ok" icon={IconCircleCheck}>
          {t.ok}
        </Pill>
      ) : (
        <Pill tone="bad" icon={IconAlertTriangle}>
          {texts.intake.rowStates.failed}
        </Pill>
      ),
  },
  {
    key: 'total',
    header: t.amount,
    align: 'right',
    // The sum of a document with errors is that of what could be read: no sum to show.
    cell: (row) =>
      row.total === null || row.issues.length > 0 ? texts.common.none : <AmountCell amount={row.total} />,
  },
];

/** The documents of a CSV, page by page, each with what is wrong in it. */
export const PreviewTable = ({
  preview,
  only,
}: {
  readonly preview: string;
  readonly only: 'all' | 'wrong';
}) => {
  const query = useInfiniteQuery({
    queryKey: ['intake.csvRows', preview, only],
    queryFn: ({ pageParam }) => call('intake.csvRows', { preview, only, cursor: pageParam, limit: PAGE }),
    initialPageParam: null as string | null,
    getNextPageParam: (last: Output<'intake.csvRows'>) => last.nextCursor,
    select: (data) => ({
      rows: data.pages.flatMap(({ items }) => items.map(tableRow)),
      total: data.pages.at(-1)?.total ?? 0,
    }),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <Async query={query}>
      {({ rows }) =>
        rows.length === 0 ? (
          <Empty icon={IconCircleCheck} tone="ok" title={t.noneWrong} text={t.noneWrongText} />
        ) : (
          <>
            <DataTable caption={t.caption} columns={COLUMNS} rows={rows} rowTestId="csv-row" />
            <LoadMore
              hasMore={query.hasNextPage}
              loading={query.isFetchingNextPage}
              onMore={() => void query.fetchNextPage()}
            />
          </>
        )
      }
    </Async>
  );
};
