import { IconLock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ChannelName } from '../../shared/ipc/channels.ts';
import { texts } from '../../shared/texts/es-CL.ts';
import { useMay, useReadOnly, useSession } from '../lib/use-session.ts';
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
export const ReadOnlyNote = ({ channel }: { readonly channel: ChannelName }) => {
  const isDamaged = useReadOnly();
  const may = useMay(channel);
  if (may) return null;
  return (
    <p className={styles['note']} data-testid={isDamaged ? 'only-reading' : 'only-manager'}>
      <IconLock size={17} stroke={1.8} aria-hidden />
      {isDamaged ? texts.health.damaged.part : t.readOnlyPart}
    </p>
  );
};

/** A part that can be looked at by everybody: for who may not change it, its controls are off. */
export const Changeable = ({ channel, children }: MayProps) => (
  <fieldset className={styles['plain']} disabled={!useMay(channel)}>
    {children}
  </fieldset>
);

interface ReservedProps extends MayProps {
  /** It may hold what somebody was typing when the database turned out damaged: then it stays, and offers nothing. */
  readonly keeps?: boolean;
}

/** A whole screen that makes no sense for who may not use it, or while nothing can be changed. */
export const Reserved = ({ channel, children, keeps = false }: ReservedProps) => {
  const may = useMay(channel);
  const isDamaged = useReadOnly();
  const isManager = useSession().data?.operator?.role === 'encargado';
  if (may || (keeps && isDamaged && isManager)) return children;
  const { title, text } = isDamaged && isManager ? texts.health.damaged.screen : t.reserved;
  return (
    <div data-testid="reserved">
      <Empty alone icon={IconLock} title={title} text={text} />
    </div>
  );
};
