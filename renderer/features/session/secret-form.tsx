import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useState } from 'react';
import { texts } from '../../../shared/texts/es-CL.ts';
import { SecretInput } from '../../components/secret-fields.tsx';
import { errorValueOf } from '../../lib/api.ts';
import { errorText } from '../../lib/text.ts';
import { useAction } from '../../lib/use-api.ts';
import type { SessionState } from '../../lib/use-session.ts';
import { Forgotten } from './forgotten.tsx';
import { Initials } from './initials.tsx';
import styles from './session.module.css';
import { useCountdown } from './use-countdown.ts';

const t = texts.operators.signIn;

interface SecretFormProps {
  readonly choice: SessionState['choices'][number];
  readonly recoverable: boolean;
  /** How many encargados could help. */
  readonly managers: number;
  readonly onOther: () => void;
}

/** The PIN or passphrase of one operator, with the wait that wrong ones cost. */
export const SecretForm = ({ choice, recoverable, managers, onOther }: SecretFormProps) => {
  const [secret, setSecret] = useState('');
  const [forgot, setForgot] = useState(false);
  const client = useQueryClient();
  const signIn = useAction('session.signIn');
  const error = signIn.error === null ? null : errorValueOf(signIn.error);
  const waited = Math.max(choice.waitSeconds, Number(error?.params?.['seconds'] ?? 0));
  const left = useCountdown(waited, signIn.submittedAt);
  // Once it is over, what was wrong before it says nothing any more.
  useEffect(() => {
    if (left === 0 && waited > 0) {
      signIn.reset();
      void client.invalidateQueries({ queryKey: ['session.state'] });
    }
  }, [left, waited, signIn.reset, client]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (secret === '' || left > 0) return;
    signIn.mutate(
      { id: choice.id, secret },
      {
        onSuccess: (state) => client.setQueryData(['session.state', {}], state),
        onSettled: () => setSecret(''),
      },
    );
  };
  const kind = texts.operators.kinds[choice.kind];
  return (
    <div className={styles['form']}>
      <div className={styles['who']}>
        <Initials name={choice.name} />
        <div>
          <h2>{t.hello(choice.name)}</h2>
          <p>{texts.operators.roles[choice.role].name}</p>
        </div>
      </div>
      {forgot ? (
        <Forgotten
          choice={choice}
          recoverable={recoverable}
          managers={managers}
          onBack={() => setForgot(false)}
        />
      ) : (
        <form onSubmit={submit} style={{ display: 'contents' }}>
          <SecretInput
            kind={choice.kind}
            label={kind.label}
            value={secret}
            onChange={setSecret}
            error={error === null ? null : errorText(error).what}
            testId="sign-in-secret"
            autoFocus
          />
          <div role="status">
            {left > 0 && (
              <p className={styles['wait']} data-testid="sign-in-wait">
                {t.wait(left)}
              </p>
            )}
          </div>
          <Button
            type="submit"
            loading={signIn.isPending}
            disabled={secret === '' || left > 0}
            data-testid="sign-in-submit"
          >
            {t.submit}
          </Button>
          <div className={styles['links']}>
            <Button variant="subtle" size="compact-sm" onClick={onOther} data-testid="sign-in-other">
              {t.other}
            </Button>
            <Button
              variant="subtle"
              size="compact-sm"
              color="gray"
              onClick={() => setForgot(true)}
              data-testid="sign-in-forgot"
            >
              {t.forgot}
            </Button>
          </div>
        </form>
      )}
    </div>
  );
};
