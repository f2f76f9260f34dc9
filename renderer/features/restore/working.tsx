import { Loader } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import styles from './restore.module.css';

interface WorkingProps {
  readonly icon: Icon;
  readonly title: string;
  readonly text: string;
}

/** Main is busy and cannot say how far it is: what it does, and that nothing is wrong. */
export const Working = ({ icon: WorkingIcon, title, text }: WorkingProps) => (
  <div className={styles['working']} role="status">
    <span className={styles['sign']} data-tone="info">
      <WorkingIcon size={26} stroke={1.7} aria-hidden />
    </span>
    <h2 className={styles['headline']}>{title}</h2>
    <p className={styles['soft']}>{text}</p>
    <Loader size="sm" type="dots" mt={6} />
  </div>
);
