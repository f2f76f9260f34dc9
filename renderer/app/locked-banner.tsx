import { Button, PasswordInput } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { texts } from '../../shared/texts/es-CL.ts';
import { notifyDone } from '../components/notify.tsx';
import { errorValueOf } from '../lib/api.ts';
import { errorText } from '../lib/text.ts';
import { useAction } from '../lib/use-api.ts';
import styles from './shell.module.css';

const t = texts.shell.locked;

/** Reading works without the keys; this opens them for signing and sending. */
export const LockedBanner = () => {
  const [passphrase, setPassphrase] = useState('');
  const unlock = useAction('app.unlock');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    unlock.mutate({ passphrase }, { onSuccess: () => notifyDone(t.done) });
  };
  return (
    <section className={styles['locked']} aria-label={t.title} data-testid="locked-banner">
      <IconLock size={22} stroke={1.8} aria-hidden />
      <div>
        <strong>{t.title}</strong>
        {t.text}
      </div>
      <form onSubmit={submit}>
        <PasswordInput
          w={260}
          aria-label={t.label}
          placeholder={t.label}
          value={passphrase}
          onChange={(event) => setPassphrase(event.currentTarget.value)}
          error={unlock.error ? errorText(errorValueOf(unlock.error)).what : null}
          data-testid="unlock-passphrase"
        />
        <Button
          type="submit"
          loading={unlock.isPending}
          disabled={passphrase === ''}
          data-testid="unlock-submit"
        >
          {t.submit}
        </Button>
      </form>
    </section>
  );
};
