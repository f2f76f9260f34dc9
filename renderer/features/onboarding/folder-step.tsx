import { Button, Group, Stack } from '@mantine/core';
import { IconFolder } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { texts } from '../../../shared/texts/es-CL.ts';
import { Labelled } from '../../components/labelled.tsx';
import { Async } from '../../components/loading.tsx';
import { notifyFailed } from '../../components/notify.tsx';
import { formatBytes } from '../../lib/amounts.ts';
import { call } from '../../lib/api.ts';
import { useApi } from '../../lib/use-api.ts';
import { FolderWarnings } from '../safekeeping/folder-warnings.tsx';
import styles from './real-setup.module.css';

const t = texts.onboarding.form;

/** Where the copies will lie: chosen before the first of them is written, with what is unwise about that place. */
export const FolderStep = () => {
  const query = useApi('settings.get', {});
  const choose = useMutation({
    mutationFn: async () => {
      const { folder } = await call('dialogs.chooseFolder', { purpose: 'vault' });
      if (folder !== null) await call('settings.update', { vaultFolder: folder });
    },
    onError: notifyFailed,
  });
  return (
    <Stack>
      <p className={styles['note']}>{t.folderNote}</p>
      <Async query={query} rows={3}>
        {({ vaultFolder, vaultFreeBytes }) => (
          <>
            <Labelled
              columns={1}
              items={[
                {
                  label: t.folder,
                  value: (
                    <span className={styles['path']} data-testid="setup-folder">
                      {vaultFolder}
                    </span>
                  ),
                },
                {
                  label: t.folderFree,
                  value: vaultFreeBytes === null ? texts.common.bytes.unknown : formatBytes(vaultFreeBytes),
                },
              ]}
            />
            <Group>
              <Button
                variant="default"
                leftSection={<IconFolder size={17} aria-hidden />}
                loading={choose.isPending}
                onClick={() => choose.mutate()}
                data-testid="setup-folder-choose"
              >
                {t.folderChoose}
              </Button>
            </Group>
            <Advice folder={vaultFolder} />
          </>
        )}
      </Async>
    </Stack>
  );
};

const Advice = ({ folder }: { readonly folder: string }) => {
  const { data } = useApi('vault.advise', { folder });
  return data === undefined ? null : <FolderWarnings advice={data} />;
};
