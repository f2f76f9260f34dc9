import { Tooltip } from '@mantine/core';
import { formatRut } from '../../../shared/domain/rut.ts';
import { formatClp, formatTotal, type Money } from '../../../shared/format/money.ts';
import { formatDate, formatInstant, formatRelative, formatTime } from '../../../shared/format/time.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { documentName, typeName } from '../../lib/text.ts';
import { useNow } from '../../lib/use-now.ts';
import styles from './data-table.module.css';

interface Named {
  readonly type: number;
  readonly folio: number;
}

interface DocumentCellProps {
  readonly row: Named;
  readonly onOpen: () => void;
  /** Where columns are many: type over folio on a narrow window. */
  readonly compact?: boolean;
}

/** The document's name as the button that opens it. */
export const DocumentCell = ({ row, onOpen, compact = false }: DocumentCellProps) => (
  <button
    type="button"
    className={styles['primary']}
    data-row-open
    aria-label={texts.documents.detail.open(documentName(row))}
    onClick={onOpen}
  >
    <span className={styles['document']} data-compact={compact}>
      <span>{typeName(row.type)}</span> <span>{row.folio}</span>
    </span>
  </button>
);

/** Who receives the document: name over RUT. */
export const ReceptorCell = ({ name, rut }: { readonly name: string; readonly rut: string }) => (
  <>
    <span className={styles['ellipsis']} title={name}>
      {name}
    </span>
    <span className={`${styles['second']} ${styles['nowrap']}`}>{formatRut(rut)}</span>
  </>
);

interface AmountCellProps {
  readonly amount: number;
  /** Of an export document: its own currency, and what it says it is in pesos. */
  readonly money?: Money | null;
}

/** Pesos, or the document's own currency over them; right-aligned by the column. */
export const AmountCell = ({ amount, money = null }: AmountCellProps) => (
  <span className={styles['amount']}>
    {formatTotal({ total: amount, money })}
    {money?.pesos != null && <span className={styles['second']}>{formatClp(money.pesos)}</span>}
  </span>
);

/** The fiscal date, and the time of issuing under it. */
export const DateCell = ({ date, at }: { readonly date: string; readonly at?: number }) => (
  <span className={styles['nowrap']}>
    {formatDate(date)}
    {at !== undefined && <span className={styles['second']}>{formatTime(at)}</span>}
  </span>
);

/** How far away an instant is, with the exact time on hover or focus. */
export const RelativeTime = ({ at }: { readonly at: number }) => {
  const now = useNow();
  return (
    <Tooltip label={formatInstant(at)}>
      <time dateTime={new Date(at).toISOString()}>{formatRelative(at, now)}</time>
    </Tooltip>
  );
};
