import { Button } from '@mantine/core';
import {
  IconBan,
  IconBulb,
  IconInfoCircle,
  IconMessageReport,
  IconPlayerPause,
  IconPlayerTrackNext,
  IconRobot,
} from '@tabler/icons-react';
import { sendBy } from '../../../shared/domain/deadline.ts';
import { MAX_RETRIES } from '../../../shared/domain/states.ts';
import { formatInstant } from '../../../shared/format/time.ts';
import type { QueueRow } from '../../../shared/ipc/parts.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { DocumentDrawer } from '../../components/document/document-drawer.tsx';
import { Labelled } from '../../components/labelled.tsx';
import { May } from '../../components/may.tsx';
import { QueuePill } from '../../components/state-pills.tsx';
import { siiWords } from '../../lib/sii-answer.ts';
import { useSending } from '../../lib/use-sending.ts';
import { HeldPill } from './held-pill.tsx';
import { NextTry } from './next-try.tsx';
import styles from './queue.module.css';
import { CorrectButton, canCorrect, RetryButton } from './queue-columns.tsx';
import { situationOf } from './situation.ts';
import { type QueueActions, rowsTarget } from './use-queue-actions.tsx';

const t = texts.queue.detail;

interface QueueDrawerProps {
  readonly id: number;
  readonly actions: QueueActions;
  readonly onAbandon: (row: QueueRow) => void;
  readonly onHold: (row: QueueRow) => void;
  readonly onClose: () => void;
}

/** A sending from all sides, beginning with what to do about it. */
export const QueueDrawer = ({ id, actions, onAbandon, onHold, onClose }: QueueDrawerProps) => (
  <DocumentDrawer
    id={id}
    onClose={onClose}
    first={{ label: t.whatNow, content: ({ document }) => <WhatNow row={document} /> }}
    extraActions={({ document }) => (
      <>
        {canCorrect(document) && (
          <May channel="documents.issue">
            <CorrectButton size="sm" row={document} />
          </May>
        )}
        {document.canRetry && (
          <RetryButton
            size="sm"
            row={document}
            busy={actions.busy}
            onRetry={(row) => actions.retry(rowsTarget([row]))}
          />
        )}
        {(document.canHold || document.canRelease) && (
          <HoldToggle row={document} onHold={onHold} onRelease={(row) => actions.release([row])} />
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

interface HoldToggleProps {
  readonly row: QueueRow;
  readonly onHold: (row: QueueRow) => void;
  readonly onRelease: (row: QueueRow) => void;
}

/** One button for both ways: who keeps a document waiting has the focus where he can let it go. */
const HoldToggle = ({ row, onHold, onRelease }: HoldToggleProps) => {
  const isHeld = row.canRelease;
  const HoldIcon = isHeld ? IconPlayerTrackNext : IconPlayerPause;
  return (
    <Button
      size="sm"
      variant={isHeld ? 'light' : 'default'}
      leftSection={<HoldIcon size={16} aria-hidden />}
      onClick={() => (isHeld ? onRelease : onHold)(row)}
      data-testid={isHeld ? 'detail-release' : 'detail-hold'}
    >
      {isHeld ? texts.queue.actions.release : texts.queue.actions.hold}
    </Button>
  );
};

const WhatNow = ({ row }: { readonly row: QueueRow }) => {
  const sending = useSending();
  const said = situationOf(row, sending.data?.state);
  const by = row.queueState === 'success' ? null : sendBy(row.type, row.createdAt);
  const answered = row.error === null ? [] : siiWords(row.error.params);
  return (
    <div className={styles['help']} data-testid="what-now">
      {said === null ? (
        <p style={{ margin: 0 }}>{t.noError}</p>
      ) : (
        <>
          <Part
            icon={<IconInfoCircle size={22} stroke={1.7} aria-hidden />}
            title={t.what}
            lines={[said.what]}
          />
          {answered.length > 0 && (
            <Part
              icon={<IconMessageReport size={22} stroke={1.7} aria-hidden />}
              title={t.answered}
              lines={answered}
              quoted
            />
          )}
          <Part icon={<IconRobot size={22} stroke={1.7} aria-hidden />} title={t.weDo} lines={[said.weDo]} />
          <Part
            icon={<IconBulb size={22} stroke={1.7} aria-hidden />}
            title={t.youCan}
            lines={[said.youCan]}
          />
        </>
      )}
      <Labelled
        items={[
          {
            label: t.state,
            value: row.hold === null ? <QueuePill state={row.queueState} /> : <HeldPill hold={row.hold} />,
          },
          { label: t.retries, value: t.retriesOf(row.failedRetries, MAX_RETRIES) },
          {
            label: texts.queue.columns.next,
            value:
              row.nextDueAt === null ? (
                texts.queue.nothingNext
              ) : (
                <NextTry row={row} dueAt={row.nextDueAt} oneLine />
              ),
          },
          {
            label: t.firstFailed,
            value: row.firstFailedAt === null ? texts.common.none : formatInstant(row.firstFailedAt),
          },
          ...(by === null ? [] : [{ label: t.deadline, value: formatInstant(by) }]),
          ...(row.hold === null
            ? []
            : [{ label: t.heldBy, value: t.heldSince(row.hold.by, formatInstant(row.hold.at)) }]),
          ...(row.hold === null || row.hold.reason === null
            ? []
            : [{ label: t.heldReason, value: row.hold.reason }]),
          ...(row.abandonedReason === null ? [] : [{ label: t.reason, value: row.abandonedReason }]),
        ]}
      />
      {row.error !== null && <p className={styles['technical']}>{t.technical(row.error.code)}</p>}
    </div>
  );
};

interface PartProps {
  readonly icon: React.ReactNode;
  readonly title: string;
  readonly lines: readonly string[];
  /** Somebody else's words, in whatever language. */
  readonly quoted?: boolean;
}

const Part = ({ icon, title, lines, quoted = false }: PartProps) => (
  <div className={styles['step']}>
    {icon}
    <div>
      <h3>{title}</h3>
      {lines.map((line) => (
        <p key={line}>{quoted ? <q>{line}</q> : line}</p>
      ))}
    </div>
  </div>
);
