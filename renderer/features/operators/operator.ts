import type { Output } from '../../../shared/ipc/contract.ts';

export type Operator = Output<'operators.list'>['items'][number];
