import type { Timers } from '../sending/timers.ts';

/** How often at most, in ms: at first, and once so many turns in a row had something to tell. */
export interface Pace {
  readonly ms: number;
  readonly turns: number;
  readonly slowMs: number;
}

/**
 * Hands on what comes in bursts: the first at once, the rest of each turn together at its end. A batch changes the same lists
 * dozens of times a second, and each change makes the window ask again; one that goes on for long leaves it time to do other things.
 */
export const coalesce = <T>(
  tell: (items: readonly T[]) => void,
  timers: Timers,
  { ms, turns, slowMs }: Pace,
): { readonly tell: (items: readonly T[]) => void; readonly stop: () => void } => {
  let timer: unknown = null;
  let held = new Set<T>();
  const wait = (turn: number): void => {
    timer = timers.set(
      () => {
        timer = null;
        if (held.size === 0) return;
        const items = [...held];
        held = new Set();
        wait(turn + 1);
        tell(items);
      },
      turn < turns ? ms : slowMs,
    );
  };
  return {
    tell: (items) => {
      if (timer !== null) {
        for (const item of items) held.add(item);
        return;
      }
      wait(0);
      tell(items);
    },
    stop: () => {
      if (timer !== null) timers.clear(timer);
      timer = null;
    },
  };
};
