import type { Clock } from '../../main/domain/clock.ts';
import type { Timers } from '../../main/sending/timers.ts';

/** A clock that moves only when told to, with timers that follow it. */
export interface FakeClock extends Clock {
  readonly timers: Timers;
  /** Time passes: timers fire in order, and what they start gets to run. */
  advance(ms: number): Promise<void>;
  /** Somebody moves the wall clock: no time passes, no timer fires. */
  jump(ms: number): void;
  /** Waits that are set now, shortest first, in ms. */
  sleeping(): readonly number[];
}

/** 2026-07-01 12:00 in Chile. */
export const NOON = Date.UTC(2026, 6, 1, 16, 0, 0);

/** Lets promises, and I/O that is ready, run. */
export const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export const createFakeClock = (start = NOON): FakeClock => {
  let wall = start;
  // Timers count elapsed time, not the wall clock's: as in the computer.
  let elapsed = 0;
  const set = new Map<number, { readonly at: number; readonly fn: () => void }>();
  let lastId = 0;

  return {
    now: () => wall,
    timers: {
      set(fn, ms) {
        lastId += 1;
        set.set(lastId, { at: elapsed + ms, fn });
        return lastId;
      },
      clear(handle) {
        set.delete(handle as number);
      },
    },
    async advance(ms) {
      const end = elapsed + ms;
      for (;;) {
        await breathe();
        const next = [...set.entries()]
          .filter(([, { at }]) => at <= end)
          .sort((a, b) => a[1].at - b[1].at)[0];
        if (!next) break;
        const [id, { at, fn }] = next;
        set.delete(id);
        wall += at - elapsed;
        elapsed = at;
        fn();
      }
      wall += end - elapsed;
      elapsed = end;
      await breathe();
    },
    jump(ms) {
      wall += ms;
    },
    sleeping: () => [...set.values()].map(({ at }) => at - elapsed).sort((a, b) => a - b),
  };
};
