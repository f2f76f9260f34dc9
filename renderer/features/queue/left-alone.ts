import type { Output } from '../../../shared/ipc/contract.ts';
import type { QueueRow } from '../../../shared/ipc/parts.ts';
import { documentName } from '../../lib/text.ts';

/** A document that an action for many left as it was, and why. */
interface LeftRow {
  readonly id: number;
  readonly name: string;
  readonly why: Output<'queue.retry'>['skipped'][number]['why'];
}

/** All that it left as they were: how many, and the first of them. */
export interface LeftAlone {
  readonly total: number;
  readonly rows: readonly LeftRow[];
}

/** main names no more than these of everything that a filter finds; nobody reads further. */
export const MOST_LISTED = 200;

export const leftOfRows = ({ skipped }: Output<'queue.retry'>, rows: readonly QueueRow[]): LeftAlone => ({
  total: skipped.length,
  rows: skipped.slice(0, MOST_LISTED).map(({ id, why }) => {
    const row = rows.find((each) => each.id === id);
    return { id, why, name: row === undefined ? String(id) : documentName(row) };
  }),
});

export const leftOfFilter = ({ left, skipped }: Output<'queue.retryMatching'>): LeftAlone => ({
  total: left,
  rows: skipped.map((each) => ({ id: each.id, why: each.why, name: documentName(each) })),
});

let last: LeftAlone | null = null;

/** Keeps it for the list that its notice leads to: the notice outlives the screen that it came from. */
export const keepLeftAlone = (left: LeftAlone): void => {
  last = left;
};
export const lastLeftAlone = (): LeftAlone | null => last;
