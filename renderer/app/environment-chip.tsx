import { Tooltip } from '@mantine/core';
import { type Icon, IconBuildingStore, IconCertificate, IconFlask } from '@tabler/icons-react';
import type { Environment } from '../../shared/domain/states.ts';
import { formatSpan } from '../../shared/format/time.ts';
import { texts } from '../../shared/texts/es-CL.ts';
import { useApi } from '../lib/use-api.ts';
import styles from './shell.module.css';

const ICONS: Record<Environment, Icon> = {
  practice: IconFlask,
  certification: IconCertificate,
  production: IconBuildingStore,
};

/** Below this the two clocks are the same for a person. */
const NOTICEABLE = 60_000;

/** Which SII the documents go to: loud for the two that are not the real one. */
export const EnvironmentChip = ({
  environment,
  still = false,
}: {
  readonly environment: Environment;
  /** Without what main tells only to who is signed in. */
  readonly still?: boolean;
}) => {
  const ChipIcon = ICONS[environment];
  const name = texts.environments[environment];
  return (
    <Tooltip label={texts.shell.environmentHint[environment]}>
      <div className={styles['chip']} data-environment={environment} data-testid="environment-chip">
        <ChipIcon size={18} stroke={1.9} aria-hidden />
        <span className={styles['label']}>
          <strong>{environment === 'production' ? name : name.toLocaleUpperCase('es-CL')}</strong>
          {environment === 'practice' && !still && <ClockAhead />}
        </span>
      </div>
    </Tooltip>
  );
};

const ClockAhead = () => {
  const { data } = useApi('practice.get', {});
  if (data === undefined || data.clockAheadMs < NOTICEABLE) return null;
  return <span data-testid="clock-ahead">{texts.shell.clockAhead(formatSpan(data.clockAheadMs))}</span>;
};
