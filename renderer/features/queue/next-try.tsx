import type { QueueRow } from '../../../shared/ipc/parts.ts';
import { RelativeTime } from '../../components/list/cells.tsx';
import { holdupLine, holdupWords, useHoldup } from '../../lib/use-holdup.ts';
import { useNow } from '../../lib/use-now.ts';
import { HeldPill } from './held-pill.tsx';
import styles from './queue.module.css';

interface NextTryProps {
  readonly row: QueueRow;
  readonly dueAt: number;
  /** In one line, where there is room. */
  readonly oneLine?: boolean;
}

/** When it is tried next: at its time, or once what holds it is over. */
export const NextTry = ({ row, dueAt, oneLine = false }: NextTryProps) => {
  const holdup = useHoldup(row);
  const now = useNow();
  // What is due is tried now, however long it has been.
  if (holdup === null) return <RelativeTime at={Math.max(dueAt, now)} />;
  if (row.hold !== null && !oneLine)
    return (
      <span data-testid="queue-held">
        <HeldPill hold={row.hold} />
        {row.hold.reason !== null && <span className={styles['second']}>«{row.hold.reason}»</span>}
      </span>
    );
  if (oneLine) return <span data-testid="next-held">{holdupLine(holdup, now)}</span>;
  const [what, more] = holdupWords(holdup, now);
  return (
    <span className={styles['heldup']} data-testid="next-held">
      {what}
      {more !== null && <span className={styles['second']}>{more}</span>}
    </span>
  );
};
