import { Button, Group } from '@mantine/core';
import { IconCircleCheck, IconKey, IconShieldCheck } from '@tabler/icons-react';
import { texts } from '../../../shared/texts/es-CL.ts';
import { Card, Page } from '../../components/page.tsx';
import { addressOf } from '../../lib/route.ts';
import { useApi } from '../../lib/use-api.ts';
import { useStatus } from '../../lib/use-now.ts';
import { Figures } from './figures.tsx';
import { Headline } from './headline.tsx';
import { KeptCard } from './kept-card.tsx';
import { LostList } from './lost-list.tsx';
import { NextFolios } from './next-folios.tsx';
import { ProtectKeys } from './protect-keys.tsx';
import styles from './restore.module.css';
import type { RestoreReport } from './restored.ts';
import { useGoBackTo } from './use-go-back-to.ts';

const t = texts.restore.done;

/** After the restart: what is there now, counted again, and what happens next by itself. */
export const RestoredPage = ({ report }: { readonly report: RestoreReport }) => {
  const status = useStatus();
  const summary = useApi('backups.summary', {});
  const counts = useApi('queue.counts', {});
  const goBackTo = useGoBackTo();
  const askFirst = counts.data?.uncertain ?? 0;
  const needsKeys = report.keys === 'missing';
  return (
    <Page title={t.title} lead={t.lead} narrow>
      <Card>
        <Headline
          icon={IconCircleCheck}
          tone="ok"
          title={texts.common.documents(summary.data?.documents ?? report.documents)}
          text={askFirst > 0 ? t.askFirstText(askFirst) : t.nothingWaits}
          testId="restored"
          action={
            <Group gap={10}>
              <Button component="a" variant="default" href={addressOf('respaldos')}>
                {t.toBackups}
              </Button>
              <Button component="a" href={addressOf('inicio')} data-testid="restored-finish">
                {t.finish}
              </Button>
            </Group>
          }
        />
        <div className={styles['spaced']}>
          <Figures
            items={[
              {
                label: t.documents,
                value: summary.data?.documents ?? report.documents,
                testId: 'restored-documents',
              },
              { label: texts.restore.report.verified, value: report.verified, testId: 'restored-verified' },
              { label: t.askFirst, value: askFirst, testId: 'restored-ask-first' },
              { label: t.needsPerson, value: counts.data?.byState.needs_person ?? 0 },
              { label: t.abandoned, value: counts.data?.byState.abandoned ?? 0 },
            ]}
          />
        </div>
        <p className={styles['folderLine']}>
          <IconShieldCheck size={17} aria-hidden />
          {t.folder}: <span className={styles['path']}>{summary.data?.folder}</span>
        </p>
        <LostList lost={report.lost} />
      </Card>
      <Card title={t.folios} text={texts.restore.report.lastFoliosNote}>
        <NextFolios />
      </Card>
      <Card>
        <Headline
          icon={IconKey}
          tone={needsKeys ? 'wait' : 'ok'}
          title={texts.restore.review.keys.title}
          text={texts.restore.report.keys[report.keys]}
          action={
            needsKeys && (
              <Button component="a" variant="light" href={addressOf('folios')}>
                {t.toSettings}
              </Button>
            )
          }
        />
        {needsKeys && status.data?.passphraseNeeded && status.data.environment !== 'practice' && (
          <ProtectKeys />
        )}
      </Card>
      <KeptCard onRevert={goBackTo} />
    </Page>
  );
};
