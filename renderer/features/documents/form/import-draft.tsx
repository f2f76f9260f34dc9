import { Button, FileButton, Tooltip } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useRef } from 'react';
import type { Draft } from '../../../../shared/domain/draft.ts';
import { texts } from '../../../../shared/texts/es-CL.ts';
import { notifyDone, notifyFailed } from '../../../components/notify.tsx';
import { readBase64 } from '../../../lib/files.ts';
import { warningText } from '../../../lib/text.ts';
import { useAction } from '../../../lib/use-api.ts';
import type { IssueForm } from './model.ts';
import { formOf } from './read-draft.ts';

const t = texts.documents.form;

interface ImportDraftProps {
  readonly type: number;
  readonly onRead: (form: IssueForm, warnings: readonly string[]) => void;
}

/** Fills the form from a draft file. */
export const ImportDraft = ({ type, onRead }: ImportDraftProps) => {
  const reset = useRef<() => void>(null);
  const read = useAction('drafts.read');
  const choose = async (file: File | null) => {
    if (file === null) return;
    reset.current?.();
    read.mutate(
      { name: file.name, content: await readBase64(file) },
      {
        onSuccess: (result) => {
          onRead(formOf(result.draft as Draft, result.type ?? type), result.warnings.map(warningText));
          notifyDone(t.imported(file.name));
        },
        onError: notifyFailed,
      },
    );
  };
  return (
    <FileButton
      accept=".json,.yaml,.yml,application/json"
      resetRef={reset}
      onChange={(file) => void choose(file)}
      inputProps={
        { 'data-testid': 'issue-import-input', 'aria-label': t.import } as React.ComponentProps<'input'>
      }
    >
      {(props) => (
        <Tooltip label={t.importHint}>
          <Button
            {...props}
            variant="default"
            leftSection={<IconFileImport size={17} aria-hidden />}
            loading={read.isPending}
            data-testid="issue-import"
          >
            {t.import}
          </Button>
        </Tooltip>
      )}
    </FileButton>
  );
};
