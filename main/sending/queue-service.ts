import { appError } from '../../shared/domain/errors.ts';
import type { AuditAction } from '../../shared/domain/send-errors.ts';
import type { Clock } from '../domain/clock.ts';
import { abandonByHand, type ByHand, type Refusal, retryByHand } from '../domain/queue/transitions.ts';
import type { Store } from '../store/open.ts';
import type { JobRecord, Params } from '../store/records.ts';
import type { Changes } from './changes.ts';

/** What became of a selection. Ids are those of documents. */
export interface BulkResult {
  readonly done: readonly number[];
  readonly skipped: readonly { readonly id: number; readonly why: Refusal }[];
}

export interface QueueService {
  /** "Retry now": due at once; an uncertain document is asked for before anything is sent. */
  retryNow(documentIds: readonly number[], actor: string): BulkResult;
  /**
   * "Abandon": it stays in the queue for ever, with the reason.
   * @throws AppError `reason_required`
   */
  abandon(documentIds: readonly number[], reason: string, actor: string): BulkResult;
}

export interface QueueServiceOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly changes: Changes;
  /** Wakes the scheduler. */
  readonly wake: () => void;
}

/** A reason is a sentence, not an attachment. */
const MAX_REASON = 500;

export const createQueueService = ({ store, clock, changes, wake }: QueueServiceOptions): QueueService => {
  /** All of a selection in one transaction: a person who selected ten does not get six. */
  const byHand = (
    documentIds: readonly number[],
    actor: string,
    action: AuditAction,
    params: Params,
    move: (job: JobRecord, now: number) => ByHand,
  ): BulkResult => {
    const result = store.transaction(() => {
      const done: number[] = [];
      const skipped: BulkResult['skipped'][number][] = [];
      for (const id of new Set(documentIds)) {
        const now = clock.now();
        const job = store.jobs.ofDocument(id);
        const moved: ByHand = job ? move(job, now) : { ok: false, why: 'not_found' };
        if (!moved.ok) {
          skipped.push({ id, why: moved.why });
        } else if (!job || !store.jobs.write(job, moved.job, now)) {
          skipped.push({ id, why: 'under_way' });
        } else {
          store.audit.add({ actor, action, documentId: id, params });
          done.push(id);
        }
      }
      // A note that waits for one of these knows more now.
      if (done.length > 0) store.jobs.wakeAwaiting(clock.now());
      return { done, skipped };
    });
    if (result.done.length > 0) changes.emit(['documents', 'queue']);
    return result;
  };

  return {
    retryNow(documentIds, actor) {
      const result = byHand(documentIds, actor, 'job.retried_by_person', {}, retryByHand);
      if (result.done.length > 0) wake();
      return result;
    },
    abandon(documentIds, reason, actor) {
      const given = reason.trim().slice(0, MAX_REASON);
      if (given === '') throw appError('reason_required');
      return byHand(documentIds, actor, 'job.abandoned_by_person', { reason: given }, (job) =>
        abandonByHand(job, given),
      );
    },
  };
};
