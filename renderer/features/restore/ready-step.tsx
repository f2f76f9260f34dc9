import { Button, Group } from '@mantine/core';
import { IconCircleCheck, IconInfoCircle, IconRestore } from '@tabler/icons-react';
import { useState } from 'react';
import { texts } from '../../../shared/texts/es-CL.ts';
import { notifyFailed } from '../../components/notify.tsx';
import { Card } from '../../components/page.tsx';
import { useAction } from '../../lib/use-api.ts';
import { Headline } from './headline.tsx';
import { ReportFacts } from './report-facts.tsx';
import styles from './restore.module.css';
import { forgetReport, type RestoreReport, rememberReport } from './restored.ts';
import { Working } from './working.tsx';

const t = texts.restore.ready;

/** Fourth step: what was prepared and verified, and the click that takes it over. */
export const ReadyStep = ({
  report,
  onDiscarded,
}: {
  readonly report: RestoreReport;
  readonly onDiscarded: () => void;
}) => {
  const apply = useAction('restore.apply');
  const discard = useAction('restore.cancel');
  const [leaving, setLeaving] = useState(false);
  const takeOver = () => {
    // The window loads anew by itself once main is open again.
    rememberReport(report);
    setLeaving(true);
    apply.mutate(
      {},
      {
        onError: (error) => {
          forgetReport();
          setLeaving(false);
          notifyFailed(error);
        },
      },
    );
  };
  if (leaving)
    return (
      <Card>
        <Working icon={IconRestore} title={t.applying} text={t.applyingText} />
      </Card>
    );
  const isWhole = report.lost.length === 0;
  return (
    <Card>
      <Headline
        icon={isWhole ? IconCircleCheck : IconInfoCircle}
        tone={isWhole ? 'ok' : 'wait'}
        title={isWhole ? t.title : t.titleSome}
        text={t.text}
        testId="restore-ready"
      />
      <ReportFacts report={report} />
      <Group justify="space-between" mt={26} wrap="nowrap">
        <Button
          variant="default"
          size="md"
          style={{ flex: 'none' }}
          loading={discard.isPending}
          onClick={() => discard.mutate({}, { onSuccess: onDiscarded, onError: notifyFailed })}
          data-testid="restore-discard"
        >
          {t.discard}
        </Button>
        <Group gap={16} wrap="nowrap" justify="flex-end">
          <span className={styles['soft']}>{t.later}</span>
          <Button size="md" style={{ flex: 'none' }} onClick={takeOver} data-testid="restore-apply">
            {t.apply}
          </Button>
        </Group>
      </Group>
    </Card>
  );
};
