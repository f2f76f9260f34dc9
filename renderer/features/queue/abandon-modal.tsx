import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { type FormEvent, useEffect, useState } from 'react';
import type { QueueRow } from '../../../shared/ipc/parts.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { documentName } from '../../lib/text.ts';
import type { QueueActions } from './use-queue-actions.tsx';

const t = texts.queue.abandon;
const REASON_MIN = 3;
const NAMED = 4;

interface AbandonModalProps {
  readonly rows: readonly QueueRow[];
  readonly actions: QueueActions;
  readonly onClose: () => void;
}

/** Asks why, and says that nothing is deleted. Cancelling is the default. */
export const AbandonModal = ({ rows, actions, onClose }: AbandonModalProps) => {
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const opened = rows.length > 0;
  useEffect(() => {
    if (!opened) return;
    setReason('');
    setTried(false);
  }, [opened]);
  const short = reason.trim().length < REASON_MIN;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!short) actions.abandon(rows, reason.trim(), onClose);
  };
  const names = rows.slice(0, NAMED).map(documentName).join(', ');
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t.title(rows.length)}
      closeButtonProps={{ 'aria-label': texts.common.close }}
      zIndex={300}
      size={520}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap={14}>
          <Text fw={570}>{rows.length > NAMED ? `${names}…` : names}</Text>
          <Text>{t.text}</Text>
          <Text c="dimmed" size="sm">
            {t.folio}
          </Text>
          <Textarea
            label={t.reason}
            placeholder={t.placeholder}
            withAsterisk
            autosize
            minRows={2}
            maxLength={500}
            data-autofocus
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            error={tried && short ? t.short : null}
            data-testid="abandon-reason"
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {texts.common.cancel}
            </Button>
            <Button type="submit" color="red.9" loading={actions.busy} data-testid="abandon-confirm">
              {t.confirm}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
};
