/** Where waiting comes from. The fake clock of tests and of the demo has its own. */
export interface Timers {
  /** @returns what `clear` takes */
  set(fn: () => void, ms: number): unknown;
  clear(handle: unknown): void;
}

export const systemTimers: Timers = {
  set: (fn, ms) => setTimeout(fn, ms),
  clear: (handle) => clearTimeout(handle as NodeJS.Timeout),
};
