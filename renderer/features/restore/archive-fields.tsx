import { PasswordInput } from '@mantine/core';
import { texts } from '../../../shared/texts/es-CL.ts';
import { ChosenPath } from './chosen-path.tsx';
import styles from './restore.module.css';
import type { OpenArchive } from './use-open-archive.ts';

const t = texts.restore.choose;

/** Which archive, its passphrase, and where the folder that comes out of it goes. */
export const ArchiveFields = ({ archive }: { readonly archive: OpenArchive }) => (
  <div className={styles['fields']}>
    <ChosenPath
      label={t.archiveLabel}
      path={archive.file.path}
      none={t.noFile}
      action={t.pickFile}
      pending={archive.file.isPending}
      onPick={archive.file.pick}
      testId="archive-pick"
    />
    <PasswordInput
      label={t.passphrase}
      w={420}
      value={archive.passphrase}
      onChange={(event) => archive.setPassphrase(event.currentTarget.value)}
      data-testid="archive-passphrase"
    />
    <ChosenPath
      label={t.into}
      note={t.intoNote}
      path={archive.into.path}
      none={t.noInto}
      action={t.pickInto}
      pending={archive.into.isPending}
      onPick={archive.into.pick}
      testId="archive-into"
    />
  </div>
);
