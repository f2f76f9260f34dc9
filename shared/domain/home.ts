/**
 * How the SII was on a day, from our own attempts alone: none (nothing was asked of it), up, slow (it answered, but half of the
 * time late), unsteady (some were not answered), down (most were not).
 */
export const SII_DAYS = ['none', 'up', 'slow', 'unsteady', 'down'] as const;
export type SiiDay = (typeof SII_DAYS)[number];

/**
 * What a business does once, in this order. `elsewhere`: a copy of the backups on another disk than the program's. `recovery`: a
 * passphrase that opens the keys on another computer. `tour` is for the practice company alone, the two before it are not.
 */
export const CHECKLIST_STEPS = [
  'company',
  'certificate',
  'folios',
  'document',
  'verified',
  'elsewhere',
  'recovery',
  'tour',
] as const;
export type ChecklistStep = (typeof CHECKLIST_STEPS)[number];
