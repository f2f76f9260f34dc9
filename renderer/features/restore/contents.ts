import type { Input, Output } from '../../../shared/ipc/contract.ts';

/** What was found in a vault. */
export type Contents = Output<'restore.inspect'>;
/** To which moment it is restored. */
export type Point = Input<'restore.run'>['point'];
