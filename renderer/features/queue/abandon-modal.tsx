import { Text } from '@mantine/core';
import { texts } from '../../../shared/texts/es-CL.ts';
import { documentName } from '../../lib/text.ts';
import { ReasonModal } from './reason-modal.tsx';
import { countOf, type QueueActions, type Target } from './use-queue-actions.tsx';

const t = texts.queue.abandon;
const NAMED = 4;

interface AbandonModalProps {
  /** Null while there is nothing to ask about. */
  readonly target: Target | null;
  readonly actions: QueueActions;
  readonly onClose: () => void;
}

/** Asks why, and says that nothing is deleted. */
export const AbandonModal = ({ target, actions, onClose }: AbandonModalProps) => {
  const rows = target?.by === 'rows' ? target.rows : [];
  const names = rows.slice(0, NAMED).map(documentName).join(', ');
  return (
    <ReasonModal
      opened={target !== null}
      title={t.title(target === null ? 0 : countOf(target))}
      label={t.reason}
      placeholder={t.placeholder}
      short={t.short}
      confirm={t.confirm}
      name="abandon"
      danger
      busy={actions.busy}
      onSubmit={(reason) => target !== null && actions.abandon(target, reason, onClose)}
      onClose={onClose}
    >
      {rows.length > 0 && <Text fw={570}>{rows.length > NAMED ? `${names}…` : names}</Text>}
      <Text>{t.text}</Text>
      <Text c="dimmed" size="sm">
        {t.folio}
      </Text>
    </ReasonModal>
  );
};
