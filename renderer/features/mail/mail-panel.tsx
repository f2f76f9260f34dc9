import { Button, Group, Text } from '@mantine/core';
import { IconMail } from '@tabler/icons-react';
import { useState } from 'react';
import { texts } from '../../../shared/texts/es-CL.ts';
import { Async } from '../../components/loading.tsx';
import { useApi } from '../../lib/use-api.ts';
import { MailList } from './mail-list.tsx';
import { SendMail } from './send-mail.tsx';

const t = texts.mail;

/** What went to this document's customer, and how it stands. */
export const MailPanel = ({ id, name }: { readonly id: number; readonly name: string }) => {
  const query = useApi('mail.ofDocument', { id });
  const [writing, setWriting] = useState(false);
  return (
    <Async query={query} rows={3}>
      {({ items, ready }) => (
        <>
          {items.length === 0 ? <Text c="dimmed">{t.panel.empty}</Text> : <MailList items={items} />}
          {ready && (
            <Group mt={18}>
              <Button
                variant="default"
                leftSection={<IconMail size={17} aria-hidden />}
                onClick={() => setWriting(true)}
                data-testid="mail-write"
              >
                {t.send.title(name)}
              </Button>
            </Group>
          )}
          {writing && <SendMail id={id} name={name} onClose={() => setWriting(false)} />}
        </>
      )}
    </Async>
  );
};
