import { Anchor } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Output } from '../../../shared/ipc/contract.ts';
import type { QueueRow } from '../../../shared/ipc/parts.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { notifyDone, notifyFailed, notifyProblem, notifyUndoable } from '../../components/notify.tsx';
import { addressOf, goTo } from '../../lib/route.ts';
import { useAction } from '../../lib/use-api.ts';
import { useSending } from '../../lib/use-sending.ts';
import { keepLeftAlone, type LeftAlone, leftOfFilter, leftOfRows } from './left-alone.ts';
import type { QueueFilter } from './views.ts';

const t = texts.queue.report;
/** Where the list is of what an action for many left as it was. */
export const LEFT_PAGE = 'quedaron';

/** What is to be done something with: rows that were chosen, or everything that a filter finds. */
export type Target =
  | { readonly by: 'rows'; readonly rows: readonly QueueRow[] }
  | { readonly by: 'filter'; readonly filter: QueueFilter; readonly count: number };

export const rowsTarget = (rows: readonly QueueRow[]): Target => ({ by: 'rows', rows });
export const countOf = (target: Target): number => (target.by === 'rows' ? target.rows.length : target.count);

interface Report {
  readonly done: number;
  readonly left: LeftAlone;
  readonly undo: string | null;
}

const idsOf = (rows: readonly QueueRow[]): number[] => rows.map(({ id }) => id);

const ofRows = (answer: Output<'queue.retry'>, rows: readonly QueueRow[]): Report => ({
  done: answer.done.length,
  left: leftOfRows(answer, rows),
  undo: answer.undo,
});

const ofFilter = (answer: Output<'queue.retryMatching'>): Report => ({
  done: answer.done,
  left: leftOfFilter(answer),
  undo: answer.undo,
});

/** The way from a notice to the list of what was left as it was. */
const seeLeft = (left: LeftAlone): ReactNode => (
  <Anchor
    component="button"
    type="button"
    size="sm"
    onClick={() => {
      keepLeftAlone(left);
      goTo(addressOf('cola', LEFT_PAGE));
    }}
    data-testid="see-left"
  >
    {t.see(left.total)}
  </Anchor>
);

/** Says what was done, how many were not with the way to them, and offers the way back. */
const tell = ({ done, left, undo }: Report, words: (count: number) => string, onUndo: () => void): void => {
  const what = done > 0 ? words(done) : t.none;
  const title = left.total > 0 && done > 0 ? t.but(what, left.total) : what;
  const details = left.total > 0 ? seeLeft(left) : null;
  if (undo !== null) notifyUndoable(title, details, onUndo);
  else if (details !== null) notifyProblem(title, details);
  else notifyDone(title);
};

/** Retry (or ask, for what is in doubt) and abandon, for one or many, with a report of both and the way back. */
export const useQueueActions = () => {
  const retry = useAction('queue.retry');
  const abandon = useAction('queue.abandon');
  const hold = useAction('queue.hold');
  const release = useAction('queue.release');
  const retryMatching = useAction('queue.retryMatching');
  const abandonMatching = useAction('queue.abandonMatching');
  const undo = useAction('queue.undo');
  const paused = useSending().data?.state === 'paused';
  const retried = paused ? t.retriedPaused : t.retried;

  // By their promises: what `mutate` is handed is not called any more once the person has left the screen.
  const takeBack = (key: string): void => {
    undo.mutateAsync({ undo: key }).then(({ undone, left }) => {
      const title = undone > 0 ? texts.lists.undo.done(undone) : texts.lists.undo.none;
      notifyDone(title, left > 0 ? texts.lists.undo.left(left) : undefined);
    }, notifyFailed);
  };

  const settle = (work: Promise<Report>, words: (count: number) => string, onDone?: () => void): void => {
    work.then((report) => {
      tell(report, words, () => report.undo !== null && takeBack(report.undo));
      onDone?.();
    }, notifyFailed);
  };

  return {
    busy: [retry, abandon, hold, release, retryMatching, abandonMatching].some(({ isPending }) => isPending),
    retry: (target: Target, onDone?: () => void): void => {
      if (target.by === 'filter') {
        const { filter } = target;
        const words = filter.uncertain === true ? t.asked : retried;
        settle(retryMatching.mutateAsync({ filter }).then(ofFilter), words, onDone);
        return;
      }
      const { rows } = target;
      const words = rows.every(({ uncertain }) => uncertain) ? t.asked : retried;
      const work = retry.mutateAsync({ ids: idsOf(rows) });
      settle(
        work.then((answer) => ofRows(answer, rows)),
        words,
        onDone,
      );
    },
    hold: (rows: readonly QueueRow[], reason: string | null, onDone?: () => void): void => {
      const work = hold.mutateAsync({ ids: idsOf(rows), reason });
      settle(
        work.then((answer) => ofRows(answer, rows)),
        t.held,
        onDone,
      );
    },
    release: (rows: readonly QueueRow[], onDone?: () => void): void => {
      const work = release.mutateAsync({ ids: idsOf(rows) });
      settle(
        work.then((answer) => ofRows(answer, rows)),
        t.released,
        onDone,
      );
    },
    abandon: (target: Target, reason: string, onDone?: () => void): void => {
      if (target.by === 'filter') {
        const work = abandonMatching.mutateAsync({ filter: target.filter, reason });
        settle(work.then(ofFilter), t.abandoned, onDone);
        return;
      }
      const { rows } = target;
      const work = abandon.mutateAsync({ ids: idsOf(rows), reason });
      settle(
        work.then((answer) => ofRows(answer, rows)),
        t.abandoned,
        onDone,
      );
    },
  };
};

export type QueueActions = ReturnType<typeof useQueueActions>;
