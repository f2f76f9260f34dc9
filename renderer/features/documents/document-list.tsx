import { Button } from '@mantine/core';
import { IconCheck, IconClock, IconFileText, IconPlus, IconTable } from '@tabler/icons-react';
import type { DocumentRow } from '../../../shared/ipc/parts.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { DocumentDrawer } from '../../components/document/document-drawer.tsx';
import { Empty, EmptyByFilter } from '../../components/empty.tsx';
import { AmountCell, DateCell, DocumentCell, ReceptorCell } from '../../components/list/cells.tsx';
import { type Column, DataTable } from '../../components/list/data-table.tsx';
import { DocumentFilters } from '../../components/list/document-filters.tsx';
import { LoadMore } from '../../components/list/filters.tsx';
import { useDocumentFilter } from '../../components/list/use-document-filter.ts';
import { Async } from '../../components/loading.tsx';
import { Card, Page } from '../../components/page.tsx';
import { Pill } from '../../components/pill.tsx';
import { DocumentPill } from '../../components/state-pills.tsx';
import { addressOf, goTo } from '../../lib/route.ts';
import { usePages } from '../../lib/use-api.ts';

const t = texts.documents;
const open = (row: { readonly id: number }) => goTo(addressOf('documentos', 'ver', row.id));

const COLUMNS: readonly Column<DocumentRow>[] = [
  {
    key: 'date',
    header: texts.common.table.date,
    cell: (row) => <DateCell date={row.issuedOn} at={row.createdAt} />,
  },
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
  { key: 'state', header: texts.common.table.siiState, cell: (row) => <DocumentPill document={row} /> },
  {
    key: 'backup',
    header: texts.common.table.backup,
    cell: (row) =>
      row.backedUp ? (
        <Pill tone="ok" icon={IconCheck}>
          {t.backedUp}
        </Pill>
      ) : (
        <Pill tone="neutral" icon={IconClock}>
          {t.notBackedUp}
        </Pill>
      ),
  },
];

/** The primary button that opens the form. */
export const IssueButton = ({ label }: { readonly label: string }) => (
  <Button
    component="a"
    href={addressOf('documentos', 'emitir')}
    leftSection={<IconPlus size={17} aria-hidden />}
    data-testid="issue-open"
  >
    {label}
  </Button>
);

/** Beside it: many documents out of a CSV. */
const MassButton = () => (
  <Button
    component="a"
    variant="default"
    href={addressOf('documentos', 'masiva')}
    leftSection={<IconTable size={17} aria-hidden />}
    data-testid="mass-open"
  >
    {texts.intake.mass.open}
  </Button>
);

/** All documents, newest first, with filters; one of them may be open at the right. */
export const DocumentList = ({ openId }: { readonly openId: number | null }) => {
  const state = useDocumentFilter();
  const { integrities: _, ...filter } = state.filter;
  const query = usePages('documents.list', {
    ...filter,
    types: [...filter.types],
    siiStates: [...filter.siiStates],
  });
  return (
    <Page
      title={t.title}
      lead={t.lead}
      actions={
        <>
          <MassButton />
          <IssueButton label={t.issue} />
        </>
      }
    >
      <Card flush>
        <DocumentFilters state={state} total={query.data?.total ?? null} />
        <Async query={query}>
          {({ rows, total }) =>
            rows.length === 0 ? (
              <NoDocuments filtered={state.filtered} onClear={state.clear} />
            ) : (
              <>
                <DataTable
                  caption={t.caption}
                  columns={COLUMNS}
                  rows={rows}
                  rowTestId="doc-row"
                  onOpen={open}
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
        <DocumentDrawer key={openId} id={openId} onClose={() => goTo(addressOf('documentos'))} />
      )}
    </Page>
  );
};

const NoDocuments = ({ filtered, onClear }: { readonly filtered: boolean; readonly onClear: () => void }) =>
  filtered ? (
    <EmptyByFilter onClear={onClear} />
  ) : (
    <Empty
      icon={IconFileText}
      tone="info"
      title={t.empty.title}
      text={t.empty.text}
      action={
        <Button component="a" href={addressOf('documentos', 'emitir')} variant="light">
          {t.empty.action}
        </Button>
      }
    />
  );
