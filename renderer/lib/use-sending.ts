import type { Output } from '../../shared/ipc/contract.ts';
import { useApi } from './use-api.ts';

/** How the sending as a whole stands. */
export type SendingState = Output<'sending.state'>;

/** Looked at often, besides on every change: a probe or the end of a pause may come at any time. */
export const useSending = () => useApi('sending.state', {}, { refetchInterval: 10_000, keepPrevious: true });
