/** The seed of a suite: the one given (`RESGUARDO_SEED`, or `--seed` of the scripts), else its own fixed one. */
export const seedOr = (own: number): number => {
  const given = Number(process.env['RESGUARDO_SEED'] ?? '');
  return Number.isSafeInteger(given) && given > 0 ? given : own;
};

/** How often a suite does its thing: a small number in `npm test`, the full one where somebody has the night. */
export const often = (inTest: number, atNight: number): number =>
  process.env['RESGUARDO_NIGHT'] === '1' ? atNight : inTest;

export interface Random {
  /** From 0 to 1. */
  next(): number;
  /** A whole number from 0, below `end`. */
  below(end: number): number;
  pick<T>(from: readonly T[]): T;
}

/** Mulberry32: the same numbers on every machine. */
export const createRandom = (seed: number): Random => {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (end: number): number => Math.floor(next() * end);
  return { next, below, pick: <T>(from: readonly T[]): T => from[below(from.length)] as T };
};
