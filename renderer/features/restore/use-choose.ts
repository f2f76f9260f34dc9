import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Input } from '../../../shared/ipc/contract.ts';
import { notifyFailed } from '../../components/notify.tsx';
import { call } from '../../lib/api.ts';

export interface Chosen {
  readonly path: string | null;
  readonly isPending: boolean;
  pick(): void;
}

const useChosen = (ask: () => Promise<string | null>): Chosen => {
  const [path, setPath] = useState<string | null>(null);
  const choose = useMutation({
    networkMode: 'always',
    mutationFn: ask,
    // Thought better of it: what was chosen before stays.
    onSuccess: (answer) => setPath((before) => answer ?? before),
    onError: notifyFailed,
  });
  return { path, isPending: choose.isPending, pick: () => choose.mutate() };
};

/** A folder that a person chooses in the system's own dialog. */
export const useChoose = (purpose: Input<'dialogs.chooseFolder'>['purpose']): Chosen =>
  useChosen(async () => (await call('dialogs.chooseFolder', { purpose })).folder);

/** The same for a file. */
export const useChooseFile = (purpose: Input<'dialogs.chooseFile'>['purpose']): Chosen =>
  useChosen(async () => (await call('dialogs.chooseFile', { purpose })).file);
