import { useMutation } from '@tanstack/react-query';
import { texts } from '../../../shared/texts/es-CL.ts';
import { notifyDone, notifyFailed } from '../../components/notify.tsx';
import { call, Failure } from '../../lib/api.ts';
import { useLookAgain } from './use-safekeeping.ts';

const t = texts.safekeeping.mirror;

/** Chooses the folder of the second copy, or gives it up. @param vaultFolder the one that it must not be */
export const useMirrorFolder = (vaultFolder: string) => {
  const lookAgain = useLookAgain();
  const choose = useMutation({
    networkMode: 'always',
    mutationFn: async () => {
      const { folder } = await call('dialogs.chooseFolder', { purpose: 'mirror' });
      if (folder === null) return null;
      if (folder === vaultFolder) throw new Failure({ code: 'folder_not_writable' });
      return call('mirror.set', { folder });
    },
    onSuccess: (changed) => {
      if (changed !== null) notifyDone(t.saved);
    },
    onError: notifyFailed,
    onSettled: lookAgain,
  });
  const remove = useMutation({
    networkMode: 'always',
    mutationFn: () => call('mirror.set', { folder: null }),
    onSuccess: () => notifyDone(t.removed),
    onError: notifyFailed,
    onSettled: lookAgain,
  });
  return {
    isPending: choose.isPending || remove.isPending,
    choose: () => choose.mutate(),
    remove: () => remove.mutate(),
  };
};
