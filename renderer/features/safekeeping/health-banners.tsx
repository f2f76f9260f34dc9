import { Button } from '@mantine/core';
import { IconDatabaseX, IconDeviceFloppy } from '@tabler/icons-react';
import type { Output } from '../../../shared/ipc/contract.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { formatBytes } from '../../lib/amounts.ts';
import { useRoute } from '../../lib/route.ts';
import { useApi } from '../../lib/use-api.ts';
import { isRestoring, RESTORE_ADDRESS } from '../restore/place.ts';
import styles from './safekeeping.module.css';

const t = texts.health;
/** How much is free changes without anybody saying so. */
const LOOK_MS = 5_000;

type Health = Output<'app.health'>;

/** Over every screen: the disk is full, or the database damaged; what that means, and what can be done. */
export const HealthBanners = () => {
  const { data } = useApi('app.health', {}, { refetchInterval: LOOK_MS, keepPrevious: true });
  if (data === undefined) return null;
  return (
    <>
      {data.database === 'damaged' && <DamagedBanner />}
      {data.database === 'whole' && data.full.map((disk) => <FullBanner key={disk.where} disk={disk} />)}
    </>
  );
};

const FullBanner = ({ disk }: { readonly disk: Health['full'][number] }) => {
  const { where, neededBytes, freeBytes, folder } = disk;
  const held = where === 'snapshot' ? t.full.goesOn : t.full.held;
  return (
    <section
      className={styles['alarm']}
      data-tone="wait"
      aria-label={t.full.title[where]}
      data-testid={`disk-full-${where}`}
    >
      <IconDeviceFloppy size={22} stroke={1.8} aria-hidden />
      <div>
        {/* The figures change while one looks at them: only what happened is announced. */}
        <div role="status">
          <strong>{t.full.title[where]}</strong>
          {held} {t.full.works[where]}
        </div>
        <div className={styles['alarmRoom']}>
          {t.full.room(formatBytes(neededBytes), freeBytes === null ? null : formatBytes(freeBytes))}{' '}
          <span>
            {t.full.where}: <span className={styles['path']}>{folder}</span>
          </span>
        </div>
      </div>
    </section>
  );
};

const DamagedBanner = () => {
  const restoring = isRestoring(useRoute());
  return (
    <section
      className={styles['alarm']}
      data-tone="bad"
      aria-label={t.damaged.title}
      data-testid="database-damaged"
    >
      <IconDatabaseX size={22} stroke={1.8} aria-hidden />
      <div role="alert">
        <strong>{t.damaged.title}</strong>
        {restoring ? t.damaged.steps : t.damaged.text}
      </div>
      {!restoring && (
        <Button component="a" color="red.9" href={RESTORE_ADDRESS} ml="auto" data-testid="database-recover">
          {t.damaged.action}
        </Button>
      )}
    </section>
  );
};
