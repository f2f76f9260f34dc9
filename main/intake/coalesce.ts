import type { Timers } from '../sending/timers.ts';

/**
 * Hands on what comes in bursts: the first at once, the rest of the next `ms` together at their end. A batch changes the same lists
 * dozens of times a second, and each change makes the window ask again.
 */
export const coalesce = <T>(
  tell: (items: readonly T[]) => void,
  timers: Timers,
  ms: number,
): { readonly tell: (items: readonly T[]) => void; readonly stop: () => void } => {
  let timer: unknown = null;
  let held = new Set<T>();
  const wait = (): void => {
    timer = timers.set(() => {
      timer = null;
      if (held.size === 0) return;
      const items = [...held];
      held = new Set();
      wait();
      tell(items);
    }, ms);
  };
  return {
    tell: (items) => {
      if (timer !== null) {
        for (const item of items) held.add(item);
        return;
      }
      wait();
      tell(items);
    },
    stop: () => {
      if (timer !== null) timers.clear(timer);
      timer = null;
    },
  };
};
