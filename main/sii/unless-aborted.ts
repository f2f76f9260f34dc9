/** The work's end, or 'aborted' as soon as the signal says so: the work goes on for whoever else waits for it. */
export const unlessAborted = <T>(
  work: Promise<T>,
  signal: AbortSignal | undefined,
): Promise<T | 'aborted'> => {
  if (!signal) return work;
  if (signal.aborted) {
    // A shared login may still fail; its other callers hear of it.
    work.catch(() => undefined);
    return Promise.resolve('aborted');
  }
  return new Promise((resolve, reject) => {
    const onAbort = (): void => resolve('aborted');
    signal.addEventListener('abort', onAbort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
};
