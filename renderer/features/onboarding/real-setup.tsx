import { Button, Stepper, UnstyledButton } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { texts } from '../../../shared/texts/es-CL.ts';
import { notifyFailed } from '../../components/notify.tsx';
import { Card } from '../../components/page.tsx';
import { call, errorValueOf } from '../../lib/api.ts';
import { addressOf, goTo } from '../../lib/route.ts';
import { errorText } from '../../lib/text.ts';
import styles from './real-setup.module.css';
import {
  emptySetup,
  type SetupErrors,
  STEPS,
  type Step,
  setupOf,
  stepErrors,
  stepOfError,
} from './setup-form.ts';
import { StepFields } from './step-fields.tsx';

const t = texts.onboarding.form;

interface RealSetupProps {
  readonly environment: 'certification' | 'production';
  readonly passphraseNeeded: boolean;
  readonly onBack: () => void;
}

/** Company, certificate, CAFs (and passphrase): step by step, with what is wrong beside its field. */
export const RealSetup = ({ environment, passphraseNeeded, onBack }: RealSetupProps) => {
  const steps: readonly Step[] = passphraseNeeded ? STEPS : STEPS.filter((step) => step !== 'passphrase');
  const [active, setActive] = useState(0);
  const [form, setForm] = useState(() => emptySetup(environment));
  const [errors, setErrors] = useState<SetupErrors>({});
  const step = steps[active] ?? 'company';
  const last = active === steps.length - 1;

  const finish = useMutation({
    networkMode: 'always',
    mutationFn: async () => call('setup.real', await setupOf(environment, form, passphraseNeeded)),
    onSuccess: () => goTo(addressOf('inicio')),
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

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = stepErrors(step, form);
    setErrors(found);
    if (Object.keys(found).length > 0) return;
    if (last) finish.mutate();
    else setActive(active + 1);
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
        >
          {steps.map((each) => (
            <Stepper.Step key={each} label={t.steps[each]} description={t.steps[`${each}Hint`]} />
          ))}
        </Stepper>
        <Card className={styles['panel']}>
          <form onSubmit={submit} noValidate>
            <StepFields
              step={step}
              environment={environment}
              form={form}
              errors={errors}
              onChange={(part) => {
                setForm((current) => ({ ...current, ...part }));
                setErrors({});
              }}
            />
            <div className={styles['buttons']}>
              <Button variant="default" disabled={active === 0} onClick={() => setActive(active - 1)}>
                {texts.common.back}
              </Button>
              <Button type="submit" loading={finish.isPending} data-testid="setup-next">
                {last ? (finish.isPending ? t.working : t.finish) : texts.common.next}
              </Button>
            </div>
          </form>
        </Card>
      </div>
    </main>
  );
};
