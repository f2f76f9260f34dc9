import { Button, Stepper, UnstyledButton } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { ErrorValue } from '../../../shared/domain/errors.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { notifyFailed } from '../../components/notify.tsx';
import { Card } from '../../components/page.tsx';
import { call, errorValueOf, Failure } from '../../lib/api.ts';
import { addressOf, goTo } from '../../lib/route.ts';
import { errorText } from '../../lib/text.ts';
import { type Begun, begunOf, companyFrom } from './begun.ts';
import styles from './real-setup.module.css';
import {
  emptySetup,
  filesOf,
  hasFiles,
  type Looked,
  type SetupErrors,
  STEPS,
  type Step,
  setupOf,
  stepErrors,
  stepOfError,
  stillWrong,
} from './setup-form.ts';
import { StepFields } from './step-fields.tsx';

const t = texts.onboarding.form;

interface RealSetupProps {
  readonly environment: 'certification' | 'production';
  /** What was typed the last time, if it was left half-way. */
  readonly begun: Begun | null;
  readonly passphraseNeeded: boolean;
  readonly onKeep: (begun: Begun | null) => void;
  readonly onBack: () => void;
}

/** Company, certificate, CAFs (and passphrase): step by step, with what is wrong beside its field. */
export const RealSetup = ({ environment, begun, passphraseNeeded, onKeep, onBack }: RealSetupProps) => {
  const steps: readonly Step[] = passphraseNeeded ? STEPS : STEPS.filter((step) => step !== 'passphrase');
  const [active, setActive] = useState(0);
  const [form, setForm] = useState(() => {
    const empty = emptySetup(environment);
    return begun === null ? empty : { ...empty, company: companyFrom(begun) };
  });
  const [looked, setLooked] = useState<Looked | null>(null);
  const [errors, setErrors] = useState<SetupErrors>({});
  const step = steps[active] ?? 'company';
  const last = active === steps.length - 1;

  const finish = useMutation({
    networkMode: 'always',
    mutationFn: async () => call('setup.real', await setupOf(environment, form, passphraseNeeded)),
    onSuccess: () => {
      onKeep(null);
      goTo(addressOf('inicio'));
    },
    onError: (error) => {
      const value = errorValueOf(error);
      const at = stepOfError(value.code);
      notifyFailed(error);
      if (at === null) return;
      setActive(Math.max(0, steps.indexOf(at)));
      const field = at === 'certificate' ? (value.code === 'pfx_wrong_password' ? 'pfxPassword' : 'pfx') : at;
      setErrors({ [field]: errorText(value).what });
    },
  });

  const forward = () => {
    setLooked(null);
    if (last) finish.mutate();
    else setActive(active + 1);
  };
  /** Files are judged, and what they are is shown, before one goes on: somebody else's certificate is seen at once. */
  const look = useMutation({
    networkMode: 'always',
    mutationFn: async () => call('setup.look', await filesOf(step, environment, form)),
    onSuccess: (said) => {
      const bad = said.cafs.find(({ error }) => error !== null);
      if (bad?.error) setErrors({ cafs: `${bad.name}: ${errorText(bad.error as ErrorValue).what}` });
      else setLooked(said);
    },
    onError: (error) => {
      const value = errorValueOf(error);
      setErrors({ [value.code === 'pfx_wrong_password' ? 'pfxPassword' : 'pfx']: errorText(value).what });
    },
  });
  const checkCompany = useMutation({
    networkMode: 'always',
    mutationFn: async () => call('setup.look', await filesOf(step, environment, form)),
    onSuccess: forward,
    onError: (error) => {
      setErrors({ rut: errorText(errorValueOf(error)).what });
      notifyFailed(error);
    },
  });
  const checkFolder = useMutation({
    mutationFn: () => call('settings.get', {}),
    onSuccess: ({ vaultWritable }) => {
      if (vaultWritable) forward();
      else notifyFailed(new Failure({ code: 'folder_not_writable' }));
    },
    onError: notifyFailed,
  });
  const isToLook = looked === null && hasFiles(step, form);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = stepErrors(step, form);
    setErrors(found);
    if (Object.keys(found).length > 0) return;
    if (step === 'company') onKeep(begunOf(environment, form.company));
    if (isToLook) look.mutate();
    else if (step === 'company') checkCompany.mutate();
    else if (step === 'folder') checkFolder.mutate();
    else forward();
  };

  return (
    <main className={styles['page']}>
      <div className={styles['inner']}>
        <UnstyledButton
          className={styles['back'] ?? ''}
          c="var(--r-accent)"
          onClick={onBack}
          data-testid="setup-back"
        >
          <IconArrowLeft size={16} aria-hidden /> {t.changeEnvironment}
        </UnstyledButton>
        <h1 className={styles['title']}>{t.title(texts.environments[environment])}</h1>
        <Stepper
          active={active}
          onStepClick={(index) => index < active && setActive(index)}
          allowNextStepsSelect={false}
          size="sm"
          wrap={false}
        >
          {steps.map((each) => (
            <Stepper.Step key={each} label={t.steps[each]} />
          ))}
        </Stepper>
        <Card className={styles['panel']}>
          <form onSubmit={submit} noValidate>
            <StepFields
              step={step}
              environment={environment}
              form={form}
              errors={errors}
              looked={looked}
              onChange={(part) => {
                const next = { ...form, ...part };
                setForm(next);
                setErrors((shown) => stillWrong(shown, stepErrors(step, next)));
                setLooked(null);
              }}
            />
            <div className={styles['buttons']}>
              <Button
                variant="default"
                disabled={active === 0}
                onClick={() => {
                  setLooked(null);
                  setActive(active - 1);
                }}
              >
                {texts.common.back}
              </Button>
              <Button
                type="submit"
                loading={look.isPending || checkCompany.isPending || finish.isPending}
                data-testid="setup-next"
              >
                {isToLook ? t.look : last ? (finish.isPending ? t.working : t.finish) : texts.common.next}
              </Button>
            </div>
          </form>
        </Card>
      </div>
    </main>
  );
};
