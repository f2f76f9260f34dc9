import { useMutation } from '@tanstack/react-query';
import type { Input } from '../../shared/ipc/contract.ts';
import { texts } from '../../shared/texts/es-CL.ts';
import { call } from '../lib/api.ts';
import { notifyDone, notifyFailed } from './notify.tsx';

type ExportRequest = Omit<Input<'exports.run'>, 'folder'>;

/** Asks for a folder and exports there; says how many and where, or what failed. Nothing happens if the chooser is closed. */
export const useExport = () =>
  useMutation({
    networkMode: 'always',
    mutationFn: async (request: ExportRequest) => {
      const { folder } = await call('dialogs.chooseFolder', { purpose: 'export' });
      return folder === null ? null : call('exports.run', { ...request, folder });
    },
    onSuccess: (result) => {
      if (result === null) return;
      notifyDone(texts.backups.export.done, texts.backups.export.doneText(result.documents, result.folder));
    },
    onError: notifyFailed,
  });
