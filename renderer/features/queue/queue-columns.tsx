import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core';
import { IconBan, IconCloudQuestion, IconDots, IconEye, IconPlayerPlay } from '@tabler/icons-react';
import { MAX_RETRIES } from '../../../shared/domain/states.ts';
import type { QueueRow } from '../../../shared/ipc/parts.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { DocumentCell, RelativeTime } from '../../components/list/cells.tsx';
import type { Column } from '../../components/list/data-table.tsx';
import { AMOUNT_COLUMN, RECEPTOR_COLUMN } from '../../components/list/document-columns.tsx';
import { DocumentPill } from '../../components/state-pills.tsx';
import { documentName } from '../../lib/text.ts';
import styles from './queue.module.css';

const t = texts.queue;

interface RowActions {
  readonly onOpen: (row: QueueRow) => void;
  readonly onRetry: (row: QueueRow) => void;
  readonly onAbandon: (row: QueueRow) => void;
  readonly busy: boolean;
}

/** Which one the next attempt is: the first sending, or a retry of five. */
const attemptText = (row: QueueRow): string =>
  row.firstFailedAt === null ? t.firstAttempt : t.attemptOf(row.failedRetries + 1, MAX_RETRIES);

/** The columns of the queue. */
export const queueColumns = (actions: RowActions): readonly Column<QueueRow>[] => [
  {
    key: 'document',
    header: texts.common.table.document,
    always: true,
    cell: (row) => (
      <>
        <DocumentCell compact row={row} onOpen={() => actions.onOpen(row)} />
        <span className={styles['second']}>
          <RelativeTime at={row.createdAt} />
        </span>
      </>
    ),
  },
  RECEPTOR_COLUMN,
  AMOUNT_COLUMN,
  { key: 'error', header: t.columns.error, cell: (row) => <ErrorCell row={row} /> },
  { key: 'next', header: t.columns.next, cell: (row) => <NextCell row={row} /> },
  {
    key: 'actions',
    header: texts.common.table.actions,
    always: true,
    align: 'right',
    cell: (row) => <ActionsCell row={row} actions={actions} />,
  },
];

const ErrorCell = ({ row }: { readonly row: QueueRow }) => {
  if (row.error === null) return <DocumentPill document={row} />;
  return (
    <div className={styles['error']}>
      {texts.sendErrors[row.error.code].what}
      <span className={styles['second']}>{texts.errorClassNames[row.error.class]}</span>
    </div>
  );
};

const NextCell = ({ row }: { readonly row: QueueRow }) => {
  if (row.queueState === 'retrying') return <>{t.sendingNow}</>;
  if (row.nextDueAt !== null) {
    return (
      <>
        <RelativeTime at={row.nextDueAt} />
        <span className={styles['second']}>{attemptText(row)}</span>
      </>
    );
  }
  if (row.queueState === 'needs_person') return <>{t.nextHint.person}</>;
  if (row.queueState === 'abandoned') return <>{t.nextHint.abandoned}</>;
  return <>{t.nextHint.done}</>;
};

const ActionsCell = ({ row, actions }: { readonly row: QueueRow; readonly actions: RowActions }) => (
  <div className={styles['actions']}>
    {row.canRetry && <RetryButton row={row} busy={actions.busy} onRetry={actions.onRetry} />}
    <Menu position="bottom-end" portalProps={{ target: '#contenido' }}>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={30}
          aria-label={t.actions.more(documentName(row))}
          data-testid="queue-more"
        >
          <IconDots size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconEye size={16} aria-hidden />} onClick={() => actions.onOpen(row)}>
          {t.actions.details}
        </Menu.Item>
        {row.canAbandon && (
          <Menu.Item
            leftSection={<IconBan size={16} aria-hidden />}
            onClick={() => actions.onAbandon(row)}
            data-testid="queue-abandon"
          >
            {t.actions.abandon}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  </div>
);

interface RetryButtonProps {
  readonly row: QueueRow;
  readonly busy: boolean;
  readonly onRetry: (row: QueueRow) => void;
  readonly size?: 'xs' | 'sm';
}

/** Retry; for what is in doubt only a question to the SII, never a resend. */
export const RetryButton = ({ row, busy, onRetry, size = 'xs' }: RetryButtonProps) => (
  <Tooltip label={t.uncertainExplained} disabled={!row.uncertain}>
    <Button
      className={size === 'xs' ? (styles['retry'] ?? '') : ''}
      size={size}
      variant="light"
      aria-label={`${row.uncertain ? t.actions.ask : t.actions.retry}, ${documentName(row)}`}
      leftSection={
        row.uncertain ? <IconCloudQuestion size={15} aria-hidden /> : <IconPlayerPlay size={15} aria-hidden />
      }
      disabled={busy}
      onClick={() => onRetry(row)}
      data-testid={row.uncertain ? 'queue-ask' : 'queue-retry'}
    >
      {row.uncertain ? t.actions.ask : t.actions.retry}
    </Button>
  </Tooltip>
);
