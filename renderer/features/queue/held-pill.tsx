import { IconPlayerPause } from '@tabler/icons-react';
import type { QueueRow } from '../../../shared/ipc/parts.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { Pill } from '../../components/pill.tsx';

/** That a person keeps a document waiting, and who. */
export const HeldPill = ({ hold }: { readonly hold: NonNullable<QueueRow['hold']> }) => (
  <Pill tone="wait" icon={IconPlayerPause} hint={hold.reason ?? texts.queue.situations.heldWeDo}>
    {texts.queue.hold.pill(hold.by)}
  </Pill>
);
