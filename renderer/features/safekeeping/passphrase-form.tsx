import { Button, Group, PasswordInput, Stack } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { texts } from '../../../shared/texts/es-CL.ts';

const t = texts.safekeeping.passphrase;
const LEAST = 8;

interface PassphraseFormProps {
  readonly submit: string;
  readonly pending: boolean;
  /** What else has to be there before it can be handed in. */
  readonly ready?: boolean;
  readonly children?: ReactNode;
  readonly onSubmit: (passphrase: string) => void;
}

/** A new passphrase, typed twice; what is wrong with it stands beside its field. */
export const PassphraseForm = ({
  submit,
  pending,
  ready = true,
  children,
  onSubmit,
}: PassphraseFormProps) => {
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const [tried, setTried] = useState(false);
  const short = passphrase.length < LEAST;
  const differs = again !== passphrase;
  const send = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!short && !differs && ready) onSubmit(passphrase);
  };
  return (
    <form onSubmit={send}>
      <Stack gap={14}>
        {children}
        <PasswordInput
          label={t.label}
          description={t.hint}
          value={passphrase}
          onChange={(event) => setPassphrase(event.currentTarget.value)}
          error={tried && short ? t.short : null}
          autoComplete="new-password"
          data-testid="new-passphrase"
        />
        <PasswordInput
          label={t.again}
          value={again}
          onChange={(event) => setAgain(event.currentTarget.value)}
          error={tried && !short && differs ? t.differs : null}
          autoComplete="new-password"
          data-testid="new-passphrase-again"
        />
        <Group justify="flex-end">
          <Button type="submit" loading={pending} disabled={!ready} data-testid="passphrase-submit">
            {submit}
          </Button>
        </Group>
      </Stack>
    </form>
  );
};
