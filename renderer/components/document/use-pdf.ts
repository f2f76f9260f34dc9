import { useMutation } from '@tanstack/react-query';
import { texts } from '../../../shared/texts/es-CL.ts';
import { call } from '../../lib/api.ts';
import { notifyDone, notifyFailed, notifyProblem } from '../notify.tsx';

const t = texts.documents.detail;

/** A printed copy: on a sheet or on the roll of a till, for the buyer or to be assigned (cedible). */
export interface PrintedCopy {
  readonly paper: 'letter' | 'roll';
  readonly cedible: boolean;
}

/** Shows a printed copy, or saves it into a folder that the person picks; says what went wrong. */
export const usePdf = (id: number) => {
  const open = useMutation({
    networkMode: 'always',
    mutationFn: (copy: PrintedCopy) => call('documents.pdf', { action: 'open', id, ...copy }),
    onSuccess: ({ opened }) => opened || notifyProblem(t.pdfNotOpened, t.pdfNotOpenedText),
    onError: notifyFailed,
  });
  const save = useMutation({
    networkMode: 'always',
    mutationFn: async (copy: PrintedCopy) => {
      const { folder } = await call('dialogs.chooseFolder', { purpose: 'export' });
      return folder === null ? null : call('documents.pdf', { action: 'save', id, folder, ...copy });
    },
    onSuccess: (saved) => saved !== null && notifyDone(t.pdfSaved, saved.file),
    onError: notifyFailed,
  });
  return { open: open.mutate, save: save.mutate, busy: open.isPending || save.isPending };
};
