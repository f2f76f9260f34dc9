import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { texts } from '../../../shared/texts/es-CL.ts';
import { Async } from '../../components/loading.tsx';
import { May } from '../../components/may.tsx';
import { Page } from '../../components/page.tsx';
import { addressOf } from '../../lib/route.ts';
import { useApi } from '../../lib/use-api.ts';
import { UnsentElsewhere } from '../companies/unsent-elsewhere.tsx';
import { AttentionCard } from './attention-card.tsx';
import { BackupCard } from './backup-card.tsx';
import { CertificateCard } from './certificate-card.tsx';
import { ChecklistCard } from './checklist-card.tsx';
import { DaysCard } from './days-card.tsx';
import { Figures } from './figures.tsx';
import { FoliosCard } from './folios-card.tsx';
import { Hero } from './hero.tsx';
import styles from './home.module.css';
import { RadarCard } from './radar-card.tsx';
import { RecentCard } from './recent-card.tsx';
import { SiiCard } from './sii-card.tsx';

const t = texts.home;

/** Inicio: is all well, what needs me, what happened last, what will run out. */
export const Home = () => {
  const query = useApi('home.summary', {}, { refetchInterval: 30_000 });
  const trends = useApi('home.trends', {}, { refetchInterval: 60_000 });
  return (
    <Page
      title={t.title}
      actions={
        <May channel="documents.issue">
          <Button
            component="a"
            href={addressOf('documentos', 'emitir')}
            leftSection={<IconPlus size={17} aria-hidden />}
            data-testid="home-issue"
          >
            {t.issue}
          </Button>
        </May>
      }
    >
      <Async query={query}>
        {(summary) => (
          <>
            <UnsentElsewhere />
            <Hero summary={summary} />
            <May channel="home.putAway">
              <ChecklistCard />
            </May>
            <Figures summary={summary} />
            <div className={styles['columns']}>
              <div className={styles['column']}>
                <AttentionCard rows={summary.attention} />
                <Async query={trends} rows={4}>
                  {({ days }) => <DaysCard days={days} />}
                </Async>
                <RecentCard rows={summary.recent} />
              </div>
              <div className={styles['column']}>
                <BackupCard summary={summary} />
                <FoliosCard folios={summary.folios} />
                <RadarCard certificateValidTo={summary.certificateValidTo} />
                <CertificateCard validTo={summary.certificateValidTo} />
                <Async query={trends} rows={4}>
                  {({ sii }) => <SiiCard days={sii} />}
                </Async>
              </div>
            </div>
          </>
        )}
      </Async>
    </Page>
  );
};
