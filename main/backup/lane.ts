/** Runs work in the order in which it comes, one piece at a time; a piece that fails does not hold up the next. */
export type Lane = <T>(work: () => Promise<T>) => Promise<T>;

export const createLane = (): Lane => {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  };
};
