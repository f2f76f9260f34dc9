import { Button } from '@mantine/core';
import { IconFolder } from '@tabler/icons-react';
import styles from './restore.module.css';

interface ChosenPathProps {
  readonly label: string;
  readonly note?: string;
  readonly path: string | null;
  /** Said where nothing is chosen yet. */
  readonly none: string;
  readonly action: string;
  readonly pending: boolean;
  readonly onPick: () => void;
  readonly testId: string;
}

/** A folder or file: its path, and the button that opens the system's chooser. */
export const ChosenPath = ({ label, note, path, none, action, pending, onPick, testId }: ChosenPathProps) => (
  <div>
    <span className={styles['label']}>{label}</span>
    <div className={styles['chosen']}>
      <Button
        variant="default"
        leftSection={<IconFolder size={17} aria-hidden />}
        loading={pending}
        onClick={onPick}
        data-testid={testId}
      >
        {action}
      </Button>
      {path === null ? (
        <span className={styles['soft']}>{none}</span>
      ) : (
        <span className={styles['path']} data-testid={`${testId}-path`}>
          {path}
        </span>
      )}
    </div>
    {note !== undefined && <p className={styles['note']}>{note}</p>}
  </div>
);
