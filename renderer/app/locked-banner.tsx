import { Anchor, Button, PasswordInput } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { Output } from '../../shared/ipc/contract.ts';
import { texts } from '../../shared/texts/es-CL.ts';
import { notifyDone } from '../components/notify.tsx';
import { errorValueOf } from '../lib/api.ts';
import { addressOf } from '../lib/route.ts';
import { errorText } from '../lib/text.ts';
import { useAction } from '../lib/use-api.ts';
import { useMay } from '../lib/use-session.ts';
import styles from './shell.module.css';

const t = texts.shell.locked;
const other = texts.keys.banner;
/** Ajustes, at its section of the keys. */
const KEYS = addressOf('ajustes', 'llaves');

interface LockedBannerProps {
  /** What opens the keys here; null where there are none. */
  readonly opener: Output<'app.status'>['keysOpener'];
}

/** Reading works without the keys; this opens them for signing and sending, or says what to do where nothing opens them. */
export const LockedBanner = ({ opener }: LockedBannerProps) => {
  const may = useMay('app.unlock');
  if (!may)
    return (
      <Frame title={t.title} text={t.textReading}>
        {null}
      </Frame>
    );
  // No keys at all: a business that came back without them.
  if (opener === 'lost' || opener === null) {
    const { title, text } = other[opener ?? 'none'];
    return (
      <Frame title={title} text={text}>
        <Button component="a" variant="light" href={KEYS} data-testid="locked-to-keys">
          {other.lost.action}
        </Button>
      </Frame>
    );
  }
  const { title, text, label } = opener === 'recovery' ? other.recovery : t;
  return (
    <Frame title={title} text={text}>
      <Unlock label={label} />
    </Frame>
  );
};

interface FrameProps {
  readonly title: string;
  readonly text: string;
  readonly children: ReactNode;
}

const Frame = ({ title, text, children }: FrameProps) => (
  <section className={styles['locked']} aria-label={title} data-testid="locked-banner">
    <IconLock size={22} stroke={1.8} aria-hidden />
    <div>
      <strong>{title}</strong>
      {text}
    </div>
    {children}
  </section>
);

const Unlock = ({ label }: { readonly label: string }) => {
  const [passphrase, setPassphrase] = useState('');
  const unlock = useAction('app.unlock');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    unlock.mutate({ passphrase }, { onSuccess: () => notifyDone(t.done) });
  };
  return (
    <form onSubmit={submit}>
      <PasswordInput
        w={260}
        aria-label={label}
        placeholder={label}
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
      <Anchor href={KEYS} size="sm" c="inherit" underline="always" py={8} data-testid="unlock-forgotten">
        {other.forgotten}
      </Anchor>
    </form>
  );
};
