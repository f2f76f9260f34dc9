import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { inFolder } from '../backup/failures.ts';
import { utcStamp } from '../backup/manifest/manifest.ts';
import { besideFolder } from '../backup/other-companies.ts';
import { RESTORED_DB } from '../backup/restore/build.ts';
import { nameForKept, writeMarker } from '../backup/restore/swap.ts';
import type { Clock } from '../domain/clock.ts';
import { openStore, type Store } from '../store/open.ts';
import { settleDatabase } from '../store/snapshot.ts';
import { LOOKS } from './preferences.ts';

export interface MoveParts {
  readonly profileDir: string;
  readonly environment: 'practice' | 'certification';
  readonly store: Pick<Store, 'settings'>;
  readonly vaultFolder: () => string;
  readonly clock: Clock;
}

/**
 * Prepares the end of practice or certification: at the next start the program is as new, but for how it looks. Database, keys and
 * practice SII go into a folder of the profile (`Práctica dd-mm-aaaa hh.mm`), the vault stays where it is, and the next one begins
 * beside it: a restore of the business must never find a snapshot of a test. Nothing is deleted.
 * @param by who asked for it
 * @returns the folder's name
 * @throws AppError disk_full, folder_not_writable; then everything is as it was
 */
export const prepareMove = async (
  { profileDir, environment, store, vaultFolder, clock }: MoveParts,
  by: string,
): Promise<string> => {
  const at = clock.now();
  const staging = `restaurando-${utcStamp(at)}-${randomBytes(4).toString('hex')}`;
  const kept = await nameForKept(profileDir, at, NAMES[environment]);
  await inFolder(async () => {
    const file = join(profileDir, staging, RESTORED_DB);
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    const fresh = openStore(file, { clock });
    try {
      for (const key of LOOKS) {
        const chosen = store.settings.get(key);
        if (chosen !== undefined && chosen !== null) fresh.settings.set(key, chosen);
      }
      fresh.settings.set('vault.folder', besideFolder(vaultFolder()));
    } finally {
      fresh.close();
    }
    settleDatabase(file);
    await writeMarker(profileDir, {
      format: 'resguardo-restauracion',
      version: 1,
      phase: 'keep',
      fresh: true,
      staging,
      kept,
      at,
      by,
      figures: { environment, folder: kept },
    });
  });
  return kept;
};

const NAMES = { practice: 'Práctica', certification: 'Certificación' } as const;
