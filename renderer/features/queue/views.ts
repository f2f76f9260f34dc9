import { ERROR_CLASSES, type ErrorClass } from '../../../shared/domain/states.ts';
import type { Input } from '../../../shared/ipc/contract.ts';
import type { QueueRow } from '../../../shared/ipc/parts.ts';

/** The tabs of the queue, from what needs the person to what needs nothing. */
export const QUEUE_VIEWS = ['person', 'waiting', 'uncertain', 'fresh', 'abandoned', 'done'] as const;
export type QueueView = (typeof QUEUE_VIEWS)[number];

type Filter = NonNullable<Input<'queue.list'>['filter']>;

/** What each tab asks for. `waiting` are those that failed before: they have an error class. */
export const filterOf = (view: QueueView, text: string, classes: readonly ErrorClass[]): Filter => {
  const chosen = [...classes];
  switch (view) {
    case 'person':
      return { states: ['needs_person'], classes: chosen, text };
    case 'waiting':
      return {
        states: ['pending', 'retrying'],
        classes: chosen.length > 0 ? chosen : [...ERROR_CLASSES],
        uncertain: false,
        text,
      };
    case 'uncertain':
      return { states: ['pending', 'retrying', 'needs_person'], classes: chosen, uncertain: true, text };
    case 'fresh':
      return { states: ['pending', 'retrying'], uncertain: false, text };
    case 'abandoned':
      return { states: ['abandoned'], classes: chosen, text };
    case 'done':
      return { states: ['success'], text };
  }
};

/** The filter has no "never failed": of what `fresh` asks for, those with an error belong to `waiting`. */
export const belongsTo = (view: QueueView, row: Pick<QueueRow, 'error'>): boolean =>
  view !== 'fresh' || row.error === null;

/** A tab by its name in the address; the first one otherwise. */
export const viewOf = (name: string | null): QueueView | null =>
  QUEUE_VIEWS.includes(name as QueueView) ? (name as QueueView) : null;
