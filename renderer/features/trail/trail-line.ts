import type { Output } from '../../../shared/ipc/contract.ts';

export type TrailLine = Output<'trail.list'>['items'][number];
