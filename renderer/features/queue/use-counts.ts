import type { Output } from '../../../shared/ipc/contract.ts';
import { useApi } from '../../lib/use-api.ts';
import { filterOf, type QueueView } from './views.ts';

export type Counts = Readonly<Record<QueueView, number>>;

/** How many are in each tab. Those that failed before are counted by their list: the counts do not tell them apart. */
export const useCounts = (): {
  readonly counts: Counts | null;
  readonly byClass: Output<'queue.counts'>['byClass'] | null;
} => {
  const { data } = useApi('queue.counts', {}, { keepPrevious: true });
  const waiting = useApi(
    'queue.list',
    { filter: filterOf('waiting', '', []), limit: 1 },
    { keepPrevious: true },
  );
  const open = useApi('queue.list', { filter: filterOf('fresh', '', []), limit: 1 }, { keepPrevious: true });
  if (data === undefined || waiting.data === undefined || open.data === undefined)
    return { counts: null, byClass: null };
  return {
    byClass: data.byClass,
    counts: {
      person: data.byState.needs_person,
      waiting: waiting.data.total,
      uncertain: data.uncertain,
      fresh: Math.max(0, open.data.total - waiting.data.total),
      abandoned: data.byState.abandoned,
      done: data.byState.success,
    },
  };
};
