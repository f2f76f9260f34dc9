import { type UseQueryResult, useMutation, useQuery } from '@tanstack/react-query';
import type { Output } from '../../../../shared/ipc/contract.ts';
import type { Paper } from '../../../../shared/print/data.ts';
import { texts } from '../../../../shared/texts/es-CL.ts';
import { call } from '../../../lib/api.ts';
import { notifyDone, notifyFailed, notifyProblem } from '../../notify.tsx';

const t = texts.documents.detail;

/** A printed copy: on a sheet or on the roll of a till, for the buyer or to be assigned (cedible). */
export interface PrintedCopy {
  readonly paper: Paper;
  readonly cedible: boolean;
}

/** The PDF of a copy. Signed bytes do not change; the logo may, so that it is made anew each time that somebody looks. */
export const usePreviewedPdf = (id: number, copy: PrintedCopy): UseQueryResult<Output<'documents.preview'>> =>
  useQuery({
    queryKey: ['documents.preview', { id, ...copy }],
    queryFn: () => call('documents.preview', { id, ...copy }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });

/** What can be done with a printed copy: print it, save it into a folder, hand it to another program. Says what went wrong. */
export const usePdf = (id: number, name: string) => {
  const open = useMutation({
    mutationFn: (copy: PrintedCopy) => call('documents.pdf', { action: 'open', id, ...copy }),
    onSuccess: ({ opened }) => opened || notifyProblem(t.pdfNotOpened, t.pdfNotOpenedText),
    onError: notifyFailed,
  });
  const save = useMutation({
    mutationFn: async (copy: PrintedCopy) => {
      const { folder } = await call('dialogs.chooseFolder', { purpose: 'export' });
      return folder === null ? null : call('documents.pdf', { action: 'save', id, folder, ...copy });
    },
    onSuccess: (saved) => saved !== null && notifyDone(t.pdfSaved, saved.file),
    onError: notifyFailed,
  });
  const print = useMutation({
    mutationFn: (copy: PrintedCopy) => call('documents.print', { id, ...copy }),
    onSuccess: ({ printed }) => printed && notifyDone(t.preview.printed, name),
    onError: notifyFailed,
  });
  return {
    open: open.mutate,
    opening: open.isPending,
    save: save.mutate,
    saving: save.isPending,
    print: print.mutate,
    printing: print.isPending,
  };
};
