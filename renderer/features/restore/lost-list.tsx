import { IconAlertTriangle } from '@tabler/icons-react';
import { formatNumber } from '../../../shared/format/money.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { CardState } from '../safekeeping/card-state.tsx';
import styles from './restore.module.css';
import type { RestoreReport } from './restored.ts';

const t = texts.restore.report;
const NAMED = 8;

/** Files that could not be brought back, each with the reason. */
export const LostList = ({ lost }: { readonly lost: RestoreReport['lost'] }) => {
  if (lost.length === 0) return null;
  return (
    <div className={styles['spaced']}>
      <CardState
        icon={IconAlertTriangle}
        tone="wait"
        title={t.lost(lost.length)}
        testId="report-lost"
        text={
          <ul className={styles['list']}>
            {lost.slice(0, NAMED).map(({ path, why }) => (
              <li key={path}>
                <code className={styles['path']}>{path}</code> · {t.lostWhy[why]}
              </li>
            ))}
            {lost.length > NAMED && <li>{t.lostMore(formatNumber(lost.length - NAMED))}</li>}
          </ul>
        }
      />
    </div>
  );
};
