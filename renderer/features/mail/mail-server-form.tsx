import { Button, Group, NumberInput, PasswordInput, Select, Switch, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { isMailAddress, MAIL_SECURITY, type MailSecurity } from '../../../shared/domain/mail.ts';
import type { Output } from '../../../shared/ipc/contract.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { notifyDone, notifyFailed } from '../../components/notify.tsx';
import { useAction } from '../../lib/use-api.ts';
import styles from './mail.module.css';

const t = texts.mail;
type Server = NonNullable<Output<'mail.get'>['server']>;

const PORTS: Readonly<Record<MailSecurity, number>> = { tls: 465, starttls: 587 };
const EMPTY: Server = {
  host: '',
  port: PORTS.starttls,
  security: 'starttls',
  user: '',
  senderName: '',
  senderAddress: '',
  auto: false,
  hasPassword: false,
};

interface MailServerFormProps {
  readonly server: Server | null;
  readonly onClose: () => void;
}

export const MailServerForm = ({ server, onClose }: MailServerFormProps) => {
  const [form, setForm] = useState(server ?? EMPTY);
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const save = useAction('mail.set');
  const put = (changes: Partial<Server>): void => setForm({ ...form, ...changes });
  const missing = (text: string): string | null =>
    tried && text.trim() === '' ? texts.issues.required() : null;
  const badAddress = !isMailAddress(form.senderAddress.trim());
  const complete = form.host.trim() !== '' && form.senderName.trim() !== '' && !badAddress;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!complete) return;
    const { hasPassword: _kept, ...fields } = form;
    save.mutate(
      { ...fields, password: password === '' ? null : password },
      {
        onSuccess: () => {
          notifyDone(t.saved);
          onClose();
        },
        onError: notifyFailed,
      },
    );
  };
  const text = (name: 'host' | 'user' | 'senderName' | 'senderAddress') => ({
    label: t.fields[name],
    value: form[name],
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => put({ [name]: event.currentTarget.value }),
    'data-testid': `mail-${name}`,
  });
  return (
    <form onSubmit={submit} noValidate>
      <div className={styles['fields']}>
        <TextInput
          {...text('host')}
          withAsterisk
          description={t.fields.hostHint}
          error={missing(form.host)}
        />
        <NumberInput
          label={t.fields.port}
          min={1}
          max={65_535}
          allowDecimal={false}
          hideControls
          value={form.port}
          onChange={(value) => put({ port: Number(value) || PORTS[form.security] })}
          data-testid="mail-port"
        />
        <Select
          label={t.fields.security}
          description={t.fields.securityHint}
          data={MAIL_SECURITY.map((value) => ({ value, label: t.fields.securities[value] }))}
          value={form.security}
          allowDeselect={false}
          onChange={(value) => {
            const security = value as MailSecurity;
            put({ security, port: PORTS[security] });
          }}
          data-testid="mail-security"
        />
        <TextInput {...text('user')} description={t.fields.userHint} autoComplete="off" />
        <PasswordInput
          label={t.fields.password}
          description={t.fields.passwordHint}
          placeholder={form.hasPassword ? t.fields.passwordKept : ''}
          value={password}
          autoComplete="new-password"
          onChange={(event) => setPassword(event.currentTarget.value)}
          data-testid="mail-password"
        />
        <TextInput {...text('senderName')} withAsterisk error={missing(form.senderName)} />
        <TextInput
          {...text('senderAddress')}
          type="email"
          withAsterisk
          error={tried && badAddress ? t.send.bad : null}
        />
      </div>
      <Switch
        mt={18}
        label={t.fields.auto}
        description={t.fields.autoHint}
        checked={form.auto}
        onChange={(event) => put({ auto: event.currentTarget.checked })}
        data-testid="mail-auto"
      />
      <Group mt={18}>
        <Button type="submit" loading={save.isPending} data-testid="mail-save">
          {t.save}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t.cancel}
        </Button>
      </Group>
    </form>
  );
};
