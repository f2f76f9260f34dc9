import { Button, Group } from '@mantine/core';
import {
  type Icon,
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleX,
  IconDeviceFloppy,
  IconInfoCircle,
  IconStethoscope,
} from '@tabler/icons-react';
import type { CheckOutcome } from '../../../shared/domain/diagnosis.ts';
import { formatInstant } from '../../../shared/format/time.ts';
import type { Output } from '../../../shared/ipc/contract.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { Empty, Failed } from '../../components/empty.tsx';
import { Loading } from '../../components/loading.tsx';
import { notifyDone, notifyFailed } from '../../components/notify.tsx';
import { Card } from '../../components/page.tsx';
import { Pill } from '../../components/pill.tsx';
import type { Tone } from '../../components/tone.ts';
import { useAction } from '../../lib/use-api.ts';
import styles from './help.module.css';

const t = texts.help.diagnosis;
type Diagnosis = Output<'help.diagnose'>;
type Check = Diagnosis['checks'][number];

const LOOKS: Record<CheckOutcome, { readonly tone: Tone; readonly icon: Icon }> = {
  good: { tone: 'ok', icon: IconCircleCheck },
  warning: { tone: 'wait', icon: IconAlertTriangle },
  bad: { tone: 'bad', icon: IconCircleX },
  info: { tone: 'info', icon: IconInfoCircle },
};

/** The program looks at itself, when asked: numbered checks, and a report for support. */
export const DiagnosisPage = () => {
  const run = useAction('help.diagnose');
  const save = useAction('help.saveReport');
  const saveReport = () =>
    save.mutate(
      {},
      {
        onSuccess: ({ file }) => {
          if (file !== null) notifyDone(t.saved, file);
        },
        onError: notifyFailed,
      },
    );
  return (
    <Card
      title={texts.help.pages.diagnostico}
      text={t.lead}
      action={
        <Group gap={10} wrap="nowrap">
          <Button
            variant="default"
            leftSection={<IconDeviceFloppy size={17} aria-hidden />}
            loading={save.isPending}
            onClick={saveReport}
            data-testid="diagnosis-save"
          >
            {t.save}
          </Button>
          <Button
            leftSection={<IconStethoscope size={17} aria-hidden />}
            loading={run.isPending}
            onClick={() => run.mutate({})}
            data-testid="diagnosis-run"
          >
            {run.data ? t.again : t.run}
          </Button>
        </Group>
      }
    >
      <p className={styles['soft']}>{t.promise}</p>
      <div aria-live="polite">
        {run.isPending ? (
          <>
            <p>{t.running}</p>
            <Loading rows={4} />
          </>
        ) : run.error ? (
          <Failed error={run.error} onRetry={() => run.mutate({})} />
        ) : run.data ? (
          <Findings diagnosis={run.data} />
        ) : (
          <Empty icon={IconStethoscope} title={t.idleTitle} text={t.idleText} />
        )}
      </div>
    </Card>
  );
};

const Findings = ({ diagnosis: { at, checks } }: { readonly diagnosis: Diagnosis }) => {
  const count = (outcome: CheckOutcome) => checks.filter((check) => check.outcome === outcome).length;
  return (
    <>
      <p>
        <strong data-testid="diagnosis-summary">{t.summary(count('bad'), count('warning'))}</strong>{' '}
        <span className={styles['soft']}>{t.at(formatInstant(at))}</span>
      </p>
      <table className={styles['codes']} aria-label={t.caption} data-testid="diagnosis">
        <thead>
          <tr>
            <th scope="col">{t.number}</th>
            <th scope="col">{t.check}</th>
            <th scope="col">{t.outcome}</th>
            <th scope="col">{t.finding}</th>
          </tr>
        </thead>
        <tbody>
          {checks.map((check) => (
            <tr key={check.name} data-testid={`check-${check.name}`} data-outcome={check.outcome}>
              <td>{check.number}</td>
              <th scope="row">{t.checks[check.name].name}</th>
              <td>
                <Pill tone={LOOKS[check.outcome].tone} icon={LOOKS[check.outcome].icon}>
                  {t.outcomes[check.outcome]}
                </Pill>
              </td>
              <td>{sentenceOf(check)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
};

const sentenceOf = ({ name, said }: Check): string =>
  (t.checks[name].said as Readonly<Record<string, string>>)[said] ?? t.broke;
