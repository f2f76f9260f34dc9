import { Button } from '@mantine/core';
import { IconFolder, IconRefresh, IconShieldCheck, IconShieldX } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import type { ErrorValue } from '../../../shared/domain/errors.ts';
import { formatNumber } from '../../../shared/format/money.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { notifyDone, notifyFailed } from '../../components/notify.tsx';
import { Card } from '../../components/page.tsx';
import type { Tone } from '../../components/tone.ts';
import { formatBytes } from '../../lib/amounts.ts';
import { call } from '../../lib/api.ts';
import { errorText } from '../../lib/text.ts';
import { Headline } from '../restore/headline.tsx';
import { Facts } from './facts.tsx';
import { FolderWarnings } from './folder-warnings.tsx';
import { useLookAgain, type VaultStatus } from './use-safekeeping.ts';
import { vaultVerdict } from './verdicts.ts';

const t = texts.safekeeping.vault;
const ICONS: Partial<Record<Tone, typeof IconRefresh>> = { bad: IconShieldX, info: IconRefresh };

/** The vault: whether everything lies in it, where it is, and what is unwise about that place. */
export const VaultCard = ({ status }: { readonly status: VaultStatus }) => {
  const { tone, text } = vaultVerdict(status);
  const { advice, problem } = status;
  return (
    <Card>
      <Headline
        icon={ICONS[tone] ?? IconShieldCheck}
        tone={tone}
        title={text}
        text={problem === null ? t.okText : errorText(problem as ErrorValue).what}
        testId="vault-card"
        action={<ChangeFolder />}
      />
      <Facts
        items={[
          { label: t.waitingLabel, value: status.waiting === 0 ? t.none : formatNumber(status.waiting) },
          {
            label: t.free,
            value: advice.freeBytes === null ? texts.common.bytes.unknown : formatBytes(advice.freeBytes),
          },
          { label: t.folder, value: status.folder, path: true },
        ]}
      />
      <FolderWarnings advice={advice} />
    </Card>
  );
};

const ChangeFolder = () => {
  const lookAgain = useLookAgain();
  const change = useMutation({
    networkMode: 'always',
    mutationFn: async () => {
      const { folder } = await call('dialogs.chooseFolder', { purpose: 'vault' });
      return folder === null ? null : call('settings.update', { vaultFolder: folder });
    },
    onSuccess: (changed) => {
      if (changed !== null) notifyDone(t.saved);
    },
    onError: notifyFailed,
    onSettled: lookAgain,
  });
  return (
    <Button
      variant="default"
      leftSection={<IconFolder size={17} aria-hidden />}
      loading={change.isPending}
      onClick={() => change.mutate()}
      data-testid="vault-change"
    >
      {t.change}
    </Button>
  );
};
