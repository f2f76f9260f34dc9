import { Stack } from '@mantine/core';
import { IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import { formatInstant } from '../../../shared/format/time.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { copiesText } from '../../lib/text.ts';
import { CopyText } from '../copy-text.tsx';
import { Labelled } from '../labelled.tsx';
import type { DocumentDetail } from './document-detail.ts';
import styles from './document-drawer.module.css';

const t = texts.documents.detail;

const Hash = ({ value }: { readonly value: string }) => (
  <span className={styles['hash']}>
    <span className={styles['mono']}>{value}</span>
    <CopyText value={value} label={texts.common.copy} />
  </span>
);

/** The fingerprints of what was signed and of its copy, and whether they agree. */
export const HashesPanel = ({ detail }: { readonly detail: DocumentDetail }) => {
  const { backup } = detail;
  const equal = backup !== null && backup.sha256 === detail.sha256 && backup.integrity !== 'damaged';
  return (
    <Stack gap={18}>
      {backup !== null && (
        <div className={styles['verdict']} data-tone={equal ? 'ok' : 'bad'}>
          {equal ? <IconCircleCheck size={18} aria-hidden /> : <IconCircleX size={18} aria-hidden />}
          {equal ? t.hashesEqual : t.hashesDiffer}
        </div>
      )}
      <Labelled
        columns={1}
        items={[
          { label: t.documentHash, value: <Hash value={detail.sha256} /> },
          { label: t.backupHash, value: backup === null ? t.noBackup : <Hash value={backup.sha256} /> },
          { label: t.envelopeHash, value: <Hash value={detail.envelopeSha256} /> },
          { label: t.envelopeFile, value: detail.envelopeFile },
          ...(backup === null
            ? []
            : [
                {
                  label: texts.backups.copies.header,
                  value: copiesText(backup.copies),
                },
                { label: t.backupFile, value: backup.file ?? t.openFolderMissing },
                {
                  label: t.verifiedAt,
                  value: backup.verifiedAt === null ? t.neverVerified : formatInstant(backup.verifiedAt),
                },
              ]),
        ]}
      />
    </Stack>
  );
};
