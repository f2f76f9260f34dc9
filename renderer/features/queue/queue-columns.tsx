import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core';
import {
  IconBan,
  IconCloudQuestion,
  IconDots,
  IconEye,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerTrackNext,
} from '@tabler/icons-react';
import { sendBy } from '../../../shared/domain/deadline.ts';
import { MAX_RETRIES } from '../../../shared/domain/states.ts';
import { formatDay, formatTime } from '../../../shared/format/time.ts';
import type { QueueRow } from '../../../shared/ipc/parts.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { DocumentCell, RelativeTime } from '../../components/list/cells.tsx';
import type { Column } from '../../components/list/data-table.tsx';
import { AMOUNT_COLUMN, RECEPTOR_COLUMN } from '../../components/list/document-columns.tsx';
import { DocumentPill } from '../../components/state-pills.tsx';
import { addressOf } from '../../lib/route.ts';
import { documentName } from '../../lib/text.ts';
import { useNow } from '../../lib/use-now.ts';
import { useMay } from '../../lib/use-session.ts';
import { NextTry } from './next-try.tsx';
import styles from './queue.module.css';

const t = texts.queue;

interface RowActions {
  readonly onOpen: (row: QueueRow) => void;
  readonly onRetry: (row: QueueRow) => void;
  readonly onAbandon: (row: QueueRow) => void;
  readonly onHold: (row: QueueRow) => void;
  readonly onRelease: (row: QueueRow) => void;
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
        <NextTry row={row} dueAt={row.nextDueAt} />
        <span className={styles['second']}>{attemptText(row)}</span>
        <Deadline row={row} />
      </>
    );
  }
  if (row.queueState === 'needs_person') return <>{t.nextHint.person}</>;
  if (row.queueState === 'abandoned') return <>{t.nextHint.abandoned}</>;
  return <>{t.nextHint.done}</>;
};

/** Until when the SII waits for it; nothing where it has set no term. */
const Deadline = ({ row }: { readonly row: QueueRow }) => {
  const now = useNow();
  const by = sendBy(row.type, row.createdAt);
  if (by === null) return null;
  return (
    <Tooltip label={t.deadline.why} multiline maw={320}>
      <span className={styles['second']} data-late={by < now} data-testid="queue-deadline">
        {by < now ? t.deadline.late : t.deadline.until(formatTime(by), formatDay(by, now))}
      </span>
    </Tooltip>
  );
};

/** The SII refused what the document says: the same bytes again are refused again. */
export const canCorrect = (row: QueueRow): boolean =>
  (row.queueState === 'needs_person' || row.queueState === 'abandoned') &&
  row.error?.class === 'validation' &&
  !row.uncertain;

/** What helps comes first: of a document that the SII refused that is to correct it, and the same bytes again come behind. */
const ActionsCell = ({ row, actions }: { readonly row: QueueRow; readonly actions: RowActions }) => {
  const correctFirst = useMay('documents.issue') && canCorrect(row);
  return (
    <div className={styles['actions']}>
      {correctFirst && <CorrectButton row={row} />}
      {!correctFirst && row.canRetry && (
        <RetryButton row={row} busy={actions.busy} onRetry={actions.onRetry} />
      )}
      {row.canRelease && <ReleaseButton row={row} busy={actions.busy} onRelease={actions.onRelease} />}
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
          {correctFirst && row.canRetry && (
            <Menu.Item
              leftSection={<IconPlayerPlay size={16} aria-hidden />}
              disabled={actions.busy}
              onClick={() => actions.onRetry(row)}
              data-testid="queue-retry-unchanged"
            >
              {t.actions.retryUnchanged}
            </Menu.Item>
          )}
          {row.canHold && (
            <Menu.Item
              leftSection={<IconPlayerPause size={16} aria-hidden />}
              onClick={() => actions.onHold(row)}
              data-testid="queue-hold"
            >
              {t.actions.hold}
            </Menu.Item>
          )}
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
};

interface CorrectButtonProps {
  readonly row: QueueRow;
  readonly size?: 'xs' | 'sm';
}

/** To the form, with what the document said and the focus where the SII found the fault. */
export const CorrectButton = ({ row, size = 'xs' }: CorrectButtonProps) => (
  <Button
    component="a"
    className={size === 'xs' ? (styles['retry'] ?? '') : ''}
    size={size}
    variant={size === 'xs' ? 'light' : 'filled'}
    aria-label={`${t.actions.correct}, ${documentName(row)}`}
    leftSection={<IconPencil size={size === 'xs' ? 15 : 16} aria-hidden />}
    href={`${addressOf('documentos', 'emitir')}?desde=${row.id}&para=corregir`}
    data-testid={size === 'xs' ? 'queue-correct' : 'detail-correct'}
  >
    {size === 'xs' ? t.actions.correctShort : t.actions.correct}
  </Button>
);

interface ReleaseButtonProps {
  readonly row: QueueRow;
  readonly busy: boolean;
  readonly onRelease: (row: QueueRow) => void;
}

/** Lets go on what a person keeps waiting. */
const ReleaseButton = ({ row, busy, onRelease }: ReleaseButtonProps) => (
  <Button
    className={styles['retry'] ?? ''}
    size="xs"
    variant="light"
    aria-label={`${t.actions.release}, ${documentName(row)}`}
    leftSection={<IconPlayerTrackNext size={15} aria-hidden />}
    disabled={busy}
    onClick={() => onRelease(row)}
    data-testid="queue-release"
  >
    {t.actions.release}
  </Button>
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
      {...(size === 'xs' ? { 'aria-keyshortcuts': 'R' } : {})}
      data-testid={row.uncertain ? 'queue-ask' : 'queue-retry'}
    >
      {row.uncertain ? t.actions.ask : t.actions.retry}
    </Button>
  </Tooltip>
);
