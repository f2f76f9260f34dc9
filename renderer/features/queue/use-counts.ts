import type { Output } from '../../../shared/ipc/contract.ts';
import { useApi } from '../../lib/use-api.ts';
import type { QueueView } from './views.ts';

export type Counts = Readonly<Record<QueueView, number>>;

/** How many are in each tab, and of those not yet done how many for each class of failure. */
export const useCounts = (): {
  readonly counts: Counts | null;
  readonly byClass: Output<'queue.counts'>['byClass'] | null;
} => {
  const { data } = useApi('queue.counts', {}, { keepPrevious: true });
  if (data === undefined) return { counts: null, byClass: null };
  return {
    byClass: data.byClass,
    counts: {
      person: data.byState.needs_person,
      waiting: data.waiting,
      uncertain: data.uncertain,
      fresh: data.fresh,
      abandoned: data.byState.abandoned,
      done: data.doneToday,
    },
  };
};
