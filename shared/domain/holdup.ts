import type { Environment } from './states.ts';

/** How the sending as a whole stands, as far as one document's turn depends on it. */
export interface SendingStand {
  readonly state: 'sending' | 'paused' | 'waiting' | 'trying' | 'no_room';
  readonly pausedUntil: number | null;
}

/** When a document is to be tried, and whether it failed before. */
export interface Turn {
  readonly dueAt: number;
  readonly failedBefore: boolean;
}

/** What a document waits for beyond its own time. */
export type Holdup =
  | { readonly kind: 'held'; readonly by: string }
  | { readonly kind: 'pause'; readonly untilAt: number }
  | { readonly kind: 'network' }
  | { readonly kind: 'sii' }
  | { readonly kind: 'room' };

/** Whether sending has to wait for a network. Práctica needs none: its SII is in this computer. */
export const isCutOff = (online: boolean, environment: Environment | null): boolean =>
  !online && environment !== 'practice';

/** Null where nothing stands between a document and its own time. */
export const holdupOf = (
  { dueAt, failedBefore }: Turn,
  { state, pausedUntil }: SendingStand,
  cutOff: boolean,
  now: number,
): Holdup | null => {
  const isDue = dueAt <= now;
  if (state === 'no_room') return isDue ? { kind: 'room' } : null;
  if (state === 'paused' && pausedUntil !== null)
    return dueAt <= pausedUntil ? { kind: 'pause', untilAt: pausedUntil } : null;
  if (cutOff && isDue) return { kind: 'network' };
  // What failed before is tried at its time also while the SII is away; what never did waits for it.
  return state === 'waiting' && (isDue || !failedBefore) ? { kind: 'sii' } : null;
};
