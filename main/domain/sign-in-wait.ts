/**
 * How long an operator has to wait after so many wrong secrets in a row, seconds. Two slips of a finger cost nothing; ten
 * thousand PINs of four digits take months.
 */
const WAITS = [0, 0, 0, 10, 30, 60, 120, 300, 900] as const;
const LONGEST = 900;

export const waitAfter = (failures: number): number => WAITS[failures] ?? LONGEST;

/**
 * @param failedAt UTC epoch ms of the last failure
 * @returns whole seconds until the next try; at most the whole wait, also where the clock was set back
 */
export const waitLeft = (failures: number, failedAt: number | null, now: number): number => {
  if (failedAt === null) return 0;
  const whole = waitAfter(failures);
  return Math.max(0, Math.min(whole, Math.ceil((failedAt + whole * 1_000 - now) / 1_000)));
};
