import type { Outlook } from '../../../main/presence/outlook.ts';

/** A program with nothing to tell. */
export const calm = (changes: Partial<Outlook> = {}): Outlook => ({
  now: Date.UTC(2026, 6, 15, 15, 0),
  needsPerson: 0,
  abandoned: 0,
  pending: 0,
  inFlight: 0,
  nextDueAt: null,
  sending: 'sending',
  pausedUntil: null,
  nextProbeAt: null,
  cutOff: false,
  acceptedToday: 0,
  vaultProblem: null,
  certificateDays: 400,
  fewFolios: [],
  progress: null,
  ...changes,
});
