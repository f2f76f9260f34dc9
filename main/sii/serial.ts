import { unlessAborted } from './unless-aborted.ts';

/** Runs work one after the other, in the order in which it came. */
export interface Serial {
  /** @returns what the work came to, or 'aborted' when it was given up before its turn: it is then not begun */
  run<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T | 'aborted'>;
}

export const createSerial = (): Serial => {
  let last: Promise<void> = Promise.resolve();

  const run = async <T>(
    turn: Promise<void>,
    work: () => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T | 'aborted'> => ((await unlessAborted(turn, signal)) === 'aborted' ? 'aborted' : work());

  return {
    run: (work, signal) => {
      const turn = last;
      const done = run(turn, work, signal);
      // Who gives up early leaves the queue; who comes next still waits for the one before.
      last = Promise.allSettled([turn, done]).then(() => undefined);
      return done;
    },
  };
};
