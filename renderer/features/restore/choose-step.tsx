import { Button, Group, Radio, Stack } from '@mantine/core';
import { useState } from 'react';
import type { ErrorValue } from '../../../shared/domain/errors.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { errorValueOf } from '../../lib/api.ts';
import { useRoute } from '../../lib/route.ts';
import { useApi } from '../../lib/use-api.ts';
import { ArchiveFields } from './archive-fields.tsx';
import { ChosenPath } from './chosen-path.tsx';
import { Problem } from './problem.tsx';
import { RadioCard } from './radio-card.tsx';
import styles from './restore.module.css';
import { useChoose } from './use-choose.ts';
import { useOpenArchive } from './use-open-archive.ts';

const t = texts.restore.choose;
type Source = 'vault' | 'mirror' | 'folder' | 'archive';

interface ChooseStepProps {
  readonly first: boolean;
  readonly problem: ErrorValue | null;
  readonly onChosen: (folder: string) => void;
}

/** First step: the vault of now, its second copy, another folder, or an archive with its passphrase. */
export const ChooseStep = ({ first, problem, onChosen }: ChooseStepProps) => {
  const isArchive = useRoute().query.get('de') === 'archivo';
  const status = useApi('vault.status', {}, { enabled: !first });
  const copies = useApi('setup.begun', {}, { enabled: first }).data?.copies ?? null;
  const vault = first ? (copies?.folder ?? null) : (status.data?.folder ?? null);
  const [selected, setSource] = useState<Source | null>(isArchive ? 'archive' : null);
  const source = selected ?? (first && copies === null ? 'folder' : 'vault');
  const folder = useChoose('restore');
  const archive = useOpenArchive(onChosen);
  const mirror = status.data?.mirror;

  const folderOf: Record<Source, string | null> = {
    vault,
    mirror: mirror?.folder ?? null,
    folder: folder.path,
    archive: null,
  };
  const chosen = folderOf[source];
  const isReady = source === 'archive' ? archive.ready : chosen !== null;
  const go = () => {
    if (source === 'archive') archive.open();
    else if (chosen !== null) onChosen(chosen);
  };
  return (
    <Stack gap={16}>
      {problem !== null && problem.code !== 'cancelled' && (
        <Problem error={problem} title={texts.restore.choose.unfinished} />
      )}
      {archive.error !== null && <Problem error={errorValueOf(archive.error)} />}
      <Radio.Group
        label={<span className={styles['question']}>{t.title}</span>}
        value={source}
        onChange={(value) => setSource(value as Source)}
      >
        <div className={styles['options']}>
          {(!first || copies !== null) && (
            <RadioCard
              value="vault"
              title={t.vault}
              text={folderOf.vault ?? t.vaultText}
              testId="source-vault"
            />
          )}
          {mirror?.folder != null && (
            <RadioCard
              value="mirror"
              title={t.mirror}
              text={mirror.present ? mirror.folder : t.mirrorAway}
              disabled={!mirror.present}
              testId="source-mirror"
            />
          )}
          <RadioCard
            value="folder"
            title={first && copies === null ? t.folderFirst : t.folder}
            text={t.folderText}
            testId="source-folder"
          />
          <RadioCard value="archive" title={t.archive} text={t.archiveText} testId="source-archive" />
        </div>
      </Radio.Group>
      {source === 'folder' && (
        <ChosenPath
          label={t.folderLabel}
          path={folder.path}
          none={t.noFolder}
          action={t.pickFolder}
          pending={folder.isPending}
          onPick={folder.pick}
          testId="restore-pick"
        />
      )}
      {source === 'archive' && <ArchiveFields archive={archive} />}
      <Group justify="flex-end">
        <Button
          size="md"
          disabled={!isReady}
          loading={archive.isPending}
          onClick={go}
          data-testid="restore-look"
        >
          {t.go}
        </Button>
      </Group>
      {archive.isPending && (
        <p className={styles['soft']} role="status">
          {t.opening}
        </p>
      )}
    </Stack>
  );
};
