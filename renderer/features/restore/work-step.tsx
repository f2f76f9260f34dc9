import { Button, Group, Progress } from '@mantine/core';
import { IconRestore } from '@tabler/icons-react';
import { useRef } from 'react';
import { formatNumber } from '../../../shared/format/money.ts';
import { formatCountdown } from '../../../shared/format/time.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { notifyFailed } from '../../components/notify.tsx';
import { Card } from '../../components/page.tsx';
import { formatBytes } from '../../lib/amounts.ts';
import { useAction } from '../../lib/use-api.ts';
import { Headline } from './headline.tsx';
import styles from './restore.module.css';
import { partDone, timeLeft } from './time-left.ts';
import type { RestoreState } from './use-restore-state.ts';

const t = texts.restore.work;

interface WorkStepProps {
  readonly state: RestoreState;
  readonly first: boolean;
  readonly reverting: boolean;
}

const leftText = (ms: number | null): string => {
  if (ms === null) return t.measuring;
  return ms < 60_000 ? t.leftSoon : t.left(formatCountdown(ms));
};

/** Third step: what main is doing, how much of it is done, and the way to stop it. */
export const WorkStep = ({ state: { progress }, first, reverting }: WorkStepProps) => {
  const cancel = useAction('restore.cancel');
  const began = useRef(Date.now());
  const part = partDone(progress);
  const percent = Math.round(part * 100);
  const phase = progress?.phase ?? 'base';
  const facts =
    progress === null || progress.total === 0
      ? []
      : [
          t.count(formatNumber(progress.done), formatNumber(progress.total)),
          ...(progress.bytes > 0 ? [t.bytes(formatBytes(progress.bytes))] : []),
          leftText(timeLeft(part, Date.now() - began.current)),
        ];
  return (
    <Card>
      <Headline
        icon={IconRestore}
        tone="info"
        title={reverting ? t.revertTitle : t.title}
        text={t.phases[phase]}
        testId="restore-working"
      />
      <Progress
        value={percent}
        size="lg"
        mt={22}
        radius="xl"
        transitionDuration={200}
        aria-label={t.bar}
        data-testid="restore-progress"
      />
      <p className={styles['progress']}>{facts.join(' · ')}</p>
      <Group justify="space-between" mt={26} wrap="nowrap">
        <span className={styles['soft']}>{first ? t.stayFirst : t.stay}</span>
        <Button
          variant="default"
          style={{ flex: 'none' }}
          loading={cancel.isPending}
          onClick={() => cancel.mutate({}, { onError: notifyFailed })}
          data-testid="restore-cancel"
        >
          {t.cancel}
        </Button>
      </Group>
    </Card>
  );
};
