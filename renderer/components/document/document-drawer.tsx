import { Drawer, Tabs } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { texts } from '../../../shared/texts/es-CL.ts';
import { hasCustomerCopy } from '../../features/exchange/customer-copy-items.tsx';
import { MailPanel } from '../../features/mail/mail-panel.tsx';
import { documentName } from '../../lib/text.ts';
import { useApi } from '../../lib/use-api.ts';
import { useOwnEscape } from '../../lib/use-own-escape.ts';
import { Async } from '../loading.tsx';
import { DocumentPill } from '../state-pills.tsx';
import { AttemptsPanel } from './attempts-panel.tsx';
import { DocumentActions } from './document-actions.tsx';
import type { DocumentDetail } from './document-detail.ts';
import styles from './document-drawer.module.css';
import { HashesPanel } from './hashes-panel.tsx';
import { SummaryPanel } from './summary-panel.tsx';
import { TimelinePanel } from './timeline-panel.tsx';
import { XmlPanel } from './xml-panel.tsx';

const t = texts.documents.detail;

interface DocumentDrawerProps {
  readonly id: number;
  readonly onClose: () => void;
  /** A first tab of the screen's own (the queue's "¿Qué hago?"). */
  readonly first?: { readonly label: string; readonly content: (detail: DocumentDetail) => ReactNode };
  readonly extraActions?: (detail: DocumentDetail) => ReactNode;
}

/** One document from all sides, at the right of the list that it was opened from. Focus goes back there when it closes. */
export const DocumentDrawer = ({ id, onClose, first, extraActions }: DocumentDrawerProps) => {
  const query = useApi('documents.get', { id });
  const [opened, setOpened] = useState(true);
  const own = useOwnEscape(() => setOpened(false));
  return (
    <Drawer
      ref={own}
      opened={opened}
      onClose={() => setOpened(false)}
      closeOnEscape={false}
      transitionProps={{ duration: 160, onExited: onClose }}
      position="right"
      size={780}
      padding={0}
      title={query.data ? <Heading detail={query.data} /> : query.error ? t.unread : texts.common.loading}
      closeButtonProps={{ 'aria-label': texts.common.close, size: 32 }}
      classNames={{ header: styles['header'] ?? '', body: styles['body'] ?? '' }}
      data-testid="document-drawer"
    >
      <Async query={query}>
        {(detail) => (
          <>
            <DocumentActions detail={detail}>{extraActions?.(detail)}</DocumentActions>
            <DetailTabs detail={detail} first={first} />
          </>
        )}
      </Async>
    </Drawer>
  );
};

const Heading = ({ detail }: { readonly detail: DocumentDetail }) => (
  <span className={styles['head']}>
    <span className={styles['title']}>{documentName(detail.document)}</span>
    <DocumentPill document={detail.document} />
  </span>
);

interface DetailTabsProps {
  readonly detail: DocumentDetail;
  readonly first: DocumentDrawerProps['first'];
}

const DetailTabs = ({ detail, first }: DetailTabsProps) => {
  const tabs = [
    ...(first ? [{ value: 'first', label: first.label, content: () => first.content(detail) }] : []),
    { value: 'summary', label: t.summary, content: () => <SummaryPanel detail={detail} /> },
    { value: 'timeline', label: t.timeline, content: () => <TimelinePanel detail={detail} /> },
    {
      value: 'attempts',
      label: t.attempts,
      content: () => (
        <AttemptsPanel
          id={detail.document.id}
          name={documentName(detail.document)}
          attempts={detail.attempts}
        />
      ),
    },
    ...(hasCustomerCopy(detail.document.type) && detail.company.working
      ? [
          {
            value: 'customer',
            label: t.customer,
            content: () => <MailPanel id={detail.document.id} name={documentName(detail.document)} />,
          },
        ]
      : []),
    { value: 'xml', label: t.xml, content: () => <XmlPanel xml={detail.xml} /> },
    { value: 'hashes', label: t.hashes, content: () => <HashesPanel detail={detail} /> },
  ];
  return (
    <Tabs defaultValue={tabs[0]?.value ?? 'summary'} keepMounted={false}>
      <Tabs.List className={styles['tabs'] ?? ''}>
        {tabs.map((tab) => (
          <Tabs.Tab key={tab.value} value={tab.value} data-testid={`detail-tab-${tab.value}`}>
            {tab.label}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {tabs.map((tab) => (
        <Tabs.Panel key={tab.value} value={tab.value} className={styles['panel'] ?? ''}>
          {tab.content()}
        </Tabs.Panel>
      ))}
    </Tabs>
  );
};
