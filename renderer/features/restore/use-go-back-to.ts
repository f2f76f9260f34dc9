import { notifyFailed } from '../../components/notify.tsx';
import { errorValueOf } from '../../lib/api.ts';
import { goTo } from '../../lib/route.ts';
import { useAction } from '../../lib/use-api.ts';
import { RESTORE_ADDRESS } from './place.ts';
import { forgetReport } from './restored.ts';
import { useRestoreState } from './use-restore-state.ts';

/** Begins to go back to a former state, and shows how far it is. */
export const useGoBackTo = () => {
  const revert = useAction('restore.revert');
  const { look } = useRestoreState();
  return (name: string) => {
    forgetReport();
    revert.mutate(
      { name },
      {
        onError: (error) => {
          if (errorValueOf(error).code !== 'cancelled') notifyFailed(error);
        },
        onSettled: () => void look(),
      },
    );
    goTo(RESTORE_ADDRESS);
    void look();
  };
};
