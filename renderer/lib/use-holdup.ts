import { type Holdup, holdupOf, isCutOff } from '../../shared/domain/holdup.ts';
import { formatDay, formatTime } from '../../shared/format/time.ts';
import type { QueueRow } from '../../shared/ipc/parts.ts';
import { texts } from '../../shared/texts/es-CL.ts';
import { useNow, useStatus } from './use-now.ts';
import { useOnline } from './use-online.ts';
import { useSending } from './use-sending.ts';

const t = texts.queue.holdups;

/** What a document in the queue waits for, besides its own time. */
export const useHoldup = (
  row: Pick<QueueRow, 'nextDueAt' | 'firstFailedAt' | 'hold'> | null,
): Holdup | null => {
  const sending = useSending().data;
  const environment = useStatus().data?.environment ?? null;
  const cutOff = isCutOff(useOnline(), environment);
  const now = useNow();
  if (row?.hold) return { kind: 'held', by: row.hold.by };
  if (row === null || row.nextDueAt === null || sending === undefined) return null;
  const turn = { dueAt: row.nextDueAt, failedBefore: row.firstFailedAt !== null };
  return holdupOf(turn, sending, cutOff, now);
};

/** In words: what it waits for, and what more is known of that. */
export const holdupWords = (holdup: Holdup, now: number): readonly [string, string | null] => {
  switch (holdup.kind) {
    case 'held':
      return [t.held, t.heldBy(holdup.by)];
    case 'pause': {
      const { untilAt } = holdup;
      return [t.pause, t.pauseEnd(formatTime(untilAt), formatDay(untilAt, now))];
    }
    case 'room':
      return [t.room, t.roomWhy];
    case 'network':
    case 'sii':
      return [t[holdup.kind], null];
  }
};

/** The same in one line. */
export const holdupLine = (holdup: Holdup, now: number): string => {
  const [what, more] = holdupWords(holdup, now);
  return more === null ? what : `${what} (${more})`;
};
