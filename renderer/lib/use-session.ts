import type { ChannelName } from '../../shared/ipc/channels.ts';
import type { Output } from '../../shared/ipc/contract.ts';
import { call } from './api.ts';
import { useApi } from './use-api.ts';

export type SessionState = Output<'session.state'>;

/** Who is at the screen; looked at now and then, because a wait runs down and a session ends by itself. */
export const useSession = () => useApi('session.state', {}, { refetchInterval: 20_000, keepPrevious: true });

/**
 * Whether who is signed in may call a channel at all, by main's own table: what he may not is not offered. While nothing is known
 * it is: main refuses anyway.
 */
export const useMay = (channel: ChannelName): boolean =>
  !(useSession().data?.refused.includes(channel) ?? false);

/** Whether nobody may change anything now: the database is damaged. */
export const useReadOnly = (): boolean => useSession().data?.readOnly ?? false;

/** Whom the screen that asks should expect: who was here, or somebody else. */
let expected: 'same' | 'other' = 'same';

/** Closes the session. main tells the window, which then asks who is there. */
export const closeSession = async (next: 'same' | 'other'): Promise<void> => {
  expected = next;
  await call('session.lock', {});
};

/** Once: the next lock is told anew. */
export const takeExpected = (): 'same' | 'other' => {
  const was = expected;
  expected = 'same';
  return was;
};
