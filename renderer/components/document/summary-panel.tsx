import { Stack } from '@mantine/core';
import { formatRut } from '../../../shared/domain/rut.ts';
import { formatClp } from '../../../shared/format/money.ts';
import { formatDate, formatInstant } from '../../../shared/format/time.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { CopyText } from '../copy-text.tsx';
import { Labelled } from '../labelled.tsx';
import { IntegrityPill, QueuePill, SiiPill } from '../state-pills.tsx';
import styles from './document-drawer.module.css';
import type { DocumentDetail } from './document-drawer.tsx';

const t = texts.documents.detail;

const reasonText = (reason: NonNullable<DocumentDetail['siiReason']>): string => {
  const known = (texts.sendErrors as Readonly<Record<string, { readonly what: string }>>)[reason.code];
  const code = known?.what ?? reason.code;
  const said = reason.params['glosa'] ?? reason.params['detail'] ?? reason.params['text'];
  return said === undefined ? code : `${code} (${said})`;
};

/** Who, how much, when, and where it stands with the SII and with its backup. */
export const SummaryPanel = ({ detail }: { readonly detail: DocumentDetail }) => {
  const { document, backup, siiReason } = detail;
  return (
    <Stack gap={20}>
      {siiReason !== null && (
        <div className={styles['note']}>
          <strong>{t.siiReason}</strong>
          <br />
          {reasonText(siiReason)}
        </div>
      )}
      <Labelled
        items={[
          { label: t.receptor, value: `${document.receptorName} · ${formatRut(document.receptorRut)}` },
          { label: t.total, value: <strong>{formatClp(document.total)}</strong> },
          { label: t.issuedOn, value: formatDate(document.issuedOn) },
          { label: t.createdAt, value: formatInstant(document.createdAt) },
          { label: texts.common.table.siiState, value: <SiiPill state={document.siiState} /> },
          { label: texts.queue.detail.state, value: <QueuePill state={document.queueState} /> },
          {
            label: t.trackId,
            value:
              document.trackId === null ? (
                t.noTrackId
              ) : (
                <span className={styles['hash']}>
                  {document.trackId}
                  <CopyText value={document.trackId} label={t.copyTrackId} />
                </span>
              ),
          },
          {
            label: texts.common.table.backup,
            value: backup === null ? t.noBackup : <IntegrityPill integrity={backup.integrity} />,
          },
        ]}
      />
    </Stack>
  );
};
