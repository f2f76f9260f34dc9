import { useState } from 'react';
import { useAction } from '../../lib/use-api.ts';
import { type Chosen, useChoose, useChooseFile } from './use-choose.ts';

export interface OpenArchive {
  readonly file: Chosen;
  readonly into: Chosen;
  readonly passphrase: string;
  readonly ready: boolean;
  readonly isPending: boolean;
  readonly error: Error | null;
  setPassphrase(passphrase: string): void;
  open(): void;
}

/** An archive that becomes a vault: which one, its passphrase, and where to. @param onOpened gets the vault's folder */
export const useOpenArchive = (onOpened: (folder: string) => void): OpenArchive => {
  const file = useChooseFile('archive');
  const into = useChoose('vault');
  const [passphrase, setPassphrase] = useState('');
  const action = useAction('archive.open');
  return {
    file,
    into,
    passphrase,
    setPassphrase,
    ready: file.path !== null && into.path !== null && passphrase !== '',
    isPending: action.isPending,
    error: action.error,
    open: () => {
      if (file.path === null || into.path === null) return;
      action.mutate(
        { file: file.path, passphrase, folder: into.path },
        { onSuccess: ({ folder }) => onOpened(folder) },
      );
    },
  };
};
