import { Button, Group } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCopy,
  IconDeviceUsb,
  IconFolder,
  IconPlugConnectedX,
} from '@tabler/icons-react';
import type { ErrorValue } from '../../../shared/domain/errors.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { notifyDone, notifyFailed, notifyProblem } from '../../components/notify.tsx';
import { Card } from '../../components/page.tsx';
import { Pill } from '../../components/pill.tsx';
import { errorText } from '../../lib/text.ts';
import { useAction } from '../../lib/use-api.ts';
import { useNow } from '../../lib/use-now.ts';
import { CardState } from './card-state.tsx';
import { Facts } from './facts.tsx';
import { MirrorAdvice } from './mirror-advice.tsx';
import { useMirrorFolder } from './use-mirror-folder.ts';
import { useLookAgain, type VaultStatus } from './use-safekeeping.ts';
import { mirrorVerdict } from './verdicts.ts';

const t = texts.safekeeping.mirror;
type Mirror = VaultStatus['mirror'];

interface MirrorCardProps {
  readonly mirror: Mirror;
  readonly vaultFolder: string;
}

/** The second copy: where, how old, and whether it is there now. */
export const MirrorCard = ({ mirror, vaultFolder }: MirrorCardProps) => {
  const now = useNow();
  const { tone, text } = mirrorVerdict(mirror, now);
  const folder = useMirrorFolder(vaultFolder);
  const second = mirror.problem === null ? t.late : errorText(mirror.problem as ErrorValue).what;
  return (
    <Card title={t.title} text={t.text}>
      <CardState
        icon={mirror.folder === null ? IconDeviceUsb : tone === 'ok' ? IconCircleCheck : IconAlertTriangle}
        tone={tone}
        title={text}
        text={mirror.folder === null ? t.emptyText : mirror.present && tone === 'ok' ? t.present : second}
        testId="mirror-state"
      />
      {mirror.folder !== null && (
        <Facts
          items={[
            { label: t.folder, value: mirror.folder, path: true },
            { label: texts.safekeeping.strip.mirror, value: <Presence present={mirror.present} /> },
          ]}
        />
      )}
      <MirrorAdvice folder={mirror.folder} />
      <Group mt={18} gap={10}>
        <Button
          variant={mirror.folder === null ? 'light' : 'default'}
          leftSection={<IconFolder size={17} aria-hidden />}
          loading={folder.isPending}
          onClick={folder.choose}
          data-testid="mirror-choose"
        >
          {mirror.folder === null ? t.choose : t.change}
        </Button>
        {mirror.folder !== null && <SyncButton />}
        {mirror.folder !== null && (
          <Button
            variant="subtle"
            color="gray"
            disabled={folder.isPending}
            onClick={folder.remove}
            data-testid="mirror-remove"
          >
            {t.remove}
          </Button>
        )}
      </Group>
    </Card>
  );
};

const Presence = ({ present }: { readonly present: boolean }) =>
  present ? (
    <Pill tone="ok" icon={IconCircleCheck}>
      {t.present}
    </Pill>
  ) : (
    <Pill tone="wait" icon={IconPlugConnectedX}>
      {t.away}
    </Pill>
  );

const SyncButton = () => {
  const sync = useAction('mirror.sync');
  const lookAgain = useLookAgain();
  return (
    <Button
      variant="light"
      leftSection={<IconCopy size={17} aria-hidden />}
      loading={sync.isPending}
      onClick={() =>
        sync.mutate(
          {},
          {
            onSuccess: ({ copied }) =>
              copied === null ? notifyProblem(t.notThere, t.notThereText) : notifyDone(t.synced(copied)),
            onError: notifyFailed,
            onSettled: lookAgain,
          },
        )
      }
      data-testid="mirror-sync"
    >
      {sync.isPending ? t.syncing : t.sync}
    </Button>
  );
};
