import { Anchor } from '@mantine/core';
import { IconShieldCheck, IconShieldHalf } from '@tabler/icons-react';
import { formatNumber } from '../../../shared/format/money.ts';
import { formatInstant, formatRelative } from '../../../shared/format/time.ts';
import type { Output } from '../../../shared/ipc/contract.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { Card } from '../../components/page.tsx';
import { addressOf } from '../../lib/route.ts';
import { useNow } from '../../lib/use-now.ts';
import styles from './home.module.css';

const t = texts.home.backup;

/** When all backups were last known to be whole. */
export const BackupCard = ({ summary }: { readonly summary: Output<'home.summary'> }) => {
  const now = useNow();
  const { lastVerifiedAt, counts } = summary;
  const BackupIcon = lastVerifiedAt === null ? IconShieldHalf : IconShieldCheck;
  return (
    <Card title={t.title} action={<Anchor href={addressOf('respaldos')}>{t.action}</Anchor>}>
      <div
        className={`${styles['good']} ${lastVerifiedAt === null ? styles['plain'] : ''}`}
        data-testid="home-backup"
      >
        <BackupIcon size={26} stroke={1.6} aria-hidden />
        {lastVerifiedAt === null ? (
          <div>{counts.backedUp === 0 ? t.none : t.unverified}</div>
        ) : (
          <div title={formatInstant(lastVerifiedAt)}>
            <strong>{formatRelative(lastVerifiedAt, now)}</strong>
            {t.all(formatNumber(counts.backedUp))}
          </div>
        )}
      </div>
    </Card>
  );
};
