import { Stack } from '@mantine/core';
import { formatRut } from '../../../shared/domain/rut.ts';
import { formatTotal } from '../../../shared/format/money.ts';
import { formatDate, formatInstant } from '../../../shared/format/time.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { hasCustomerCopy } from '../../features/exchange/customer-copy-items.tsx';
import { ReasonNote } from '../../features/exchange/reason-note.tsx';
import { HeldPill } from '../../features/queue/held-pill.tsx';
import { siiReasonLines } from '../../lib/sii-answer.ts';
import { CopyText } from '../copy-text.tsx';
import { Labelled } from '../labelled.tsx';
import { IntegrityPill, QueuePill, SiiPill } from '../state-pills.tsx';
import type { DocumentDetail } from './document-detail.ts';
import styles from './document-drawer.module.css';

const t = texts.documents.detail;

/** Who, how much, when, and where it stands with the SII and with its backup. */
export const SummaryPanel = ({ detail }: { readonly detail: DocumentDetail }) => {
  const { document, backup, company } = detail;
  const reasons = siiReasonLines(document.siiState, detail.siiReason);
  return (
    <Stack gap={20}>
      {reasons.length > 0 && (
        <div className={styles['note']} data-testid="sii-reason">
          <strong>{t.siiReason}</strong>
          {reasons.map((reason) => (
            <div key={reason}>{reason}</div>
          ))}
        </div>
      )}
      {company.working &&
        hasCustomerCopy(document.type) &&
        document.trackId !== null &&
        (document.siiState === 'rejected' || document.siiState === 'objected') && (
          <ReasonNote id={document.id} />
        )}
      {!company.working && (
        <div className={styles['note']} data-testid="of-other-company">
          <strong>{texts.companies.ofOther(company.name)}</strong>
        </div>
      )}
      <Labelled
        items={[
          { label: t.receptor, value: `${document.receptorName} · ${formatRut(document.receptorRut)}` },
          { label: t.total, value: <strong>{formatTotal(document)}</strong> },
          { label: t.issuedOn, value: formatDate(document.issuedOn) },
          { label: t.createdAt, value: formatInstant(document.createdAt) },
          { label: texts.common.table.siiState, value: <SiiPill state={document.siiState} /> },
          {
            label: texts.queue.detail.state,
            value:
              document.hold === null ? (
                <QueuePill state={document.queueState} />
              ) : (
                <HeldPill hold={document.hold} />
              ),
          },
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
