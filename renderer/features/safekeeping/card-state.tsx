import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Tone } from '../../components/tone.ts';
import styles from './safekeeping.module.css';

interface CardStateProps {
  readonly icon: Icon;
  readonly tone: Tone;
  readonly title: string;
  readonly text: ReactNode;
  readonly testId?: string;
}

/** How a safeguard is: sign, sentence, and a line about it. */
export const CardState = ({ icon: StateIcon, tone, title, text, testId }: CardStateProps) => (
  <div className={styles['state']} data-tone={tone} data-testid={testId}>
    <StateIcon size={20} stroke={1.8} aria-hidden />
    <div aria-live="polite">
      <strong>{title}</strong>
      <div className={styles['stateText']}>{text}</div>
    </div>
  </div>
);
