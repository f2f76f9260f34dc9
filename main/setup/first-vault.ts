import { besideFolder, companiesIn } from '../backup/other-companies.ts';
import type { Store } from '../store/open.ts';
import type { Preferences } from './preferences.ts';

interface FirstVault {
  readonly store: Pick<Store, 'companies'>;
  readonly preferences: Pick<Preferences, 'vaultFolder' | 'setVaultFolder'>;
  /** Where copies lie unless somebody chooses another place. */
  readonly usual: string;
}

/**
 * In an empty profile: what lies in the usual place is of a business that was here before, and a new one never writes into it. It
 * begins beside. A database that cannot be read is no empty one.
 */
export const avoidUsed = async ({ store, preferences, usual }: FirstVault): Promise<void> => {
  try {
    if (store.companies.working() !== null || preferences.vaultFolder() !== usual) return;
    if ((await companiesIn(usual)).length > 0) preferences.setVaultFolder(besideFolder(usual));
  } catch {
    // Whatever reads or writes next says what is wrong with it.
  }
};
