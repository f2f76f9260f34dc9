import { isDeepStrictEqual } from 'node:util';

/** One thing that the demo promises, and whether it held. */
export interface Check {
  readonly name: string;
  readonly ok: boolean;
  /** What was seen instead. */
  readonly seen?: string;
}

/** Prints each expectation as it is met or not, and keeps all of them for the end. */
export interface Checks {
  readonly all: readonly Check[];
  equal(name: string, seen: unknown, expected: unknown): void;
  /** An expectation that the script itself could not get as far as to look at. */
  broken(name: string, error: unknown): void;
}

const short = (value: unknown): string => (JSON.stringify(value) ?? 'undefined').slice(0, 600);

export const createChecks = (print: (line: string) => void): Checks => {
  const all: Check[] = [];
  const add = (check: Check): void => {
    all.push(check);
    print(check.ok ? `  ✓ ${check.name}` : `  ✗ ${check.name}\n      ${check.seen ?? ''}`);
  };
  return {
    all,
    equal: (name, seen, expected) => {
      const ok = isDeepStrictEqual(seen, expected);
      add(ok ? { name, ok } : { name, ok, seen: `seen ${short(seen)}, expected ${short(expected)}` });
    },
    broken: (name, error) =>
      add({ name, ok: false, seen: error instanceof Error ? error.message : String(error) }),
  };
};
