/** Where the time comes from. Everything that asks for the time is handed one of these. */
export interface Clock {
  /** Now, as UTC epoch ms. */
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };

/** A clock that runs ahead of another one: the practice company's, on which a learner skips the hours of a retry. */
export interface ShiftableClock extends Clock {
  /** How far it is ahead, ms. */
  ahead(): number;
  setAhead(ms: number): void;
}

export const createShiftableClock = (base: Clock): ShiftableClock => {
  let aheadMs = 0;
  return {
    now: () => base.now() + aheadMs,
    ahead: () => aheadMs,
    setAhead: (ms) => {
      aheadMs = ms;
    },
  };
};
