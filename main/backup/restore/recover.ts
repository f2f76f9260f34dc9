import type { Clock } from '../../domain/clock.ts';
import { type Places, readPlaces } from '../places.ts';
import type { BackupLog, VerifyDte } from '../records.ts';
import type { RestoreReport } from './build.ts';
import { createRestore } from './restore.ts';

export interface RecoverOptions {
  readonly profileDir: string;
  /** Where the vault is if nothing says otherwise. */
  readonly defaultVault: string;
  readonly clock: Clock;
  readonly verifyDte: VerifyDte;
  readonly log: BackupLog;
}

/**
 * For a database that cannot be opened: prepares another one from the newest whole snapshot and every document of the vault.
 * The next `openApp` sets the damaged file aside, with its -wal and -shm, and takes from it what can still be read.
 * @throws AppError 'vault_not_found' and those of `Restore.run`; then everything is as it was
 */
export const recoverDatabase = async (options: RecoverOptions): Promise<RestoreReport> => {
  const { profileDir, clock, verifyDte, log } = options;
  const places: Places = (await readPlaces(profileDir)) ?? { vault: options.defaultVault, mirror: null };
  const restore = createRestore({
    profileDir,
    clock,
    verifyDte,
    log,
    store: () => null,
    folders: () => places,
  });
  try {
    return await restore.run(places.vault, { kind: 'latest' });
  } catch (error) {
    if (places.mirror === null) throw error;
    log.warn('restore: the vault does not serve, its second copy is tried', { cause: String(error) });
    return restore.run(places.mirror, { kind: 'latest' });
  }
};
