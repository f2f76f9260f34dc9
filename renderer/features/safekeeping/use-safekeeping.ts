import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { ChannelName } from '../../../shared/ipc/channels.ts';
import type { Output } from '../../../shared/ipc/contract.ts';
import { useApi } from '../../lib/use-api.ts';

export type VaultStatus = Output<'vault.status'>;
export type PatrolReport = Output<'backups.verifyAll'>;
export type DrillReport = Output<'drill.run'>;

const CHANNELS: readonly ChannelName[] = [
  'vault.status',
  'snapshots.list',
  'backups.verifyReport',
  'restore.kept',
  'backups.list',
];

/** Asks again for all that these screens show. */
export const useLookAgain = () => {
  const client = useQueryClient();
  return () => {
    for (const channel of CHANNELS) void client.invalidateQueries({ queryKey: [channel] });
  };
};

/** How the copies are; looked at when a screen of theirs opens, twice a minute, and whenever main says that something about backups changed. */
export const useVaultStatus = () => {
  const client = useQueryClient();
  useEffect(
    () =>
      window.app.onChange((topics) => {
        if (!topics.includes('backups') && !topics.includes('settings')) return;
        for (const channel of CHANNELS) void client.invalidateQueries({ queryKey: [channel] });
      }),
    [client],
  );
  return useApi('vault.status', {}, { refetchInterval: 30_000, keepPrevious: true, anew: true });
};
