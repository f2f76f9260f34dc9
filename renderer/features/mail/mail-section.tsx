import { Alert, Button, Group, Modal, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconMail, IconSchool, IconSend } from '@tabler/icons-react';
import { useState } from 'react';
import type { Output } from '../../../shared/ipc/contract.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { Labelled } from '../../components/labelled.tsx';
import { Async } from '../../components/loading.tsx';
import { notifyDone, notifyFailed } from '../../components/notify.tsx';
import { Card } from '../../components/page.tsx';
import { useAction, useApi } from '../../lib/use-api.ts';
import settings from '../settings/settings.module.css';
import { MailList } from './mail-list.tsx';
import { MailServerForm } from './mail-server-form.tsx';

const t = texts.mail;
type View = Output<'mail.get'>;

/** The mailbox that messages to customers leave from, and the last of them. */
export const MailSection = () => {
  const query = useApi('mail.get', {});
  return (
    <Card title={t.section} text={t.text}>
      <Async query={query} rows={3}>
        {(view) => (
          <>
            {view.practice && (
              <Alert color="yellow" mb={16} icon={<IconSchool size={18} aria-hidden />}>
                {t.practice}
              </Alert>
            )}
            <Server view={view} />
            <div className={settings['block']}>
              <h3>{view.practice ? t.list.practiceTitle : t.list.title}</h3>
              {view.recent.length === 0 ? (
                <p className={settings['soft']}>{t.list.empty}</p>
              ) : (
                <MailList items={view.recent} withDocument />
              )}
            </div>
          </>
        )}
      </Async>
    </Card>
  );
};

const Server = ({ view }: { readonly view: View }) => {
  const [editing, setEditing] = useState(false);
  if (editing) return <MailServerForm server={view.server} onClose={() => setEditing(false)} />;
  if (view.server === null)
    return (
      <>
        <Text size="sm" c="dimmed" mb={12}>
          {t.notSetUp}
        </Text>
        <Button
          variant="default"
          leftSection={<IconMail size={17} aria-hidden />}
          onClick={() => setEditing(true)}
          data-testid="mail-set-up"
        >
          {t.setUp}
        </Button>
      </>
    );
  return <Summary server={view.server} onEdit={() => setEditing(true)} />;
};

interface SummaryProps {
  readonly server: NonNullable<View['server']>;
  readonly onEdit: () => void;
}

const Summary = ({ server, onEdit }: SummaryProps) => {
  const test = useAction('mail.test');
  const clear = useAction('mail.clear');
  const [asking, { open, close }] = useDisclosure(false);
  return (
    <>
      <Labelled
        items={[
          { label: t.summary.server, value: `${server.host}:${server.port}` },
          { label: t.summary.sender, value: `${server.senderName} <${server.senderAddress}>` },
          { label: t.summary.auto, value: server.auto ? t.summary.on : t.summary.off },
        ]}
      />
      <Group mt={16} gap={10}>
        <Button
          leftSection={<IconSend size={17} aria-hidden />}
          loading={test.isPending}
          onClick={() =>
            test.mutate(
              {},
              { onSuccess: ({ to }) => notifyDone(t.testSent(to), t.testSentText), onError: notifyFailed },
            )
          }
          data-testid="mail-test"
        >
          {t.test}
        </Button>
        <Button variant="default" onClick={onEdit} data-testid="mail-edit">
          {t.edit}
        </Button>
        <Button variant="subtle" color="gray" onClick={open} data-testid="mail-clear">
          {t.clear}
        </Button>
      </Group>
      {/* The password goes with it and cannot be brought back: this is asked, not undone. */}
      <Modal
        opened={asking}
        onClose={close}
        title={t.clearTitle}
        closeButtonProps={{ 'aria-label': texts.common.close }}
      >
        <p className={settings['soft']}>{t.clearText}</p>
        <Group mt={20} gap={10} justify="flex-end">
          <Button variant="default" onClick={close} data-autofocus>
            {texts.common.cancel}
          </Button>
          <Button
            color="red.8"
            loading={clear.isPending}
            onClick={() =>
              clear.mutate({}, { onSuccess: () => notifyDone(t.cleared), onError: notifyFailed })
            }
            data-testid="mail-clear-confirm"
          >
            {t.clear}
          </Button>
        </Group>
      </Modal>
    </>
  );
};
