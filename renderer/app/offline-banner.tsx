import { IconWifiOff } from '@tabler/icons-react';
import type { Output } from '../../shared/ipc/contract.ts';
import { texts } from '../../shared/texts/es-CL.ts';
import { useOnline } from '../lib/use-online.ts';
import { useMay } from '../lib/use-session.ts';
import { offlineText } from './offline.ts';
import styles from './shell.module.css';

const { title } = texts.shell.offline;

/** Over every screen while the computer has no network: what goes on all the same, and what can be done. */
export const OfflineBanner = ({ status }: { readonly status: Output<'app.status'> }) => {
  const online = useOnline();
  const mayIssue = useMay('documents.issue') && status.stage === 'ready';
  if (online) return null;
  return (
    <section
      className={styles['locked']}
      data-tone={status.environment === 'practice' ? 'info' : 'wait'}
      aria-label={title}
      data-testid="offline-banner"
    >
      <IconWifiOff size={22} stroke={1.8} aria-hidden />
      <div role="status">
        <strong>{title}</strong>
        {offlineText(status.environment, mayIssue)}
      </div>
    </section>
  );
};
