import { AppError } from '../../shared/domain/errors.ts';
import { readKeyFile } from './key-file.ts';
import { unwrapByPassphrase } from './passphrase.ts';

/** Shows that somebody knows a passphrase that opens the keys of this business: the one of each start, or the recovery one. */
export interface OwnerProof {
  available(): boolean;
  check(passphrase: string): Promise<boolean>;
}

/** @param files key files of the profile; those that are not there or are not wrapped by a passphrase prove nothing */
export const createOwnerProof = (files: readonly string[]): OwnerProof => {
  const entries = () =>
    files.flatMap((path) => {
      const read = readKeyFile(path);
      return read.kind === 'file' && read.file.current.wrap.mode === 'passphrase'
        ? [{ id: read.file.current.id, wrap: read.file.current.wrap }]
        : [];
    });
  return {
    available: () => entries().length > 0,
    check: async (passphrase) => {
      for (const { id, wrap } of entries()) {
        try {
          (await unwrapByPassphrase(id, wrap, passphrase)).bytes.fill(0);
          return true;
        } catch (error) {
          if (!(error instanceof AppError)) throw error;
        }
      }
      return false;
    },
  };
};
