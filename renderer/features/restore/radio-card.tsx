import { Radio } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './restore.module.css';

interface RadioCardProps {
  readonly value: string;
  readonly title: string;
  readonly text: string;
  readonly disabled?: boolean;
  readonly testId: string;
  /** What belongs to this choice alone. */
  readonly children?: ReactNode;
}

/** One of several ways, with a line about it. */
export const RadioCard = ({ value, title, text, disabled = false, testId, children }: RadioCardProps) => (
  <div className={styles['option']} data-disabled={disabled}>
    <Radio
      styles={{
        description: { fontSize: 13, lineHeight: '19px' },
        label: { fontSize: 14.5, fontWeight: 550 },
      }}
      value={value}
      label={title}
      description={text}
      disabled={disabled}
      data-testid={testId}
    />
    {children}
  </div>
);
