import { Button, Group } from '@mantine/core';
import { formatSpan } from '../../../shared/format/time.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { notifyDone, notifyFailed } from '../../components/notify.tsx';
import { useAction } from '../../lib/use-api.ts';
import styles from './settings.module.css';

const t = texts.settings.practice;
const HOUR = 3_600_000;
/** The waits between retries. */
const STEPS = [1, 2, 4, 8, 16] as const;

/** Moves the practice clock ahead, so that waits of hours can be seen in a minute. */
export const PracticeClock = ({ aheadMs }: { readonly aheadMs: number }) => {
  const advance = useAction('practice.advanceClock');
  return (
    <div className={styles['block']}>
      <h3>{t.clock}</h3>
      <p className={styles['soft']}>
        {t.clockText} {aheadMs >= 60_000 ? t.clockAhead(formatSpan(aheadMs)) : t.clockLevel}
      </p>
      <Group gap={8}>
        {STEPS.map((hours) => (
          <Button
            key={hours}
            variant="default"
            size="sm"
            aria-label={t.advanceLabel(hours)}
            disabled={advance.isPending}
            onClick={() =>
              advance.mutate(
                { ms: hours * HOUR },
                { onSuccess: () => notifyDone(t.advanced(hours)), onError: notifyFailed },
              )
            }
            data-testid={`practice-advance-${hours}h`}
          >
            {t.advance(hours)}
          </Button>
        ))}
      </Group>
    </div>
  );
};
