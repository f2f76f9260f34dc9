import type { Output } from '../../../shared/ipc/contract.ts';
import type { QueueRow } from '../../../shared/ipc/parts.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { notifyDone, notifyFailed, notifyProblem, notifyUndoable } from '../../components/notify.tsx';
import { documentName } from '../../lib/text.ts';
import { useAction } from '../../lib/use-api.ts';
import type { QueueFilter } from './views.ts';

const t = texts.queue.report;
/** More names than these do not help in a notice. */
const NAMED = 6;

type Why = Output<'queue.retry'>['skipped'][number]['why'];

/** What is to be done something with: rows that were chosen, or everything that a filter finds. */
export type Target =
  | { readonly by: 'rows'; readonly rows: readonly QueueRow[] }
  | { readonly by: 'filter'; readonly filter: QueueFilter; readonly count: number };

export const rowsTarget = (rows: readonly QueueRow[]): Target => ({ by: 'rows', rows });
export const countOf = (target: Target): number => (target.by === 'rows' ? target.rows.length : target.count);

interface Report {
  readonly done: number;
  readonly left: number;
  readonly lines: readonly string[];
  readonly undo: string | null;
}

const line = (name: string, why: Why): string => t.line(name, t.why[why]);

const ofRows = (answer: Output<'queue.retry'>, rows: readonly QueueRow[]): Report => ({
  done: answer.done.length,
  left: answer.skipped.length,
  lines: answer.skipped.map(({ id, why }) => {
    const row = rows.find((each) => each.id === id);
    return line(row === undefined ? String(id) : documentName(row), why);
  }),
  undo: answer.undo,
});

const ofFilter = ({ done, left, skipped, undo }: Output<'queue.retryMatching'>): Report => ({
  done,
  left,
  lines: skipped.map((each) => line(documentName(each), each.why)),
  undo,
});

/** Retry (or ask, for what is in doubt) and abandon, for one or many, with a report of both and the way back. */
export const useQueueActions = () => {
  const retry = useAction('queue.retry');
  const abandon = useAction('queue.abandon');
  const retryMatching = useAction('queue.retryMatching');
  const abandonMatching = useAction('queue.abandonMatching');
  const undo = useAction('queue.undo');

  const takeBack = (key: string): void =>
    undo.mutate(
      { undo: key },
      {
        onSuccess: ({ undone, left }) => {
          const title = undone > 0 ? texts.lists.undo.done(undone) : texts.lists.undo.none;
          notifyDone(title, left > 0 ? texts.lists.undo.left(left) : undefined);
        },
        onError: notifyFailed,
      },
    );

  /** Says what was done and, document by document, what was not and why. */
  const tell = (report: Report, done: (count: number) => string): void => {
    const title = report.done > 0 ? done(report.done) : t.none;
    const { undo: key } = report;
    const details =
      report.left === 0 ? null : (
        <>
          {t.skipped(report.left)}
          {report.lines.slice(0, NAMED).map((each) => (
            <span key={each}>
              <br />
              {each}
            </span>
          ))}
        </>
      );
    if (key !== null) notifyUndoable(title, details, () => takeBack(key));
    else if (details !== null) notifyProblem(title, details);
    else notifyDone(title);
  };

  const settle = (report: Report, done: (count: number) => string, onDone?: () => void): void => {
    tell(report, done);
    onDone?.();
  };

  return {
    busy: [retry, abandon, retryMatching, abandonMatching].some(({ isPending }) => isPending),
    retry: (target: Target, onDone?: () => void): void => {
      if (target.by === 'filter') {
        retryMatching.mutate(
          { filter: target.filter },
          {
            onSuccess: (answer) =>
              settle(ofFilter(answer), target.filter.uncertain === true ? t.asked : t.retried, onDone),
            onError: notifyFailed,
          },
        );
        return;
      }
      const { rows } = target;
      retry.mutate(
        { ids: rows.map(({ id }) => id) },
        {
          onSuccess: (answer) =>
            settle(
              ofRows(answer, rows),
              rows.every(({ uncertain }) => uncertain) ? t.asked : t.retried,
              onDone,
            ),
          onError: notifyFailed,
        },
      );
    },
    abandon: (target: Target, reason: string, onDone?: () => void): void => {
      if (target.by === 'filter') {
        abandonMatching.mutate(
          { filter: target.filter, reason },
          { onSuccess: (answer) => settle(ofFilter(answer), t.abandoned, onDone), onError: notifyFailed },
        );
        return;
      }
      const { rows } = target;
      abandon.mutate(
        { ids: rows.map(({ id }) => id), reason },
        { onSuccess: (answer) => settle(ofRows(answer, rows), t.abandoned, onDone), onError: notifyFailed },
      );
    },
  };
};

export type QueueActions = ReturnType<typeof useQueueActions>;
