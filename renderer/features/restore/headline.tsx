import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Tone } from '../../components/tone.ts';
import styles from './restore.module.css';

interface HeadlineProps {
  readonly icon: Icon;
  readonly tone: Tone;
  readonly title: string;
  readonly text: string;
  readonly action?: ReactNode;
  readonly testId?: string;
}

/** Sign, sentence, a line under it, and the one action that follows from it. */
export const Headline = ({ icon: HeadIcon, tone, title, text, action, testId }: HeadlineProps) => (
  <div className={styles['head']} data-testid={testId}>
    <span className={styles['sign']} data-tone={tone}>
      <HeadIcon size={25} stroke={1.7} aria-hidden />
    </span>
    <div aria-live="polite">
      <h2 className={styles['headline']}>{title}</h2>
      <p className={styles['soft']}>{text}</p>
    </div>
    {action !== undefined && <div className={styles['headAction']}>{action}</div>}
  </div>
);
