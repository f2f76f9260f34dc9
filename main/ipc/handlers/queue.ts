import { ERROR_CLASSES } from '../../../shared/domain/states.ts';
import type { Output } from '../../../shared/ipc/contract.ts';
import type { Refusal } from '../../domain/queue/transitions.ts';
import type { Handlers } from '../dispatch.ts';
import type { Services } from '../services.ts';
import { queueRow } from '../views.ts';

type Why = Output<'queue.retry'>['skipped'][number]['why'];

/** Why a job was left alone, as far as the window tells it apart. */
const WHY: Record<Refusal, Why> = {
  not_found: 'not_found',
  under_way: 'in_flight',
  finished: 'already_received',
  already_due: 'in_flight',
  already_abandoned: 'wrong_state',
};

export const queueHandlers = ({
  store,
  clock,
  setup,
  queue,
}: Services): Pick<Handlers, 'queue.list' | 'queue.counts' | 'queue.retry' | 'queue.abandon'> => {
  const report = (done: {
    readonly done: readonly number[];
    readonly skipped: readonly { readonly id: number; readonly why: Refusal }[];
  }): Output<'queue.retry'> => ({
    done: [...done.done],
    skipped: done.skipped.map(({ id, why }) => ({ id, why: WHY[why] })),
  });

  return {
    'queue.list': ({ filter, cursor, limit }) => {
      const { uncertain, ...rest } = filter;
      const page = store.jobs.list(
        setup.company().id,
        { ...rest, uncertain: uncertain ?? undefined },
        { cursor, limit },
      );
      return {
        items: page.rows.map((row) =>
          queueRow(row, store.backups.get(row.document.id) !== null, clock.now()),
        ),
        nextCursor: page.next,
        total: page.total,
      };
    },

    'queue.counts': () => {
      const { id } = setup.company();
      const classes = store.figures.classes(id);
      return {
        byState: store.jobs.counts(id),
        byClass: Object.fromEntries(
          ERROR_CLASSES.map((name) => [name, classes.get(name) ?? 0]),
        ) as Output<'queue.counts'>['byClass'],
        uncertain: store.documents.counts(id).uncertain,
      };
    },

    'queue.retry': ({ ids }, { name }) => report(queue.retryNow(ids, name)),
    'queue.abandon': ({ ids, reason }, { name }) => report(queue.abandon(ids, reason, name)),
  };
};
