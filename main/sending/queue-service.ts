import { randomUUID } from 'node:crypto';
import { appError } from '../../shared/domain/errors.ts';
import type { AuditAction } from '../../shared/domain/send-errors.ts';
import type { Clock } from '../domain/clock.ts';
import { holdByHand, releaseByHand } from '../domain/queue/holding.ts';
import { abandonByHand, type ByHand, type Refusal, retryByHand } from '../domain/queue/transitions.ts';
import type { Store } from '../store/open.ts';
import type { JobRecord, Params } from '../store/records.ts';
import type { Changes } from './changes.ts';

/** What became of a selection. Ids are those of documents. */
export interface BulkResult {
  readonly done: readonly number[];
  readonly skipped: readonly { readonly id: number; readonly why: Refusal }[];
  /** Takes it back (`undo`); null where nothing was done. */
  readonly undo: string | null;
}

export interface QueueService {
  /** "Retry now": due at once; an uncertain document is asked for before anything is sent. */
  retryNow(documentIds: readonly number[], actor: string, undo?: string | null): BulkResult;
  /**
   * "Abandon": it stays in the queue for ever, with the reason.
   * @throws AppError `reason_required`
   */
  abandon(documentIds: readonly number[], reason: string, actor: string, undo?: string | null): BulkResult;
  /** Keeps single documents waiting while the others go. */
  hold(documentIds: readonly number[], reason: string | null, actor: string): BulkResult;
  /** Lets them go on from where they were. */
  release(documentIds: readonly number[], actor: string): BulkResult;
  /**
   * Takes back one of these, a minute long: a job to which nothing has happened since is again as it was before. What has begun
   * to be sent has happened, and stays.
   * @returns how many are as before, and how many are not
   */
  undo(undo: string, actor: string): { readonly undone: number; readonly left: number };
}

export interface QueueServiceOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly changes: Changes;
  /** Wakes the scheduler. */
  readonly wake: () => void;
}

/** What is offered for some seconds is kept for a minute. */
const UNDO_MS = 60_000;

interface Undo {
  readonly until: number;
  /** The jobs before, and when they were written since. */
  readonly moved: { readonly before: JobRecord; readonly writtenAt: number }[];
}

/** A reason is a sentence, not an attachment. */
const MAX_REASON = 500;

export const createQueueService = ({ store, clock, changes, wake }: QueueServiceOptions): QueueService => {
  const undos = new Map<string, Undo>();
  /** @param continued the one that this is a further part of */
  const remember = (moved: Undo['moved'], continued: string | null): string | null => {
    const now = clock.now();
    for (const [key, { until }] of undos) if (until < now && key !== continued) undos.delete(key);
    if (moved.length === 0) return continued;
    const key = continued ?? randomUUID();
    undos.set(key, { until: now + UNDO_MS, moved: [...(undos.get(key)?.moved ?? []), ...moved] });
    return key;
  };

  /** All of a selection in one transaction: a person who selected ten does not get six. */
  const byHand = (
    documentIds: readonly number[],
    actor: string,
    action: AuditAction,
    params: Params,
    move: (job: JobRecord, now: number) => ByHand,
    continued: string | null,
  ): BulkResult => {
    const moved: Undo['moved'][number][] = [];
    const result = store.transaction(() => {
      const done: number[] = [];
      const skipped: BulkResult['skipped'][number][] = [];
      const working = store.companies.working()?.id;
      for (const id of new Set(documentIds)) {
        const now = clock.now();
        const found = store.jobs.ofDocument(id);
        // Documents of a company that is not worked for can only be read.
        const job = found?.companyId === working ? found : null;
        const next: ByHand = job ? move(job, now) : { ok: false, why: 'not_found' };
        if (!next.ok) {
          skipped.push({ id, why: next.why });
        } else if (!job || !store.jobs.write(job, next.job, now)) {
          skipped.push({ id, why: 'under_way' });
        } else {
          store.audit.add({ actor, action, documentId: id, params });
          moved.push({ before: job, writtenAt: now });
          done.push(id);
        }
      }
      // A note that waits for one of these knows more now.
      if (done.length > 0) store.jobs.wakeAwaiting(clock.now());
      return { done, skipped };
    });
    if (result.done.length > 0) changes.emit(['documents', 'queue']);
    return { ...result, undo: remember(moved, continued) };
  };

  return {
    retryNow(documentIds, actor, undo = null) {
      const result = byHand(documentIds, actor, 'job.retried_by_person', {}, retryByHand, undo);
      if (result.done.length > 0) wake();
      return result;
    },
    abandon(documentIds, reason, actor, undo = null) {
      const given = reason.trim().slice(0, MAX_REASON);
      if (given === '') throw appError('reason_required');
      const move = (job: JobRecord): ByHand => abandonByHand(job, given);
      return byHand(documentIds, actor, 'job.abandoned_by_person', { reason: given }, move, undo);
    },
    hold(documentIds, reason, actor) {
      const given = reason?.trim().slice(0, MAX_REASON) || null;
      const move = (job: JobRecord, at: number): ByHand => holdByHand(job, { at, by: actor, reason: given });
      const params = given === null ? {} : { reason: given };
      return byHand(documentIds, actor, 'job.held_by_person', params, move, null);
    },
    release(documentIds, actor) {
      const result = byHand(documentIds, actor, 'job.released_by_person', {}, releaseByHand, null);
      if (result.done.length > 0) wake();
      return result;
    },
    undo(key, actor) {
      const moved = undos.get(key)?.moved ?? [];
      undos.delete(key);
      const undone = store.transaction(
        () =>
          moved.filter(({ before, writtenAt }) => {
            const job = store.jobs.ofDocument(before.documentId);
            const isUntouched = job?.updatedAt === writtenAt && job.leaseOwner === null;
            if (!isUntouched || !store.jobs.write(job, before, clock.now())) return false;
            store.audit.add({ actor, action: 'job.undone_by_person', documentId: before.documentId });
            return true;
          }).length,
      );
      if (undone > 0) {
        changes.emit(['documents', 'queue']);
        wake();
      }
      return { undone, left: moved.length - undone };
    },
  };
};
