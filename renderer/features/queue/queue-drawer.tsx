import { Button } from '@mantine/core';
import { IconBan, IconBulb, IconInfoCircle, IconRobot } from '@tabler/icons-react';
import { MAX_RETRIES } from '../../../shared/domain/states.ts';
import { formatInstant } from '../../../shared/format/time.ts';
import type { QueueRow } from '../../../shared/ipc/parts.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { DocumentDrawer } from '../../components/document/document-drawer.tsx';
import { Labelled } from '../../components/labelled.tsx';
import { RelativeTime } from '../../components/list/cells.tsx';
import { QueuePill } from '../../components/state-pills.tsx';
import styles from './queue.module.css';
import { RetryButton } from './queue-columns.tsx';
import type { QueueActions } from './use-queue-actions.tsx';

const t = texts.queue.detail;

interface QueueDrawerProps {
  readonly id: number;
  readonly actions: QueueActions;
  readonly onAbandon: (row: QueueRow) => void;
  readonly onClose: () => void;
}

/** A sending from all sides, beginning with what to do about it. */
export const QueueDrawer = ({ id, actions, onAbandon, onClose }: QueueDrawerProps) => (
  <DocumentDrawer
    id={id}
    onClose={onClose}
    first={{ label: t.whatNow, content: ({ document }) => <WhatNow row={document} /> }}
    extraActions={({ document }) => (
      <>
        {document.canRetry && (
          <RetryButton size="sm" row={document} busy={actions.busy} onRetry={(row) => actions.retry([row])} />
        )}
        {document.canAbandon && (
          <Button
            size="sm"
            variant="default"
            leftSection={<IconBan size={16} aria-hidden />}
            onClick={() => onAbandon(document)}
            data-testid="detail-abandon"
          >
            {texts.queue.actions.abandon}
          </Button>
        )}
      </>
    )}
  />
);

const WhatNow = ({ row }: { readonly row: QueueRow }) => {
  const words = row.error === null ? null : texts.sendErrors[row.error.code];
  return (
    <div className={styles['help']} data-testid="what-now">
      {words === null ? (
        <p style={{ margin: 0 }}>{row.uncertain ? texts.queue.uncertainExplained : t.noError}</p>
      ) : (
        <>
          <Part
            icon={<IconInfoCircle size={22} stroke={1.7} aria-hidden />}
            title={t.what}
            text={words.what}
          />
          <Part
            icon={<IconRobot size={22} stroke={1.7} aria-hidden />}
            title={t.weDo}
            text={row.uncertain ? texts.queue.uncertainExplained : words.weDo}
          />
          <Part icon={<IconBulb size={22} stroke={1.7} aria-hidden />} title={t.youCan} text={words.youCan} />
        </>
      )}
      <Labelled
        items={[
          { label: t.state, value: <QueuePill state={row.queueState} /> },
          { label: t.retries, value: t.retriesOf(row.failedRetries, MAX_RETRIES) },
          {
            label: texts.queue.columns.next,
            value: row.nextDueAt === null ? texts.queue.nothingNext : <RelativeTime at={row.nextDueAt} />,
          },
          {
            label: t.firstFailed,
            value: row.firstFailedAt === null ? texts.common.none : formatInstant(row.firstFailedAt),
          },
          ...(row.abandonedReason === null ? [] : [{ label: t.reason, value: row.abandonedReason }]),
        ]}
      />
    </div>
  );
};

interface PartProps {
  readonly icon: React.ReactNode;
  readonly title: string;
  readonly text: string;
}

const Part = ({ icon, title, text }: PartProps) => (
  <div className={styles['step']}>
    {icon}
    <div>
      <h3>{title}</h3>
      <p>{text}</p>
    </div>
  </div>
);
