import { Button, Group, Modal, PasswordInput, Stack } from '@mantine/core';
import { IconCircleCheck, IconKey, IconLock } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { Output } from '../../../shared/ipc/contract.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { Async } from '../../components/loading.tsx';
import { notifyDone } from '../../components/notify.tsx';
import { Card } from '../../components/page.tsx';
import { errorValueOf } from '../../lib/api.ts';
import { useRoute } from '../../lib/route.ts';
import { useAction, useApi } from '../../lib/use-api.ts';
import { Problem } from '../restore/problem.tsx';
import { ProtectKeys } from '../restore/protect-keys.tsx';
import { CardState } from '../safekeeping/card-state.tsx';
import { PassphraseForm } from '../safekeeping/passphrase-form.tsx';
import styles from './settings.module.css';

const t = texts.keys;
type KeysView = Output<'keys.status'>;
/** `#/ajustes/llaves`: where the banner of closed keys leads. */
const KEYS_PAGE = 'llaves';
type Asked = 'change' | 'renew' | null;

/** What stands above is still being read, and would push it out of sight. ms */
const SETTLING = 1_500;

const keepInView = (place: HTMLElement): (() => void) => {
  const look = () => place.scrollIntoView({ block: 'center' });
  const watch = new ResizeObserver(look);
  for (const part of place.closest('main')?.children ?? []) watch.observe(part);
  const timer = setTimeout(() => watch.disconnect(), SETTLING);
  look();
  return () => {
    clearTimeout(timer);
    watch.disconnect();
  };
};

/** How the keys are kept here, the passphrase that opens them, and new ones where nothing does. */
export const KeysSection = () => {
  const place = useRef<HTMLDivElement>(null);
  const { page } = useRoute();
  useEffect(() => (page === KEYS_PAGE && place.current ? keepInView(place.current) : undefined), [page]);
  const query = useApi('keys.status', {});
  const [asked, setAsked] = useState<Asked>(null);
  const close = () => setAsked(null);
  return (
    <Card title={t.title} text={t.text}>
      <div ref={place} />
      <Async query={query} rows={2}>
        {(keys) => (
          <>
            <CardState
              icon={keys.opener === null ? (keys.mode === 'none' ? IconKey : IconCircleCheck) : IconLock}
              tone={keys.opener === null && keys.mode !== 'none' ? 'ok' : 'wait'}
              title={keys.opener === null ? t.state[keys.mode] : t.closed[keys.opener]}
              text={keys.opener === null ? t.stateText[keys.mode] : t.closedText[keys.opener]}
              testId="keys-state"
            />
            <Group mt={18} gap={10}>
              {keys.mode === 'passphrase' && (
                <Button
                  variant="light"
                  leftSection={<IconKey size={17} aria-hidden />}
                  onClick={() => setAsked('change')}
                  data-testid="keys-change"
                >
                  {t.change.open}
                </Button>
              )}
              {keys.opener !== null && (
                <Button variant="default" onClick={() => setAsked('renew')} data-testid="keys-renew">
                  {t.renew.open}
                </Button>
              )}
            </Group>
            {keys.mode === 'none' && keys.passphraseNeeded && <ProtectKeys />}
            <Modal
              opened={asked !== null}
              onClose={close}
              title={asked === 'renew' ? t.renew.title : t.change.title}
              size={480}
              closeButtonProps={{ 'aria-label': texts.common.close }}
            >
              {asked === 'change' && <Change onDone={close} />}
              {asked === 'renew' && <Renew keys={keys} onDone={close} />}
            </Modal>
          </>
        )}
      </Async>
    </Card>
  );
};

interface FormProps {
  readonly onDone: () => void;
}

const Change = ({ onDone }: FormProps) => {
  const [before, setBefore] = useState('');
  const change = useAction('keys.change');
  const done = () => {
    notifyDone(t.change.done);
    onDone();
  };
  return (
    <PassphraseForm
      submit={t.change.submit}
      pending={change.isPending}
      ready={before !== ''}
      onSubmit={(after) => change.mutate({ before, after }, { onSuccess: done })}
    >
      {change.error && <Problem error={errorValueOf(change.error)} />}
      <p className={styles['soft']}>{t.change.note}</p>
      <PasswordInput
        label={t.change.before}
        value={before}
        onChange={(event) => setBefore(event.currentTarget.value)}
        autoComplete="current-password"
        data-autofocus
        data-testid="keys-before"
      />
    </PassphraseForm>
  );
};

const Renew = ({ keys, onDone }: FormProps & { readonly keys: KeysView }) => {
  const renew = useAction('keys.renew');
  const submit = (passphrase: string | null) =>
    renew.mutate(
      { passphrase },
      {
        onSuccess: () => {
          notifyDone(t.renew.done);
          onDone();
        },
      },
    );
  const explanation = (
    <>
      {renew.error && <Problem error={errorValueOf(renew.error)} />}
      <p className={styles['soft']}>{t.renew.text}</p>
      <p className={styles['soft']}>{t.renew.kept}</p>
    </>
  );
  if (keys.passphraseNeeded) {
    return (
      <PassphraseForm submit={t.renew.submit} pending={renew.isPending} onSubmit={submit}>
        {explanation}
      </PassphraseForm>
    );
  }
  return (
    <Stack gap={14}>
      {explanation}
      <Group justify="flex-end">
        <Button loading={renew.isPending} onClick={() => submit(null)} data-testid="keys-renew-submit">
          {t.renew.submit}
        </Button>
      </Group>
    </Stack>
  );
};
