import {
  type Icon,
  IconCloudCheck,
  IconCloudExclamation,
  IconCloudQuestion,
  IconPlayerPause,
  IconSend,
  IconShieldCheck,
  IconShieldX,
  IconWifiOff,
} from '@tabler/icons-react';
import { isCutOff } from '../../shared/domain/holdup.ts';
import { formatCountdown, formatDay, formatRelative, formatTime } from '../../shared/format/time.ts';
import type { Output } from '../../shared/ipc/contract.ts';
import { texts } from '../../shared/texts/es-CL.ts';
import type { Tone } from '../components/tone.ts';
import { EACH_SECOND, useNow } from '../lib/use-now.ts';
import { useOnline } from '../lib/use-online.ts';
import { type SendingState, useSending } from '../lib/use-sending.ts';
import { Announcer } from './announcer.tsx';
import styles from './shell.module.css';

type Status = Output<'app.status'>;

const SII: Record<Status['sii'], { readonly tone: Tone; readonly icon: Icon }> = {
  available: { tone: 'ok', icon: IconCloudCheck },
  trouble: { tone: 'wait', icon: IconCloudExclamation },
  unknown: { tone: 'neutral', icon: IconCloudQuestion },
};

const t = texts.shell.status;

interface Word {
  readonly tone: Tone;
  readonly icon: Icon;
  readonly text: string;
}

/** What is known of the SII: what holds all sending comes before how the last answer was. */
const siiWord = (status: Status, sending: SendingState | undefined, online: boolean, now: number): Word => {
  if (sending?.state === 'paused' && sending.pausedUntil !== null) {
    const { pausedUntil: until } = sending;
    return { tone: 'wait', icon: IconPlayerPause, text: t.paused(formatTime(until), formatDay(until, now)) };
  }
  if (isCutOff(online, status.environment)) return { tone: 'wait', icon: IconWifiOff, text: t.offline };
  if (sending?.state === 'waiting') {
    const at = sending.nextProbeAt;
    const text = at === null || at <= now ? t.probing : t.waiting(formatCountdown(at - now));
    return { tone: 'wait', icon: IconCloudExclamation, text };
  }
  if (sending?.state === 'trying') return { tone: 'wait', icon: IconCloudQuestion, text: t.trying };
  return { ...SII[status.sii], text: t.sii[status.sii] };
};

/** What is known of the copies: that they do not get there comes before how old the last one is. */
const backupWord = ({ vaultProblem, lastBackupAt, lastVerifiedAt }: Status, now: number): Word => {
  if (vaultProblem !== null) return { tone: 'bad', icon: IconShieldX, text: t.backupTrouble };
  if (lastBackupAt === null) return { tone: 'neutral', icon: IconShieldCheck, text: t.noBackup };
  if (lastVerifiedAt === null)
    return { tone: 'neutral', icon: IconShieldCheck, text: t.lastBackup(formatRelative(lastBackupAt, now)) };
  return { tone: 'ok', icon: IconShieldCheck, text: t.lastVerified(formatRelative(lastVerifiedAt, now)) };
};

/** The foot of the window, true at all times: the SII, the last backup, the queue. */
export const StatusBar = ({ status }: { readonly status: Status }) => {
  const sending = useSending().data;
  const now = useNow(sending?.state === 'waiting' ? EACH_SECOND : undefined);
  const { tone, icon: SiiIcon, text } = siiWord(status, sending, useOnline(), now);
  const queue = t.queue(status.pending, status.uncertain, status.needsPerson);
  const backup = backupWord(status, now);
  return (
    <footer className={styles['status']} tabIndex={-1} data-region data-testid="status-bar">
      <span data-tone={tone} data-testid="status-sii">
        <SiiIcon size={16} aria-hidden />
        {text}
      </span>
      <span data-tone={backup.tone} data-testid="status-backup">
        <backup.icon size={16} aria-hidden />
        {backup.text}
      </span>
      <span
        data-tone={status.needsPerson > 0 ? 'bad' : queue === '' ? 'ok' : 'neutral'}
        data-testid="status-queue"
      >
        <IconSend size={16} aria-hidden />
        {queue === '' ? t.queueEmpty : queue}
      </span>
      <span className={styles['version']}>{t.version(status.version)}</span>
      <Announcer status={status} />
    </footer>
  );
};
