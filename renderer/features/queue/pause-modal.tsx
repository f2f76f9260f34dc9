import { Radio, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { localDate, localInstant, nextDate } from '../../../shared/format/time.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { notifyDone, notifyFailed, notifyUndoable } from '../../components/notify.tsx';
import { useAction } from '../../lib/use-api.ts';
import { useNow } from '../../lib/use-now.ts';
import { ReasonModal } from './reason-modal.tsx';

const t = texts.queue.sending.pauseModal;
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

interface PauseModalProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Why, and until when. It ends by itself: a pause that somebody forgot would be worse than none. */
export const PauseModal = ({ opened, onClose }: PauseModalProps) => {
  const [length, setLength] = useState<PauseLength>('hour');
  const now = useNow();
  const pause = useAction('sending.pause');
  const resume = useAction('sending.resume');
  // By their promises: what `mutate` is handed is not called any more once the person has left the screen.
  const takeBack = (): void => {
    resume.mutateAsync({}).then(() => notifyDone(texts.queue.sending.resumed), notifyFailed);
  };
  return (
    <ReasonModal
      opened={opened}
      title={t.title}
      label={t.reason}
      placeholder={t.placeholder}
      short={t.short}
      confirm={t.confirm}
      name="pause"
      busy={pause.isPending}
      onSubmit={(reason) => {
        const input = { untilMs: Math.round(pauseEnd(length, now)), reason };
        pause
          .mutateAsync(input, { onSuccess: () => onClose() })
          .then(() => notifyUndoable(texts.queue.sending.pausedDone, null, takeBack), notifyFailed);
      }}
      onClose={onClose}
    >
      <Text>{t.text}</Text>
      <Radio.Group label={t.until} value={length} onChange={(value) => setLength(value as PauseLength)}>
        <Stack gap={8} mt={8}>
          {PAUSES.map((each) => (
            <Radio key={each} value={each} label={t.times[each]} data-testid={`pause-${each}`} />
          ))}
        </Stack>
      </Radio.Group>
    </ReasonModal>
  );
};
