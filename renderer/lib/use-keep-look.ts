import type { Input } from '../../shared/ipc/contract.ts';
import { notifyFailed } from '../components/notify.tsx';
import { useAction } from './use-api.ts';
import { useMay } from './use-session.ts';

/**
 * Remembers how somebody wants the window to look. On a damaged database nothing is kept: it looks so for as long as the window
 * is there, and that is no failure to tell of.
 */
export const useKeepLook = () => {
  const update = useAction('settings.update');
  const isKept = useMay('settings.update');
  return (look: Pick<Input<'settings.update'>, 'colorScheme' | 'density'>): void => {
    if (isKept) update.mutate(look, { onError: notifyFailed });
  };
};
