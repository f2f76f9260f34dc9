import { Button } from '@mantine/core';
import { type Icon, IconFilterOff, IconRefresh, IconUnlink } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { texts } from '../../shared/texts/es-CL.ts';
import { errorValueOf } from '../lib/api.ts';
import { errorText } from '../lib/text.ts';
import styles from './empty.module.css';
import type { Tone } from './tone.ts';

interface EmptyProps {
  readonly icon: Icon;
  readonly tone?: Tone;
  readonly title: string;
  readonly text: string;
  readonly action?: ReactNode;
  readonly code?: string;
  /** It stands alone on the screen: its title is the page's. */
  readonly alone?: boolean;
}

/** Where a list or a panel has nothing to show: why, and what to do about it. */
export const Empty = ({
  icon: EmptyIcon,
  tone = 'neutral',
  title,
  text,
  action,
  code,
  alone = false,
}: EmptyProps) => (
  <div className={styles['empty']}>
    <span className={styles['icon']} data-tone={tone}>
      <EmptyIcon size={26} stroke={1.6} aria-hidden />
    </span>
    {alone ? <h1 className={styles['title']}>{title}</h1> : <p className={styles['title']}>{title}</p>}
    <p className={styles['text']}>{text}</p>
    {action !== undefined && <div className={styles['action']}>{action}</div>}
    {code !== undefined && <p className={styles['code']}>{code}</p>}
  </div>
);

/** Nothing coincides with the filters. */
export const EmptyByFilter = ({ onClear }: { readonly onClear: () => void }) => (
  <Empty
    icon={IconFilterOff}
    title={texts.common.filteredEmptyTitle}
    text={texts.common.filteredEmptyText}
    action={
      <Button variant="default" onClick={onClear} data-testid="clear-filters">
        {texts.common.clearFilters}
      </Button>
    }
  />
);

/** Main could not answer: what happened, what can be done, and the button to try again. */
export const Failed = ({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }) => {
  const value = errorValueOf(error);
  const { what, youCan } = errorText(value);
  return (
    <div role="alert">
      <Empty
        icon={IconUnlink}
        tone="bad"
        title={what}
        text={youCan}
        code={texts.common.code(value.code)}
        action={
          <Button variant="default" leftSection={<IconRefresh size={16} aria-hidden />} onClick={onRetry}>
            {texts.common.retry}
          </Button>
        }
      />
    </div>
  );
};
