import { Button } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import type { BackupRow } from '../../../shared/ipc/parts.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { DocumentDrawer } from '../../components/document/document-drawer.tsx';
import { Empty, EmptyByFilter } from '../../components/empty.tsx';
import { AmountCell, DateCell, DocumentCell, ReceptorCell } from '../../components/list/cells.tsx';
import { type Column, DataTable } from '../../components/list/data-table.tsx';
import { DocumentFilters } from '../../components/list/document-filters.tsx';
import { LoadMore } from '../../components/list/filters.tsx';
import { useDocumentFilter } from '../../components/list/use-document-filter.ts';
import { useSelection } from '../../components/list/use-selection.ts';
import { Async } from '../../components/loading.tsx';
import { Card, Page } from '../../components/page.tsx';
import { IntegrityPill, SiiPill } from '../../components/state-pills.tsx';
import { addressOf, goTo, type Route } from '../../lib/route.ts';
import { usePages } from '../../lib/use-api.ts';
import { SafekeepingStrip } from '../safekeeping/safekeeping-strip.tsx';
import { ExportBar } from './export-bar.tsx';
import { SummaryCard } from './summary-card.tsx';

const t = texts.backups;
const open = (row: { readonly id: number }) => goTo(addressOf('respaldos', 'ver', row.id));

const COLUMNS: readonly Column<BackupRow>[] = [
  { key: 'date', header: texts.common.table.date, cell: (row) => <DateCell date={row.issuedOn} /> },
  {
    key: 'document',
    header: texts.common.table.document,
    cell: (row) => <DocumentCell row={row} onOpen={() => open(row)} />,
  },
  {
    key: 'receptor',
    header: texts.common.table.receptor,
    fluid: true,
    cell: (row) => <ReceptorCell name={row.receptorName} rut={row.receptorRut} />,
  },
  {
    key: 'amount',
    header: texts.common.table.amount,
    align: 'right',
    cell: (row) => <AmountCell amount={row.total} money={row.money} />,
  },
  { key: 'state', header: texts.common.table.siiState, cell: (row) => <SiiPill state={row.siiState} /> },
  {
    key: 'integrity',
    header: texts.common.table.integrity,
    cell: (row) => <IntegrityPill integrity={row.integrity} />,
  },
];

/** Respaldos: whether all is kept, every copy with its state, and the way out. */
export const Backups = ({ route }: { readonly route: Route }) => {
  const state = useDocumentFilter();
  const selection = useSelection();
  const { filter } = state;
  const asked = {
    ...filter,
    types: [...filter.types],
    siiStates: [...filter.siiStates],
    integrities: [...filter.integrities],
  };
  const query = usePages('backups.list', asked);
  const total = query.data?.total ?? 0;
  const openId = route.page === 'ver' ? route.id : null;
  return (
    <Page
      title={t.title}
      lead={t.lead}
      actions={<ExportBar selected={selection.ids} filter={asked} total={total} onClear={selection.clear} />}
    >
      <SummaryCard />
      <SafekeepingStrip />
      <Card flush>
        <DocumentFilters state={state} total={query.data?.total ?? null} withIntegrity />
        <Async query={query}>
          {({ rows }) =>
            rows.length === 0 ? (
              <NoBackups filtered={state.filtered} onClear={state.clear} />
            ) : (
              <>
                <DataTable
                  caption={t.caption}
                  columns={COLUMNS}
                  rows={rows}
                  rowTestId="backup-row"
                  onOpen={open}
                  selection={selection}
                />
                <LoadMore
                  shown={rows.length}
                  total={total}
                  loading={query.isFetchingNextPage}
                  onMore={() => void query.fetchNextPage()}
                />
              </>
            )
          }
        </Async>
      </Card>
      {openId !== null && (
        <DocumentDrawer key={openId} id={openId} onClose={() => goTo(addressOf('respaldos'))} />
      )}
    </Page>
  );
};

const NoBackups = ({ filtered, onClear }: { readonly filtered: boolean; readonly onClear: () => void }) =>
  filtered ? (
    <EmptyByFilter onClear={onClear} />
  ) : (
    <Empty
      icon={IconShieldCheck}
      tone="info"
      title={t.empty.title}
      text={t.empty.text}
      action={
        <Button component="a" variant="light" href={addressOf('documentos', 'emitir')}>
          {t.empty.action}
        </Button>
      }
    />
  );
