import { formatNumber } from '../../../../shared/format/money.ts';
import type { Output } from '../../../../shared/ipc/contract.ts';
import { texts } from '../../../../shared/texts/es-CL.ts';
import { AmountCell } from '../../../components/list/cells.tsx';
import tableStyles from '../../../components/list/data-table.module.css';
import { type Column, DataTable } from '../../../components/list/data-table.tsx';
import { Async } from '../../../components/loading.tsx';
import { errorText, issueText, typeName } from '../../../lib/text.ts';
import { useApi } from '../../../lib/use-api.ts';
import styles from './mass.module.css';

const t = texts.intake.mass;
type BatchRow = Output<'intake.batchRows'>['items'][number];
interface TableRow extends Omit<BatchRow, 'folio'> {
  readonly id: number;
  readonly folio: number;
}

const reasonOf = ({ error }: BatchRow | TableRow): string => {
  if (error === null) return texts.common.none;
  const fields = (error.fields ?? []).map((field) => `${field.path}: ${issueText(field)}`);
  return fields.length > 0 ? fields.join(' ') : errorText(error as Parameters<typeof errorText>[0]).what;
};

const COLUMNS: readonly Column<TableRow>[] = [
  { key: 'line', header: t.row, align: 'right', cell: (row) => formatNumber(row.line) },
  {
    key: 'document',
    header: t.document,
    cell: (row) => (
      <span className={tableStyles['nowrap']}>
        {typeName(row.type)}
        <span className={tableStyles['second']}>{row.label === '' ? t.alone : t.label(row.label)}</span>
      </span>
    ),
  },
  { key: 'reason', header: texts.intake.batch.reason, fluid: true, cell: reasonOf },
  { key: 'total', header: t.amount, align: 'right', cell: (row) => <AmountCell amount={row.total} /> },
];

/** Documents that passed the preview and were refused all the same: the day, the CAF or the company changed in between. */
export const FailedRows = ({ batchId }: { readonly batchId: number }) => {
  const query = useApi('intake.batchRows', { id: batchId, states: ['failed'], limit: 200 });
  return (
    <div className={styles['failed']}>
      <h3 className={styles['failedTitle']}>{texts.intake.batch.failedTitle}</h3>
      <Async query={query} rows={3}>
        {({ items, total }) => (
          <>
            <DataTable
              caption={texts.intake.batch.failedCaption}
              columns={COLUMNS}
              rows={items.map((row) => ({ ...row, id: row.number, folio: row.number }))}
              total={total}
              rowTestId="batch-failed"
            />
            {total > items.length && (
              <p className={styles['failedMore']} data-testid="batch-failed-more">
                {texts.lists.first(formatNumber(items.length), formatNumber(total))}
              </p>
            )}
          </>
        )}
      </Async>
    </div>
  );
};
