import type { QueueRow } from '../../../shared/ipc/parts.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import type { SendingState } from '../../lib/use-sending.ts';

/** The three sentences about a sending: what happened, what we do, what you can do. */
export interface Situation {
  readonly what: string;
  readonly weDo: string;
  readonly youCan: string;
}

type Row = Pick<QueueRow, 'queueState' | 'uncertain' | 'error' | 'abandonedReason' | 'hold'>;

const t = texts.queue.situations;

const weDoWhilePending = (row: Row, usual: string, sending: SendingState['state'] | undefined): string => {
  if (sending === 'paused') return t.paused;
  if (sending === 'waiting') return t.waiting;
  return row.uncertain ? texts.queue.uncertainExplained : usual;
};

/**
 * The error says what happened. What is done about it depends on where the sending stands: nothing is retried "by itself" once
 * it was abandoned. Null where there is nothing to explain.
 */
export const situationOf = (row: Row, sending?: SendingState['state']): Situation | null => {
  const words = row.error === null ? null : texts.sendErrors[row.error.code];
  const what = words?.what ?? texts.siiStates.uncertain.meaning;
  if (row.queueState === 'abandoned') {
    return {
      what: words?.what ?? texts.queueStates.abandoned.meaning,
      weDo: row.abandonedReason === null ? t.abandonedByProgram : t.abandonedByPerson,
      youCan: row.uncertain ? t.abandonedUncertainYouCan : t.abandonedYouCan,
    };
  }
  if (row.hold !== null) {
    return {
      what: words === null ? t.held(row.hold.by) : `${words.what} ${t.held(row.hold.by)}`,
      weDo: t.heldWeDo,
      youCan: row.uncertain ? t.heldUncertainYouCan : t.heldYouCan,
    };
  }
  if (words === null && !row.uncertain) return null;
  const youCan = words?.youCan ?? texts.sendErrors.no_answer.youCan;
  switch (row.queueState) {
    case 'success':
      return { what, weDo: t.success, youCan: t.successYouCan };
    case 'needs_person':
      return { what, weDo: row.error?.class === 'validation' && words ? words.weDo : t.person, youCan };
    default:
      return {
        what,
        weDo: weDoWhilePending(row, words?.weDo ?? texts.queue.uncertainExplained, sending),
        youCan,
      };
  }
};
