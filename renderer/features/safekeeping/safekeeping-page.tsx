import { Button } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { texts } from '../../../shared/texts/es-CL.ts';
import { Async } from '../../components/loading.tsx';
import { Changeable, ReadOnlyNote } from '../../components/may.tsx';
import { Page } from '../../components/page.tsx';
import { addressOf } from '../../lib/route.ts';
import { KeptCard } from '../restore/kept-card.tsx';
import { RestoreButton } from '../restore/restore-link.tsx';
import { useGoBackTo } from '../restore/use-go-back-to.ts';
import { ArchiveCard } from './archive-card.tsx';
import { CleanupCard } from './cleanup-card.tsx';
import { DrillCard } from './drill-card.tsx';
import { MirrorCard } from './mirror-card.tsx';
import { PatrolCard } from './patrol-card.tsx';
import { RecoveryCard } from './recovery-card.tsx';
import styles from './safekeeping.module.css';
import { SnapshotsCard } from './snapshots-card.tsx';
import { useVaultStatus } from './use-safekeeping.ts';
import { VaultCard } from './vault-card.tsx';

const t = texts.safekeeping;

/** How the copies are cared for, each safeguard in a card with its proof and its button. */
export const SafekeepingPage = () => {
  const query = useVaultStatus();
  const goBackTo = useGoBackTo();
  return (
    <Page title={t.title} lead={t.lead} actions={<Actions />}>
      <Async query={query} rows={8}>
        {(status) => (
          <>
            <ReadOnlyNote channel="backups.verifyAll" />
            <Changeable channel="backups.verifyAll">
              <div className={styles['grid']}>
                <div className={styles['wide']}>
                  <VaultCard status={status} />
                </div>
                <MirrorCard mirror={status.mirror} vaultFolder={status.folder} />
                <PatrolCard last={status.lastPatrol} />
                <SnapshotsCard />
                <DrillCard last={status.lastDrill} />
                <ArchiveCard />
                <RecoveryCard keys={status.keys} />
                <div className={styles['wide']}>
                  <CleanupCard />
                </div>
                <div className={styles['wide']}>
                  <KeptCard onRevert={goBackTo} />
                </div>
              </div>
            </Changeable>
          </>
        )}
      </Async>
    </Page>
  );
};

const Actions = () => (
  <>
    <Button
      component="a"
      variant="subtle"
      href={addressOf('respaldos')}
      leftSection={<IconArrowLeft size={16} aria-hidden />}
      data-testid="safekeeping-back"
    >
      {t.back}
    </Button>
    <RestoreButton />
  </>
);
