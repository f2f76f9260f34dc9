import { Tooltip } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import styles from './pill.module.css';
import type { Tone } from './tone.ts';

interface PillProps {
  readonly tone: Tone;
  readonly icon: Icon;
  readonly children: string;
  /** Said in a tooltip: what the word means. */
  readonly hint?: string;
}

/** A state as icon and word on its colour. */
export const Pill = ({ tone, icon: PillIcon, children, hint }: PillProps) => {
  const pill = (
    <span className={styles['pill']} data-tone={tone}>
      <PillIcon size={14} stroke={2} aria-hidden />
      {children}
    </span>
  );
  return hint === undefined ? pill : <Tooltip label={hint}>{pill}</Tooltip>;
};
