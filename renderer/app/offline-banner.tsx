import { IconWifiOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Environment } from '../../shared/domain/states.ts';
import { texts } from '../../shared/texts/es-CL.ts';
import { useOnline } from '../lib/use-online.ts';
import { type OfflinePlace, offlineText } from './offline.ts';
import styles from './shell.module.css';

const { title } = texts.shell.offline;

interface OfflineBannerProps {
  readonly environment: Environment | null;
  readonly place: OfflinePlace;
}

/** Over every screen while the computer has no network: what goes on all the same, and what can be done. */
export const OfflineBanner = ({ environment, place }: OfflineBannerProps) => {
  const online = useOnline();
  if (online) return null;
  return (
    <section
      className={styles['locked']}
      data-tone={environment === 'practice' ? 'info' : 'wait'}
      aria-label={title}
      data-testid="offline-banner"
    >
      <IconWifiOff size={22} stroke={1.8} aria-hidden />
      <div role="status">
        <strong>{title}</strong>
        {offlineText(environment, place)}
      </div>
    </section>
  );
};

/** A page without the shell, under the same banner. */
export const UnderOfflineBanner = ({
  children,
  ...banner
}: OfflineBannerProps & { readonly children: ReactNode }) => (
  <div className={styles['bare']}>
    <OfflineBanner {...banner} />
    {children}
  </div>
);
