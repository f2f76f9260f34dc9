import type { RestoreState } from './use-restore-state.ts';

/** Bringing the documents takes longer than holding them against their hashes. */
const SHARE_OF_DOCUMENTS = 0.75;
/** Sooner, a guess says nothing. */
const LEAST_MS = 2_000;
const LEAST_PART = 0.04;

/** How much of a restore is done, 0 to 1. */
export const partDone = (progress: RestoreState['progress']): number => {
  if (progress === null || progress.phase === 'base') return 0;
  const part = progress.total === 0 ? 1 : Math.min(1, progress.done / progress.total);
  return progress.phase === 'documents'
    ? part * SHARE_OF_DOCUMENTS
    : SHARE_OF_DOCUMENTS + part * (1 - SHARE_OF_DOCUMENTS);
};

/** What is left, ms, if it goes on as it went so far; null while that cannot be said. */
export const timeLeft = (part: number, elapsedMs: number): number | null =>
  part < LEAST_PART || elapsedMs < LEAST_MS ? null : (elapsedMs / part) * (1 - part);
