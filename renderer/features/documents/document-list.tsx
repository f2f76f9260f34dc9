import { Button } from '@mantine/core';
import { IconCheck, IconClock, IconFileText, IconPlus, IconTable } from '@tabler/icons-react';
import type { DocumentRow } from '../../../shared/ipc/parts.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { DocumentDrawer } from '../../components/document/document-drawer.tsx';
import { Empty } from '../../components/empty.tsx';
import type { Column } from '../../components/list/data-table.tsx';
import { DocumentBrowser } from '../../components/list/document-browser.tsx';
import { documentColumns } from '../../components/list/document-columns.tsx';
import { useDocumentFilter } from '../../components/list/use-document-filter.ts';
import { May } from '../../components/may.tsx';
import { Page } from '../../components/page.tsx';
import { Pill } from '../../components/pill.tsx';
import { DocumentPill } from '../../components/state-pills.tsx';
import { addressOf, goTo } from '../../lib/route.ts';
import { OtherCompany } from '../companies/other-company.tsx';
import { KeptDrafts } from './drafts/kept-drafts.tsx';

const t = texts.documents;
const open = (row: { readonly id: number }) => goTo(addressOf('documentos', 'ver', row.id));

const COLUMNS: readonly Column<DocumentRow>[] = [
  ...documentColumns(open, true),
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
export const DocumentList = ({
  openId,
  company,
}: {
  readonly openId: number | null;
  readonly company: string | null;
}) => {
  const state = useDocumentFilter(company);
  return (
    <Page
      title={t.title}
      lead={t.lead}
      actions={
        <May channel="documents.issue">
          <MassButton />
          <IssueButton label={t.issue} />
        </May>
      }
    >
      <May channel="documents.issue">
        <KeptDrafts />
      </May>
      <OtherCompany value={state.filter.company} onBack={() => state.change({ company: null })} />
      <DocumentBrowser
        of="documents"
        state={state}
        caption={t.caption}
        columns={COLUMNS}
        rowTestId="doc-row"
        onOpen={open}
        empty={<NoDocuments />}
      />
      {openId !== null && (
        <DocumentDrawer key={openId} id={openId} onClose={() => goTo(addressOf('documentos'))} />
      )}
    </Page>
  );
};

const NoDocuments = () => (
  <Empty
    icon={IconFileText}
    tone="info"
    title={t.empty.title}
    text={t.empty.text}
    action={
      <May channel="documents.issue">
        <Button component="a" href={addressOf('documentos', 'emitir')} variant="light">
          {t.empty.action}
        </Button>
      </May>
    }
  />
);
