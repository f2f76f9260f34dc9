import { IconLock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ChannelName } from '../../shared/ipc/channels.ts';
import { texts } from '../../shared/texts/es-CL.ts';
import { useMay } from '../lib/use-session.ts';
import { Empty } from './empty.tsx';
import styles from './may.module.css';

const t = texts.operators;

interface MayProps {
  /** The channel that the children call. */
  readonly channel: ChannelName;
  readonly children: ReactNode;
}

/** What only somebody sees who may do it. */
export const May = ({ channel, children }: MayProps) => (useMay(channel) ? children : null);

/** Why the controls of what follows are off. */
export const ReadOnlyNote = ({ channel }: { readonly channel: ChannelName }) =>
  useMay(channel) ? null : (
    <p className={styles['note']} data-testid="only-manager">
      <IconLock size={17} stroke={1.8} aria-hidden />
      {t.readOnlyPart}
    </p>
  );

/** A part that can be looked at by everybody: for who may not change it, its controls are off. */
export const Changeable = ({ channel, children }: MayProps) => (
  <fieldset className={styles['plain']} disabled={!useMay(channel)}>
    {children}
  </fieldset>
);

/** A whole screen that makes no sense for who may not use it. */
export const Reserved = ({ channel, children }: MayProps) =>
  useMay(channel) ? (
    children
  ) : (
    <div data-testid="reserved">
      <Empty icon={IconLock} title={t.reserved.title} text={t.reserved.text} />
    </div>
  );
