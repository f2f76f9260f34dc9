import {
  type Icon,
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleX,
  IconHelpCircle,
  IconHourglass,
  IconSend,
} from '@tabler/icons-react';
import type { MailState } from '../../../shared/domain/mail.ts';
import { formatRelative } from '../../../shared/format/time.ts';
import type { MailRow } from '../../../shared/ipc/mail.ts';
import type { ErrorText } from '../../../shared/texts/error-text.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { Pill } from '../../components/pill.tsx';
import type { Tone } from '../../components/tone.ts';

const t = texts.mail;

const LOOKS: Readonly<Record<MailState, readonly [Tone, Icon]>> = {
  waiting: ['wait', IconHourglass],
  sending: ['wait', IconSend],
  sent: ['ok', IconCircleCheck],
  uncertain: ['wait', IconHelpCircle],
  failed: ['bad', IconAlertTriangle],
  given_up: ['neutral', IconCircleX],
};

/** How a message stands, as icon and word. */
export const MailPill = ({ mail }: { readonly mail: Pick<MailRow, 'state' | 'practice'> }) => {
  const [tone, icon] = LOOKS[mail.state];
  return (
    <Pill tone={tone} icon={icon}>
      {mail.practice && mail.state === 'sent' ? t.sentPractice : t.states[mail.state]}
    </Pill>
  );
};

/** What happened to a message that is not out, and what can be done; null where there is nothing to say. */
export const mailTrouble = (mail: Pick<MailRow, 'state' | 'errorCode' | 'detail'>): ErrorText | null =>
  mail.errorCode === null || mail.state === 'sent' || mail.state === 'given_up'
    ? null
    : t.errors[mail.errorCode](mail.detail);

/** When it is tried again by itself; empty where it is not. */
export const nextTry = (mail: Pick<MailRow, 'nextDueAt' | 'attempts'>, now: number): string =>
  mail.nextDueAt === null || mail.attempts === 0 ? '' : t.nextAt(formatRelative(mail.nextDueAt, now));
