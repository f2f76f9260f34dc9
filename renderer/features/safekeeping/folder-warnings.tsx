import { Stack } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { Output } from '../../../shared/ipc/contract.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { CardState } from './card-state.tsx';

const t = texts.safekeeping.vault;

/** What a person should know of a folder that holds backups. */
export const FolderWarnings = ({
  advice,
}: {
  readonly advice: Pick<Output<'vault.advise'>, 'warnings' | 'cloud'>;
}) => {
  if (advice.warnings.length === 0) return null;
  return (
    <Stack gap={10} mt={18}>
      {advice.warnings.map((warning) => (
        <CardState
          key={warning}
          icon={IconAlertTriangle}
          tone={warning === 'not_writable' ? 'bad' : 'wait'}
          title={
            warning === 'cloud_synced' && advice.cloud !== null
              ? t.cloudTitle(t.clouds[advice.cloud])
              : t.warnings[warning].title
          }
          text={t.warnings[warning].text}
          testId={`vault-warning-${warning}`}
        />
      ))}
    </Stack>
  );
};
