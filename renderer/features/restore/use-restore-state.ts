import { useQueryClient } from '@tanstack/react-query';
import type { Output } from '../../../shared/ipc/contract.ts';
import { useApi } from '../../lib/use-api.ts';

export type RestoreState = Output<'restore.progress'>;

const WHILE_WORKING = 350;
const OTHERWISE = 4_000;

/** How the restore stands in main, which goes on whatever screen is shown. */
export const useRestoreState = () => {
  const client = useQueryClient();
  const known = client.getQueryData<RestoreState>(['restore.progress', {}]);
  const query = useApi(
    'restore.progress',
    {},
    { refetchInterval: known?.state === 'working' ? WHILE_WORKING : OTHERWISE },
  );
  return { ...query, look: () => client.invalidateQueries({ queryKey: ['restore.progress'] }) };
};
