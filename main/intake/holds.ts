import type { ErrorCode } from '../../shared/domain/errors.ts';

/** Failures that say nothing about the document: what waits goes on waiting, and is tried again. */
const HOLDS: ReadonlySet<ErrorCode> = new Set([
  'internal',
  'locked',
  'not_set_up',
  'folios_exhausted',
  'caf_expired',
  'certificate_missing',
  'certificate_expired',
  'certificate_not_yet_valid',
  'disk_full',
  'database_damaged',
] satisfies readonly ErrorCode[]);

export const holdsEverybodyUp = (code: ErrorCode): boolean => HOLDS.has(code);
