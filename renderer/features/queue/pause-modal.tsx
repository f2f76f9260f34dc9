import { Button, Group, Modal, Radio, Stack, Text, Textarea } from '@mantine/core';
import { type FormEvent, useEffect, useState } from 'react';
import { localDate, localInstant, nextDate } from '../../../shared/format/time.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { notifyDone, notifyFailed } from '../../components/notify.tsx';
import { useAction } from '../../lib/use-api.ts';
import { useNow } from '../../lib/use-now.ts';

const t = texts.queue.sending.pauseModal;
const REASON_MIN = 3;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** A shop opens then. */
const MORNING = 8;
/** main takes no longer pause than seven days; a minute less, for the way there. */
const LONGEST = 7 * 24 * HOUR - MINUTE;

/** Until when a pause may be ordered. */
export const PAUSES = ['hour', 'tomorrow', 'week'] as const;
export type PauseLength = (typeof PAUSES)[number];

export const pauseEnd = (length: PauseLength, now: number): number => {
  switch (length) {
    case 'hour':
      return now + HOUR;
    case 'tomorrow':
      return localInstant(nextDate(localDate(now), 1), MORNING);
    case 'week':
      return now + LONGEST;
  }
};

/** Why, and until when. It ends by itself: a pause that somebody forgot would be worse than none. */
export const PauseModal = ({
  opened,
  onClose,
}: {
  readonly opened: boolean;
  readonly onClose: () => void;
}) => {
  const [reason, setReason] = useState('');
  const [length, setLength] = useState<PauseLength>('hour');
  const [tried, setTried] = useState(false);
  const now = useNow();
  const pause = useAction('sending.pause');
  useEffect(() => {
    if (!opened) return;
    setReason('');
    setTried(false);
  }, [opened]);
  const short = reason.trim().length < REASON_MIN;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (short) return;
    pause.mutate(
      { untilMs: Math.round(pauseEnd(length, now)), reason: reason.trim() },
      {
        onSuccess: () => {
          notifyDone(texts.queue.sending.pausedDone);
          onClose();
        },
        onError: notifyFailed,
      },
    );
  };
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t.title}
      closeButtonProps={{ 'aria-label': texts.common.close }}
      size={520}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap={16}>
          <Text>{t.text}</Text>
          <Radio.Group label={t.until} value={length} onChange={(value) => setLength(value as PauseLength)}>
            <Stack gap={8} mt={8}>
              {PAUSES.map((each) => (
                <Radio key={each} value={each} label={t.times[each]} data-testid={`pause-${each}`} />
              ))}
            </Stack>
          </Radio.Group>
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
            data-testid="pause-reason"
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {texts.common.cancel}
            </Button>
            <Button type="submit" loading={pause.isPending} data-testid="pause-confirm">
              {t.confirm}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
};
