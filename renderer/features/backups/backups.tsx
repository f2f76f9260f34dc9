import { Button } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import { useCallback, useState } from 'react';
import type { BackupRow } from '../../../shared/ipc/parts.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { DocumentDrawer } from '../../components/document/document-drawer.tsx';
import { Empty } from '../../components/empty.tsx';
import type { Column } from '../../components/list/data-table.tsx';
import { DocumentBrowser } from '../../components/list/document-browser.tsx';
import { documentColumns } from '../../components/list/document-columns.tsx';
import { askedOf, useDocumentFilter } from '../../components/list/use-document-filter.ts';
import { useSelection } from '../../components/list/use-selection.ts';
import { May } from '../../components/may.tsx';
import { Page } from '../../components/page.tsx';
import { CopiesPill, IntegrityPill, SiiPill } from '../../components/state-pills.tsx';
import { addressOf, goTo, type Route } from '../../lib/route.ts';
import { OtherCompany } from '../companies/other-company.tsx';
import { SafekeepingStrip } from '../safekeeping/safekeeping-strip.tsx';
import { ExportBar } from './export-bar.tsx';
import { SummaryCard } from './summary-card.tsx';

const t = texts.backups;
const open = (row: { readonly id: number }) => goTo(addressOf('respaldos', 'ver', row.id));

const COLUMNS: readonly Column<BackupRow>[] = [
  ...documentColumns(open, false),
  { key: 'state', header: texts.common.table.siiState, cell: (row) => <SiiPill state={row.siiState} /> },
  {
    key: 'integrity',
    header: texts.common.table.integrity,
    cell: (row) => <IntegrityPill integrity={row.integrity} />,
  },
  {
    key: 'copies',
    header: t.copies.header,
    optional: true,
    cell: (row) => <CopiesPill copies={row.copies} />,
  },
];

/** Respaldos: whether all is kept, every copy with its state, and the way out. */
export const Backups = ({ route }: { readonly route: Route }) => {
  const state = useDocumentFilter();
  // One export is of one company.
  const selection = useSelection(state.filter.company ?? '');
  const [found, setFound] = useState({ total: 0, exact: true });
  const onTotal = useCallback((total: number, exact: boolean) => setFound({ total, exact }), []);
  const openId = route.page === 'ver' ? route.id : null;
  return (
    <Page
      title={t.title}
      lead={t.lead}
      actions={
        <May channel="exports.run">
          <ExportBar
            selected={selection.ids}
            filter={askedOf(state.filter)}
            found={found}
            onClear={selection.clear}
          />
        </May>
      }
    >
      <OtherCompany value={state.filter.company} onBack={() => state.change({ company: null })} />
      <SummaryCard company={state.filter.company} />
      <SafekeepingStrip />
      <DocumentBrowser
        of="backups"
        state={state}
        caption={t.caption}
        columns={COLUMNS}
        rowTestId="backup-row"
        onOpen={open}
        selection={selection}
        empty={<NoBackups />}
        onTotal={onTotal}
      />
      {openId !== null && (
        <DocumentDrawer key={openId} id={openId} onClose={() => goTo(addressOf('respaldos'))} />
      )}
    </Page>
  );
};

const NoBackups = () => (
  <Empty
    icon={IconShieldCheck}
    tone="info"
    title={t.empty.title}
    text={t.empty.text}
    action={
      <May channel="documents.issue">
        <Button component="a" variant="light" href={addressOf('documentos', 'emitir')}>
          {t.empty.action}
        </Button>
      </May>
    }
  />
);
