import { Button, Group, List, Loader, Stack, ThemeIcon } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconRefresh } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { formatNumber } from '../../../shared/format/money.ts';
import type { Output } from '../../../shared/ipc/contract.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { call, errorValueOf } from '../../lib/api.ts';
import { errorText } from '../../lib/text.ts';
import { CardState } from '../safekeeping/card-state.tsx';
import styles from './real-setup.module.css';
import { type SetupForm, trialOf } from './setup-form.ts';
import { trialCause } from './trial-cause.ts';

const t = texts.onboarding.form.trial;

/** Tries the whole way with an invented document, by itself as soon as the step is reached. It may fail: one can finish anyway. */
export const TrialStep = ({ form }: { readonly form: SetupForm }) => {
  const trial = useQuery({
    queryKey: ['setup.trial', form.company.rut],
    queryFn: async () => call('setup.trial', await trialOf(form)),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });
  return (
    <Stack>
      <p className={styles['note']}>{t.note}</p>
      <div aria-live="polite">
        {trial.isFetching && (
          <Group gap={10}>
            <Loader size={18} aria-hidden /> {t.running}
          </Group>
        )}
        {!trial.isFetching && trial.data && <Done report={trial.data} />}
        {!trial.isFetching && trial.error && (
          <Failed error={trial.error} onAgain={() => void trial.refetch()} />
        )}
      </div>
    </Stack>
  );
};

const Done = ({ report }: { readonly report: Output<'setup.trial'> }) => (
  <Stack gap={12} data-testid="trial-done">
    <strong>{t.done}</strong>
    <List
      spacing={8}
      icon={
        <ThemeIcon size={22} radius="xl" color="teal.8">
          <IconCheck size={14} aria-hidden />
        </ThemeIcon>
      }
    >
      {report.steps.map(({ step, ms }) => (
        <List.Item key={step} data-testid={`trial-${step}`}>
          {step === 'received' ? t.steps.received(report.trackId) : t.steps[step]}{' '}
          <span className={styles['soft']}>{t.took(formatNumber(ms))}</span>
        </List.Item>
      ))}
    </List>
  </Stack>
);

const Failed = ({ error, onAgain }: { readonly error: Error; readonly onAgain: () => void }) => {
  const value = errorValueOf(error);
  const { what, youCan } = errorText(value);
  const detail = value.params?.['detail'];
  const { said, quoted } = trialCause(value);
  return (
    <Stack gap={12} role="alert" data-testid="trial-failed">
      <CardState
        icon={IconAlertTriangle}
        tone="wait"
        title={what}
        text={
          <>
            {said.map((line) => (
              <div key={line}>{line}</div>
            ))}
            {quoted.map((line) => (
              <q key={line} className={styles['quoted']}>
                {line}
              </q>
            ))}
            <div>{youCan}</div>
          </>
        }
      />
      {detail !== undefined && (
        <details className={styles['support']}>
          <summary data-testid="trial-support">{t.support}</summary>
          <pre className={styles['detail']}>{detail}</pre>
        </details>
      )}
      <Group>
        <Button variant="default" leftSection={<IconRefresh size={16} aria-hidden />} onClick={onAgain}>
          {t.again}
        </Button>
      </Group>
    </Stack>
  );
};
