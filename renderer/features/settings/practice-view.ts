import type { Output } from '../../../shared/ipc/contract.ts';

/** What the practice SII was told to do, and what it has received. */
export type PracticeView = Output<'practice.get'>;
