import { Button, PasswordInput, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { texts } from '../../../shared/texts/es-CL.ts';
import { NO_SECRET, SecretFields, secretErrors } from '../../components/secret-fields.tsx';
import { errorValueOf } from '../../lib/api.ts';
import { errorText } from '../../lib/text.ts';
import { useAction } from '../../lib/use-api.ts';
import type { SessionState } from '../../lib/use-session.ts';

const t = texts.operators.signIn;

interface ForgottenProps {
  readonly choice: SessionState['choices'][number];
  readonly recoverable: boolean;
  readonly managers: number;
  readonly onBack: () => void;
}

/** A forgotten PIN: another encargado helps; the only one shows with the business's passphrase that it is his. */
export const Forgotten = ({ choice, recoverable, managers, onBack }: ForgottenProps) => {
  const isOnly = choice.role === 'encargado' && managers === 1;
  if (isOnly && recoverable) return <Recover onBack={onBack} />;
  return (
    <>
      <Text data-testid="forgot-text">{isOnly ? t.forgotNone : t.forgotText}</Text>
      <Button variant="default" onClick={onBack}>
        {t.back}
      </Button>
    </>
  );
};

const Recover = ({ onBack }: { readonly onBack: () => void }) => {
  const [passphrase, setPassphrase] = useState('');
  const [fresh, setFresh] = useState(NO_SECRET);
  const [tried, setTried] = useState(false);
  const client = useQueryClient();
  const recover = useAction('session.recover');
  const errors = secretErrors(fresh);
  const error = recover.error === null ? null : errorText(errorValueOf(recover.error));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (passphrase === '' || Object.keys(errors).length > 0) return;
    recover.mutate(
      { passphrase, kind: fresh.kind, secret: fresh.secret },
      { onSuccess: (state) => client.setQueryData(['session.state', {}], state) },
    );
  };
  return (
    <form onSubmit={submit} noValidate style={{ display: 'contents' }}>
      <Text size="sm">{t.forgotOnly}</Text>
      <PasswordInput
        label={t.businessPhrase}
        value={passphrase}
        autoComplete="off"
        onChange={(event) => setPassphrase(event.currentTarget.value)}
        error={
          error !== null ? `${error.what} ${error.youCan}` : tried && passphrase === '' && t.phraseMissing
        }
        data-testid="recover-passphrase"
      />
      <SecretFields
        legend={t.newSecret}
        value={fresh}
        onChange={setFresh}
        errors={tried ? errors : {}}
        testId="recover-secret"
      />
      <Button type="submit" loading={recover.isPending} data-testid="recover-submit">
        {t.recover}
      </Button>
      <Button variant="subtle" color="gray" onClick={onBack}>
        {t.back}
      </Button>
    </form>
  );
};
