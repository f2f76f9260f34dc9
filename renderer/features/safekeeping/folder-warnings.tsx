import { Stack } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { Output } from '../../../shared/ipc/contract.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { CardState } from './card-state.tsx';

const t = texts.safekeeping.vault;

type Advice = Pick<Output<'vault.advise'>, 'warnings' | 'cloud' | 'others'>;

/** One of them in words, with whose cloud or whose copies it is about. */
export const warningTitle = (warning: Advice['warnings'][number], { cloud, others }: Advice): string => {
  if (warning === 'cloud_synced' && cloud !== null) return t.cloudTitle(t.clouds[cloud]);
  if (warning === 'other_company') return t.otherTitle(others.join(', '));
  return t.warnings[warning].title;
};

/** What a person should know of a folder that holds backups. */
export const FolderWarnings = ({ advice }: { readonly advice: Advice }) => {
  if (advice.warnings.length === 0) return null;
  return (
    <Stack gap={10} mt={18}>
      {advice.warnings.map((warning) => (
        <CardState
          key={warning}
          icon={IconAlertTriangle}
          tone={warning === 'not_writable' || warning === 'other_company' ? 'bad' : 'wait'}
          title={warningTitle(warning, advice)}
          text={t.warnings[warning].text}
          testId={`vault-warning-${warning}`}
        />
      ))}
    </Stack>
  );
};
