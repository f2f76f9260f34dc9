/** The self-checks, in the order in which they are numbered for support. Numbers are never given to another check. */
export const CHECKS = [
  'versions',
  'clock',
  'database',
  'disk',
  'vault',
  'copies',
  'keys',
  'certificate',
  'folios',
  'queue',
  'sii',
] as const;
export type CheckName = (typeof CHECKS)[number];

/** info: a fact that is neither good nor bad. */
export const CHECK_OUTCOMES = ['good', 'warning', 'bad', 'info'] as const;
export type CheckOutcome = (typeof CHECK_OUTCOMES)[number];
