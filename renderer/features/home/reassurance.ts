import type { SendingStand } from '../../../shared/domain/holdup.ts';
import { formatDay, formatTime } from '../../../shared/format/time.ts';
import type { Output } from '../../../shared/ipc/contract.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import type { Tone } from '../../components/tone.ts';

type Summary = Pick<Output<'home.summary'>, 'counts' | 'nextDueAt' | 'folios'>;

/** The one sentence of Inicio. `person` asks for the button. */
export interface Reassurance {
  readonly kind:
    | 'stopped'
    | 'person'
    | 'uncertain'
    | 'paused'
    | 'held'
    | 'kept'
    | 'waiting'
    | 'checking'
    | 'good'
    | 'first'
    | 'noFolios';
  readonly tone: Tone;
  readonly title: string;
  readonly text: string;
}

const t = texts.home.reassurance;
const SENDING: SendingStand = { state: 'sending', pausedUntil: null };

/** The gravest thing first: that nothing goes on, what needs the person, what is in doubt, what waits, what the SII still checks, all well. */
export const reassure = (
  { counts, nextDueAt, folios }: Summary,
  now: number,
  { state: sending, pausedUntil }: SendingStand = SENDING,
  { isDamaged = false, cutOff = false } = {},
): Reassurance => {
  if (isDamaged) return { kind: 'stopped', tone: 'bad', title: t.stopped, text: t.stoppedText };
  if (counts.needsPerson > 0) {
    return { kind: 'person', tone: 'bad', title: t.person(counts.needsPerson), text: t.personText };
  }
  if (counts.longHeld > 0) {
    return { kind: 'person', tone: 'wait', title: t.longHeld(counts.longHeld), text: t.longHeldText };
  }
  if (counts.uncertain > 0) {
    return { kind: 'uncertain', tone: 'wait', title: t.uncertain(counts.uncertain), text: t.uncertainText };
  }
  if (counts.pending > 0 && sending === 'paused') {
    const until = pausedUntil ?? now;
    const text = t.pausedText(counts.pending, formatTime(until), formatDay(until, now));
    return { kind: 'paused', tone: 'wait', title: t.paused, text };
  }
  if (counts.pending > 0 && sending === 'no_room') {
    return { kind: 'held', tone: 'info', title: t.noRoom(counts.pending), text: t.noRoomText };
  }
  if (counts.pending > 0 && cutOff) {
    return { kind: 'held', tone: 'info', title: t.offline(counts.pending), text: t.offlineText };
  }
  if (counts.pending > 0 && sending === 'waiting') {
    return { kind: 'held', tone: 'info', title: t.held(counts.pending), text: t.heldText };
  }
  if (counts.pending > 0) {
    const soon = nextDueAt === null || nextDueAt <= now;
    const title = soon
      ? t.waitingNow(counts.pending)
      : t.waiting(counts.pending, formatTime(nextDueAt), formatDay(nextDueAt, now));
    return { kind: 'waiting', tone: 'info', title, text: t.waitingText };
  }
  if (counts.held > 0) {
    return { kind: 'kept', tone: 'wait', title: t.kept(counts.held), text: t.keptText };
  }
  if (counts.documents === 0 && folios.every(({ left }) => left === 0))
    return { kind: 'noFolios', tone: 'wait', title: t.noFolios.title, text: t.noFolios.text };
  if (counts.documents === 0)
    return { kind: 'first', tone: 'info', title: t.first.title, text: t.first.text };
  if (counts.received > 0) {
    return { kind: 'checking', tone: 'info', title: t.checking(counts.received), text: t.checkingText };
  }
  // What was abandoned by decision has no backup to wait for.
  const left = counts.documents - counts.abandoned - counts.backedUp + counts.filesPending;
  if (left > 0) return { kind: 'good', tone: 'ok', title: t.goodSent, text: t.goodNotBackedUp(left) };
  return { kind: 'good', tone: 'ok', title: t.good.title, text: t.good.text };
};
