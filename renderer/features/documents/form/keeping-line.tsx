import { Button } from '@mantine/core';
import { IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import { texts } from '../../../../shared/texts/es-CL.ts';
import styles from './issue-form.module.css';
import type { Keeping } from './use-kept-draft.ts';

const t = texts.documents.drafts;

interface KeepingLineProps {
  readonly keeping: Keeping;
  readonly onDiscard: () => void;
}

/** Says that what is typed is safe, and throws it away when asked. */
export const KeepingLine = ({ keeping, onDiscard }: KeepingLineProps) => {
  if (keeping === 'none') return null;
  const saved = keeping === 'saved';
  return (
    <div className={styles['keeping']} data-keeping={keeping} data-testid="draft-keeping">
      <span role={saved ? 'status' : 'alert'}>
        {saved ? <IconCircleCheck size={16} aria-hidden /> : <IconCircleX size={16} aria-hidden />}
        {saved ? t.saved : t.notSaved}
      </span>
      <Button size="compact-sm" variant="subtle" color="gray" onClick={onDiscard} data-testid="draft-discard">
        {t.discard}
      </Button>
    </div>
  );
};
