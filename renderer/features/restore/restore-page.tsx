import { Anchor } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { texts } from '../../../shared/texts/es-CL.ts';
import { Async } from '../../components/loading.tsx';
import { Logo } from '../../components/logo.tsx';
import { Page } from '../../components/page.tsx';
import { addressOf } from '../../lib/route.ts';
import styles from './restore.module.css';
import { RestoreSteps } from './restore-steps.tsx';
import { forgetReport, takenOver } from './restored.ts';
import { RestoredPage } from './restored-page.tsx';
import { useRestoreState } from './use-restore-state.ts';

const t = texts.restore;

/**
 * The whole way from a backup to a business that works again; `first` in an empty profile, where there is nothing around it.
 * After the restart it opens on what came of it.
 */
export const RestorePage = ({ first = false }: { readonly first?: boolean }) => {
  const state = useRestoreState();
  const [report] = useState(takenOver);
  useEffect(() => {
    window.addEventListener('hashchange', forgetReport);
    return () => window.removeEventListener('hashchange', forgetReport);
  }, []);
  const content = (
    <Async query={state}>
      {(data) =>
        report !== null && data.state === 'idle' && !first ? (
          <RestoredPage report={report} />
        ) : (
          <Page title={t.title} lead={t.lead} narrow>
            <RestoreSteps state={data} look={state.look} first={first} />
          </Page>
        )
      }
    </Async>
  );
  if (!first) return content;
  return (
    <main className={styles['alone']}>
      <div className={styles['aloneHead']}>
        <span className={styles['brand']}>
          <Logo size={26} />
          {texts.common.appName}
        </span>
        <Anchor className={styles['back']} href={addressOf('inicio')} data-testid="restore-back">
          <IconArrowLeft size={16} aria-hidden />
          {texts.common.back}
        </Anchor>
      </div>
      {content}
    </main>
  );
};
