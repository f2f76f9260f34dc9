import type { ErrorClass } from '../../../shared/domain/states.ts';
import { localDate, localInstant } from '../../../shared/format/time.ts';
import type { Input } from '../../../shared/ipc/contract.ts';

/** The tabs of the queue, from what needs the person to what needs nothing. */
export const QUEUE_VIEWS = ['person', 'waiting', 'uncertain', 'fresh', 'abandoned', 'done'] as const;
export type QueueView = (typeof QUEUE_VIEWS)[number];

export type QueueFilter = NonNullable<Input<'queue.list'>['filter']>;

/** What a person narrows a tab by. */
export interface Narrowing {
  readonly text: string;
  readonly classes: readonly ErrorClass[];
  /** One cause alone. */
  readonly cause: string | null;
}

export const NO_NARROWING: Narrowing = { text: '', classes: [], cause: null };

/** Tabs whose documents have something that went wrong. */
export const hasCauses = (view: QueueView): boolean => view !== 'fresh' && view !== 'done';

/** What each tab asks for. `waiting` are those that failed before, `fresh` those that never did, `done` those of today. */
export const filterOf = (view: QueueView, narrowing: Narrowing, now: number): QueueFilter => {
  const { text } = narrowing;
  const causes = { classes: [...narrowing.classes], cause: narrowing.cause };
  switch (view) {
    case 'person':
      return { states: ['needs_person'], ...causes, text };
    case 'waiting':
      return { states: ['pending', 'retrying'], ...causes, uncertain: false, failed: true, text };
    case 'uncertain':
      return { states: ['pending', 'retrying', 'needs_person'], ...causes, uncertain: true, text };
    case 'fresh':
      return { states: ['pending', 'retrying'], uncertain: false, failed: false, text };
    case 'abandoned':
      return { states: ['abandoned'], ...causes, text };
    case 'done':
      return { states: ['success'], doneSince: localInstant(localDate(now), 0), text };
  }
};

/** A tab by its name in the address; the first one otherwise. */
export const viewOf = (name: string | null): QueueView | null =>
  QUEUE_VIEWS.includes(name as QueueView) ? (name as QueueView) : null;
