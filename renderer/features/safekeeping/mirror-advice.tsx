import { IconAlertTriangle } from '@tabler/icons-react';
import { texts } from '../../../shared/texts/es-CL.ts';
import { useApi } from '../../lib/use-api.ts';
import { CardState } from './card-state.tsx';
import { warningTitle } from './folder-warnings.tsx';
import styles from './safekeeping.module.css';

const t = texts.safekeeping;

/** A second copy that lies on the same disk, or in a cloud's folder, protects from less than it seems to. */
export const MirrorAdvice = ({ folder }: { readonly folder: string | null }) => {
  const { data } = useApi('vault.advise', { folder: folder ?? '/' }, { enabled: folder !== null });
  const warnings = (data?.warnings ?? []).filter((each) => each !== 'not_writable');
  if (folder === null || data === undefined || warnings.length === 0) return null;
  return (
    <div className={styles['below']}>
      <CardState
        icon={IconAlertTriangle}
        tone="wait"
        title={t.mirror.warning}
        text={warnings.map((each) => warningTitle(each, data)).join('. ')}
        testId="mirror-warning"
      />
    </div>
  );
};
