import { Button, Group } from '@mantine/core';
import { IconCircleCheck, IconCircleX, IconFolder, IconFolderOpen } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { texts } from '../../../shared/texts/es-CL.ts';
import { Labelled } from '../../components/labelled.tsx';
import { Async } from '../../components/loading.tsx';
import { notifyDone, notifyFailed } from '../../components/notify.tsx';
import { Card } from '../../components/page.tsx';
import { Pill } from '../../components/pill.tsx';
import { formatBytes } from '../../lib/amounts.ts';
import { call } from '../../lib/api.ts';
import { useAction, useApi } from '../../lib/use-api.ts';
import styles from './settings.module.css';

const t = texts.settings.vault;

/** Where copies are written, whether that works, and how much room is left. */
export const VaultSection = () => {
  const query = useApi('settings.get', {});
  const reveal = useAction('shell.reveal');
  const choose = useMutation({
    networkMode: 'always',
    mutationFn: async () => {
      const { folder } = await call('dialogs.chooseFolder', { purpose: 'vault' });
      return folder === null ? null : call('settings.update', { vaultFolder: folder });
    },
    onSuccess: (changed) => {
      if (changed !== null) notifyDone(t.saved);
    },
    onError: notifyFailed,
  });
  return (
    <Card title={texts.settings.sections.vault} text={t.text}>
      <Async query={query} rows={3}>
        {(settings) => (
          <>
            <Labelled
              columns={1}
              items={[
                { label: t.folder, value: <span className={styles['path']}>{settings.vaultFolder}</span> },
                {
                  label: t.free,
                  value: (
                    <Group component="span" gap={10}>
                      {settings.vaultFreeBytes === null
                        ? texts.common.bytes.unknown
                        : formatBytes(settings.vaultFreeBytes)}
                      {settings.vaultWritable ? (
                        <Pill tone="ok" icon={IconCircleCheck}>
                          {t.writable}
                        </Pill>
                      ) : (
                        <Pill tone="bad" icon={IconCircleX}>
                          {t.notWritable}
                        </Pill>
                      )}
                    </Group>
                  ),
                },
              ]}
            />
            <Group mt={18} gap={10}>
              <Button
                variant="default"
                leftSection={<IconFolder size={17} aria-hidden />}
                loading={choose.isPending}
                onClick={() => choose.mutate()}
                data-testid="vault-choose"
              >
                {t.choose}
              </Button>
              <Button
                variant="subtle"
                leftSection={<IconFolderOpen size={17} aria-hidden />}
                onClick={() => reveal.mutate({ documentId: null }, { onError: notifyFailed })}
                data-testid="vault-open"
              >
                {t.open}
              </Button>
            </Group>
          </>
        )}
      </Async>
    </Card>
  );
};
