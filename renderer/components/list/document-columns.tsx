import type { DocumentRow } from '../../../shared/ipc/parts.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { AmountCell, DateCell, DocumentCell, ReceptorCell } from './cells.tsx';
import type { Column } from './data-table.tsx';

/** To whom, in every list that has documents. */
export const RECEPTOR_COLUMN: Column<Pick<DocumentRow, 'receptorName' | 'receptorRut'>> = {
  key: 'receptor',
  header: texts.common.table.receptor,
  fluid: true,
  cell: (row) => <ReceptorCell name={row.receptorName} rut={row.receptorRut} />,
};

/** How much. */
export const AMOUNT_COLUMN: Column<Pick<DocumentRow, 'total' | 'money'>> = {
  key: 'amount',
  header: texts.common.table.amount,
  align: 'right',
  cell: (row) => <AmountCell amount={row.total} money={row.money} />,
};

/** When, what, to whom and how much: the first columns of every list of documents. */
export const documentColumns = (
  open: (row: { readonly id: number }) => void,
  withTime: boolean,
): readonly Column<DocumentRow>[] => [
  {
    key: 'date',
    header: texts.common.table.date,
    sort: 'date',
    cell: (row) => <DateCell date={row.issuedOn} {...(withTime ? { at: row.createdAt } : {})} />,
  },
  {
    key: 'document',
    header: texts.common.table.document,
    always: true,
    sort: 'folio',
    cell: (row) => <DocumentCell row={row} onOpen={() => open(row)} />,
  },
  { ...RECEPTOR_COLUMN, sort: 'receptor' },
  { ...AMOUNT_COLUMN, sort: 'amount' },
];
