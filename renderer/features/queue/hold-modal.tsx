import { Text } from '@mantine/core';
import type { QueueRow } from '../../../shared/ipc/parts.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { ReasonModal } from './reason-modal.tsx';
import type { QueueActions } from './use-queue-actions.tsx';

const t = texts.queue.hold;

interface HoldModalProps {
  /** Null while there is nothing to ask about. */
  readonly rows: readonly QueueRow[] | null;
  readonly actions: QueueActions;
  readonly onClose: () => void;
}

/** Keeps documents waiting while the others go: says what that means, and takes a reason if there is one. */
export const HoldModal = ({ rows, actions, onClose }: HoldModalProps) => (
  <ReasonModal
    opened={rows !== null}
    title={t.title(rows?.length ?? 0)}
    label={t.reason}
    placeholder={t.placeholder}
    short={null}
    confirm={t.confirm}
    name="hold"
    busy={actions.busy}
    onSubmit={(reason) => rows !== null && actions.hold(rows, reason === '' ? null : reason, onClose)}
    onClose={onClose}
  >
    <Text>{t.text}</Text>
    <Text c="dimmed" size="sm">
      {t.deadline}
    </Text>
  </ReasonModal>
);
