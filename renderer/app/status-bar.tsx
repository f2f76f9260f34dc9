import {
  type Icon,
  IconCloudCheck,
  IconCloudExclamation,
  IconCloudQuestion,
  IconSend,
  IconShieldCheck,
} from '@tabler/icons-react';
import { formatRelative } from '../../shared/format/time.ts';
import type { Output } from '../../shared/ipc/contract.ts';
import { texts } from '../../shared/texts/es-CL.ts';
import type { Tone } from '../components/tone.ts';
import { useNow } from '../lib/use-now.ts';
import styles from './shell.module.css';

type Status = Output<'app.status'>;

const SII: Record<Status['sii'], { readonly tone: Tone; readonly icon: Icon }> = {
  available: { tone: 'ok', icon: IconCloudCheck },
  trouble: { tone: 'wait', icon: IconCloudExclamation },
  unknown: { tone: 'neutral', icon: IconCloudQuestion },
};

const t = texts.shell.status;

/** The foot of the window, true at all times: the SII, the last backup, the queue. */
export const StatusBar = ({ status }: { readonly status: Status }) => {
  const now = useNow();
  const { tone, icon: SiiIcon } = SII[status.sii];
  const queue = t.queue(status.pending, status.needsPerson);
  return (
    <footer className={styles['status']} data-testid="status-bar">
      <span data-tone={tone} data-testid="status-sii">
        <SiiIcon size={16} aria-hidden />
        {t.sii[status.sii]}
      </span>
      <span data-tone={status.lastBackupAt === null ? 'neutral' : 'ok'} data-testid="status-backup">
        <IconShieldCheck size={16} aria-hidden />
        {status.lastBackupAt === null ? t.noBackup : t.lastBackup(formatRelative(status.lastBackupAt, now))}
      </span>
      <span
        data-tone={status.needsPerson > 0 ? 'bad' : status.pending > 0 ? 'neutral' : 'ok'}
        aria-live="polite"
        data-testid="status-queue"
      >
        <IconSend size={16} aria-hidden />
        {queue === '' ? t.queueEmpty : queue}
      </span>
      <span className={styles['version']}>{t.version(status.version)}</span>
    </footer>
  );
};
