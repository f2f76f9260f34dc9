import { Alert, Button, Group, Modal, Text, TextInput } from '@mantine/core';
import { IconMail, IconSchool } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { isMailAddress } from '../../../shared/domain/mail.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { Async } from '../../components/loading.tsx';
import { notifyDone, notifyFailed } from '../../components/notify.tsx';
import { useAction, useApi } from '../../lib/use-api.ts';

const t = texts.mail.send;

interface SendMailProps {
  readonly id: number;
  readonly name: string;
  readonly onClose: () => void;
}

/** Asks where the message goes, and puts it into the queue. */
export const SendMail = ({ id, name, onClose }: SendMailProps) => {
  const query = useApi('mail.ofDocument', { id });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t.title(name)}
      closeButtonProps={{ 'aria-label': texts.common.close }}
      data-testid="send-mail"
    >
      <Async query={query} rows={2}>
        {({ address, practice }) => (
          <Form id={id} address={address ?? ''} practice={practice} onClose={onClose} />
        )}
      </Async>
    </Modal>
  );
};

interface FormProps {
  readonly id: number;
  readonly address: string;
  readonly practice: boolean;
  readonly onClose: () => void;
}

const Form = ({ id, address, practice, onClose }: FormProps) => {
  const [to, setTo] = useState(address);
  const [tried, setTried] = useState(false);
  const send = useAction('mail.send');
  const bad = !isMailAddress(to.trim());
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (bad) return;
    send.mutate(
      { id, to: to.trim() },
      {
        onSuccess: ({ recipient }) => {
          notifyDone(t.queued, t.queuedText(recipient));
          onClose();
        },
        onError: notifyFailed,
      },
    );
  };
  return (
    <form onSubmit={submit} noValidate>
      {practice && (
        <Alert color="yellow" mb={14} icon={<IconSchool size={18} aria-hidden />}>
          {t.practice}
        </Alert>
      )}
      <TextInput
        data-autofocus
        type="email"
        label={t.to}
        description={t.toHint}
        value={to}
        onChange={(event) => setTo(event.currentTarget.value)}
        error={tried && bad ? t.bad : null}
        data-testid="mail-to"
      />
      <Text size="sm" c="dimmed" mt={12}>
        {t.files}
      </Text>
      <Group justify="flex-end" mt={18}>
        <Button variant="default" onClick={onClose}>
          {texts.mail.cancel}
        </Button>
        <Button
          type="submit"
          leftSection={<IconMail size={17} aria-hidden />}
          loading={send.isPending}
          data-testid="mail-send"
        >
          {t.submit}
        </Button>
      </Group>
    </form>
  );
};
