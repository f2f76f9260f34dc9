/** How long something took, over many runs. */
export interface Figure {
  readonly name: string;
  readonly runs: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

const round = (ms: number): number => Math.round(ms * 1000) / 1000;

/** Runs `work` so many times, one after the other, each timed alone. */
export const measure = (name: string, runs: number, work: (run: number) => void): Figure => {
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    const started = performance.now();
    work(run);
    times.push(performance.now() - started);
  }
  times.sort((one, other) => one - other);
  return {
    name,
    runs,
    p50: round(at(times, 0.5)),
    p99: round(at(times, 0.99)),
    max: round(times.at(-1) ?? 0),
  };
};

/** Turns pages of a list, from its beginning again after its end. */
export const measurePages = (
  name: string,
  runs: number,
  page: (cursor: string | null) => { readonly next: string | null },
): Figure => {
  let cursor: string | null = null;
  return measure(name, runs, () => {
    cursor = page(cursor).next;
  });
};
