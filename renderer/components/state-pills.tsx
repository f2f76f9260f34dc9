import {
  type Icon,
  IconBan,
  IconCircleCheck,
  IconCircleX,
  IconClock,
  IconCopy,
  IconHandStop,
  IconHelpCircle,
  IconHourglass,
  IconInfoCircle,
  IconLoader2,
  IconShieldCheck,
  IconShieldQuestion,
  IconShieldX,
} from '@tabler/icons-react';
import type { Integrity, QueueState, SiiState } from '../../shared/domain/states.ts';
import type { CopyPlace } from '../../shared/ipc/parts.ts';
import { texts } from '../../shared/texts/es-CL.ts';
import { copiesText } from '../lib/text.ts';
import { Pill } from './pill.tsx';
import type { Tone } from './tone.ts';

interface Look {
  readonly tone: Tone;
  readonly icon: Icon;
}

const SII: Record<SiiState, Look> = {
  not_sent: { tone: 'neutral', icon: IconClock },
  uncertain: { tone: 'wait', icon: IconHelpCircle },
  received: { tone: 'info', icon: IconHourglass },
  accepted: { tone: 'ok', icon: IconCircleCheck },
  objected: { tone: 'wait', icon: IconInfoCircle },
  rejected: { tone: 'bad', icon: IconCircleX },
};

const QUEUE: Record<QueueState, Look> = {
  pending: { tone: 'info', icon: IconClock },
  retrying: { tone: 'info', icon: IconLoader2 },
  success: { tone: 'ok', icon: IconCircleCheck },
  abandoned: { tone: 'neutral', icon: IconBan },
  needs_person: { tone: 'bad', icon: IconHandStop },
};

const INTEGRITY: Record<Integrity, Look> = {
  verified: { tone: 'ok', icon: IconShieldCheck },
  unverified: { tone: 'neutral', icon: IconShieldQuestion },
  damaged: { tone: 'bad', icon: IconShieldX },
};

/** What the SII has of a document. */
export const SiiPill = ({ state }: { readonly state: SiiState }) => (
  <Pill {...SII[state]} hint={texts.siiStates[state].meaning}>
    {texts.siiStates[state].name}
  </Pill>
);

/** States of the SII that say nothing yet, so that the queue's say more. */
const SILENT: readonly SiiState[] = ['not_sent', 'uncertain'];
/** States of the queue in which nothing happens by itself. */
const STOPPED: readonly QueueState[] = ['needs_person', 'abandoned'];

interface DocumentPillProps {
  readonly document: { readonly siiState: SiiState; readonly queueState: QueueState };
}

/** Where a document stands: what the SII has of it, or that its sending has stopped before the SII had it. */
export const DocumentPill = ({ document: { siiState, queueState } }: DocumentPillProps) =>
  SILENT.includes(siiState) && STOPPED.includes(queueState) ? (
    <QueuePill state={queueState} />
  ) : (
    <SiiPill state={siiState} />
  );

/** Where a sending stands. */
export const QueuePill = ({ state }: { readonly state: QueueState }) => (
  <Pill {...QUEUE[state]} hint={texts.queueStates[state].meaning}>
    {texts.queueStates[state].name}
  </Pill>
);

/** Whether a backup still is what was signed. */
export const IntegrityPill = ({ integrity }: { readonly integrity: Integrity }) => (
  <Pill {...INTEGRITY[integrity]} hint={texts.integrities[integrity].meaning}>
    {texts.integrities[integrity].name}
  </Pill>
);

/** How many copies of a document there are; where, on hover. The database's alone is none to rely on. */
export const CopiesPill = ({ copies }: { readonly copies: readonly CopyPlace[] }) => {
  const t = texts.backups.copies;
  return (
    <Pill tone={copies.length < 2 ? 'wait' : 'neutral'} icon={IconCopy} hint={copiesText(copies)}>
      {t.count(copies.length)}
    </Pill>
  );
};
