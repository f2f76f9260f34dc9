import { setImmediate as nextTurn } from 'node:timers/promises';
import { ERROR_CLASSES } from '../../../shared/domain/states.ts';
import { localDate, localInstant } from '../../../shared/format/time.ts';
import type { Output } from '../../../shared/ipc/contract.ts';
import { PAGE_LIMIT, type QueueFilter } from '../../../shared/ipc/parts.ts';
import type { Refusal } from '../../domain/queue/transitions.ts';
import type { BulkResult } from '../../sending/queue-service.ts';
import type { Lane } from '../../store/lists/job-list.ts';
import type { Handlers } from '../dispatch.ts';
import type { Services } from '../services.ts';
import { queueRow, sendError } from '../views.ts';
import { sqlFilter } from './filters.ts';

type Why = Output<'queue.retry'>['skipped'][number]['why'];

/** Those that were left as they were are told by name, this many of them. */
const NAMED = 200;

/** Why a job was left alone, as far as the window tells it apart. */
const WHY: Record<Refusal, Why> = {
  not_found: 'not_found',
  under_way: 'in_flight',
  finished: 'already_received',
  already_due: 'already_due',
  already_abandoned: 'wrong_state',
  held: 'held',
  not_held: 'wrong_state',
  not_waiting: 'wrong_state',
};

export const queueHandlers = ({
  store,
  clock,
  setup,
  queue,
  health,
}: Services): Pick<
  Handlers,
  | 'queue.list'
  | 'queue.counts'
  | 'queue.causes'
  | 'queue.retry'
  | 'queue.abandon'
  | 'queue.retryMatching'
  | 'queue.abandonMatching'
  | 'queue.hold'
  | 'queue.release'
  | 'queue.undo'
> => {
  const report = ({ done, skipped, undo }: BulkResult): Output<'queue.retry'> => ({
    done: [...done],
    skipped: skipped.map(({ id, why }) => ({ id, why: WHY[why] })),
    undo,
  });

  /** Slice by slice, so that the window and the sender have their turns. */
  const matching = async (
    filter: QueueFilter,
    act: (ids: readonly number[], undo: string | null) => BulkResult,
  ): Promise<Output<'queue.retryMatching'>> => {
    const { id: companyId } = setup.company();
    let done = 0;
    let undo: string | null = null;
    const skipped: BulkResult['skipped'][number][] = [];
    for (let cursor: string | null = null; ; ) {
      const page = store.jobs.list(companyId, sqlFilter(filter), { cursor, limit: PAGE_LIMIT });
      const result = act(
        page.rows.map(({ document }) => document.id),
        undo,
      );
      done += result.done.length;
      skipped.push(...result.skipped);
      undo = result.undo ?? undo;
      cursor = page.next;
      if (cursor === null) break;
      await nextTurn();
    }
    return {
      done,
      left: skipped.length,
      skipped: skipped.slice(0, NAMED).flatMap(({ id, why }) => {
        const document = store.documents.get(id);
        return document === null ? [] : [{ id, type: document.type, folio: document.folio, why: WHY[why] }];
      }),
      undo,
    };
  };

  return {
    'queue.list': ({ filter, cursor, limit }, { role }) => {
      const page = store.jobs.list(setup.company().id, sqlFilter(filter), { cursor, limit });
      return {
        items: page.rows.map((row) =>
          queueRow(
            row,
            store.backups.get(row.document.id) !== null,
            clock.now(),
            role === 'encargado' && !health.isDamaged(),
          ),
        ),
        nextCursor: page.next,
        total: page.total,
        exact: page.exact,
      };
    },

    'queue.counts': () => {
      const { id } = setup.company();
      const classes = store.figures.classes(id);
      const lanes = store.jobs.lanes(id);
      const laneCount = (...names: readonly Lane[]): number =>
        lanes.reduce((sum, { lane, n }) => sum + (names.includes(lane) ? n : 0), 0);
      return {
        byState: store.jobs.counts(id),
        byClass: Object.fromEntries(
          ERROR_CLASSES.map((name) => [name, classes.get(name) ?? 0]),
        ) as Output<'queue.counts'>['byClass'],
        uncertain: laneCount('uncertain', 'person_uncertain'),
        waiting: laneCount('waiting'),
        fresh: laneCount('fresh'),
        doneToday: store.jobs.list(
          id,
          { states: ['success'], doneSince: localInstant(localDate(clock.now()), 0) },
          { limit: 1 },
        ).total,
      };
    },

    'queue.causes': ({ filter }) => ({
      causes: store.jobs.causes(setup.company().id, sqlFilter(filter)).flatMap(({ cause, n, documentId }) => {
        const job = store.jobs.ofDocument(documentId);
        const error = job === null ? null : sendError(job);
        return error === null ? [] : [{ cause, n, error }];
      }),
    }),

    'queue.retry': ({ ids }, { name }) => report(queue.retryNow(ids, name)),
    'queue.abandon': ({ ids, reason }, { name }) => report(queue.abandon(ids, reason, name)),
    'queue.retryMatching': ({ filter }, { name }) =>
      matching(filter, (ids, undo) => queue.retryNow(ids, name, undo)),
    'queue.abandonMatching': ({ filter, reason }, { name }) =>
      matching(filter, (ids, undo) => queue.abandon(ids, reason, name, undo)),
    'queue.hold': ({ ids, reason }, { name }) => report(queue.hold(ids, reason, name)),
    'queue.release': ({ ids }, { name }) => report(queue.release(ids, name)),
    'queue.undo': ({ undo }, { name }) => queue.undo(undo, name),
  };
};
