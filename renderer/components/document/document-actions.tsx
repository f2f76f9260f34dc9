import { Button, Tooltip } from '@mantine/core';
import { IconDownload, IconFolderOpen, IconShieldCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { texts } from '../../../shared/texts/es-CL.ts';
import { useAction } from '../../lib/use-api.ts';
import { May } from '../may.tsx';
import { notifyDone, notifyFailed, notifyProblem } from '../notify.tsx';
import { useExport } from '../use-export.ts';
import type { DocumentDetail } from './document-detail.ts';
import styles from './document-drawer.module.css';
import { MoreActions } from './more-actions.tsx';
import { PdfButton } from './pdf-button.tsx';

const t = texts.documents.detail;

interface DocumentActionsProps {
  readonly detail: DocumentDetail;
  readonly children?: ReactNode;
}

/** What can be done with one document: the screen's own actions first, then save, show, verify. */
export const DocumentActions = ({ detail, children }: DocumentActionsProps) => {
  const id = detail.document.id;
  const save = useExport();
  const reveal = useAction('shell.reveal');
  const verify = useAction('backups.verify');
  const written = detail.backup !== null && detail.backup.file !== null;
  const onVerify = () =>
    verify.mutate(
      { ids: [id] },
      {
        onSuccess: (result) => {
          if (result.damaged.length > 0) notifyProblem(t.damagedTitle, t.damaged);
          else notifyDone(result.repaired > 0 ? t.repaired : t.verified);
        },
        onError: notifyFailed,
      },
    );
  return (
    <div className={styles['actions']}>
      {children}
      <PdfButton document={detail.document} />
      <May channel="exports.run">
        <Button
          variant="default"
          size="sm"
          leftSection={<IconDownload size={16} aria-hidden />}
          loading={save.isPending}
          onClick={() => save.mutate({ selection: { by: 'ids', ids: [id] }, as: 'xml' })}
          data-testid="save-xml"
        >
          {t.saveXml}
        </Button>
      </May>
      <Tooltip label={t.openFolderMissing} disabled={written}>
        <Button
          variant="default"
          size="sm"
          leftSection={<IconFolderOpen size={16} aria-hidden />}
          {...(written ? {} : { 'data-disabled': true })}
          aria-disabled={!written}
          onClick={() => written && reveal.mutate({ documentId: id }, { onError: notifyFailed })}
          data-testid="open-folder"
        >
          {t.openFolder}
        </Button>
      </Tooltip>
      <MoreActions detail={detail} />
      {detail.backup !== null && (
        <May channel="backups.verify">
          <Button
            variant="default"
            size="sm"
            leftSection={<IconShieldCheck size={16} aria-hidden />}
            loading={verify.isPending}
            onClick={onVerify}
            data-testid="verify-one"
          >
            {t.verify}
          </Button>
        </May>
      )}
    </div>
  );
};
