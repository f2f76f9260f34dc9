import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KEY_FILE, PRACTICE_DB, RESTORED_DB } from '../../../main/backup/restore/build.ts';
import { settleRestored } from '../../../main/backup/restore/settle.ts';
import {
  applyPending,
  endPending,
  keptStates,
  MARKER_NAME,
  SWAP_FAILPOINTS,
} from '../../../main/backup/restore/swap.ts';
import { prepareMove } from '../../../main/setup/move-on.ts';
import { openStore } from '../../../main/store/open.ts';
import { NOW } from '../../support/certificates.ts';
import { createFakeClock } from '../../support/clock.ts';
import { type TempFolder, tempFolder } from '../../support/store.ts';

const KEPT = 'Práctica 24-11-2026 09.00';
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

describe('leaving practice', () => {
  const clock = createFakeClock(NOW);
  let folder: TempFolder;
  let profileDir: string;
  let vault: string;

  /** A profile that has practised: database with settings, keys, practice SII. */
  beforeEach(() => {
    folder = tempFolder();
    profileDir = join(folder.path, 'perfil');
    vault = join(folder.path, 'Resguardo');
    mkdirSync(profileDir);
    mkdirSync(vault);
    const store = openStore(join(profileDir, RESTORED_DB), { clock });
    store.settings.set('window.colorScheme', 'dark');
    store.settings.set('print.siiOffice', 'Maipú');
    store.close();
    writeFileSync(join(profileDir, KEY_FILE), 'llaves de práctica');
    writeFileSync(join(profileDir, PRACTICE_DB), 'SII de práctica');
  });
  afterEach(() => folder.remove());

  const prepare = async (): Promise<string> => {
    const store = openStore(join(profileDir, RESTORED_DB), { clock });
    try {
      return await prepareMove(
        { profileDir, environment: 'practice', store, vaultFolder: () => vault, clock },
        'Ana',
      );
    } finally {
      store.close();
    }
  };
  /** What every start of the program does. */
  const start = async (): Promise<void> => {
    const pending = await applyPending(profileDir);
    if (!pending) return;
    const store = openStore(join(profileDir, RESTORED_DB), { clock });
    try {
      await settleRestored({ profileDir, store, pending, clock, log });
    } finally {
      store.close();
    }
    await endPending(profileDir, pending);
  };
  const expectFresh = (): void => {
    const store = openStore(join(profileDir, RESTORED_DB), { clock });
    try {
      expect(store.settings.get('window.colorScheme')).toBe('dark');
      expect(store.settings.get('print.siiOffice') ?? null).toBe(null);
      expect(store.settings.get('vault.folder')).toBe(`${vault} (empresa)`);
    } finally {
      store.close();
    }
    for (const name of [KEY_FILE, PRACTICE_DB, MARKER_NAME])
      expect(existsSync(join(profileDir, name))).toBe(false);
    expect(readFileSync(join(profileDir, KEPT, KEY_FILE), 'utf8')).toBe('llaves de práctica');
    expect(readFileSync(join(profileDir, KEPT, PRACTICE_DB), 'utf8')).toBe('SII de práctica');
    const kept = openStore(join(profileDir, KEPT, RESTORED_DB), { clock });
    expect(kept.settings.get('print.siiOffice')).toBe('Maipú');
    kept.close();
    expect(readdirSync(profileDir).filter((name) => name.startsWith('restaurando-'))).toEqual([]);
  };

  it('at the next start, sets all of it aside, keeps how the program looks, and begins a vault of its own', async () => {
    expect(await prepare()).toBe(KEPT);
    await start();
    expectFresh();
    // Not among the states that a restore can go back to: the business must never turn into a practice one.
    expect(await keptStates(profileDir)).toEqual([]);
  });

  it.each(SWAP_FAILPOINTS.filter((name) => name !== 'swap.settled'))(
    'broken off at %s, is done by the start after it',
    async (at) => {
      await prepare();
      await expect(
        applyPending(profileDir, (name) => {
          if (name === at) throw new Error('power cut');
        }),
      ).rejects.toThrow();
      await start();
      expectFresh();
    },
  );

  it('where a folder of that name is there, begins in the next number', async () => {
    mkdirSync(`${vault} (empresa)`);
    await prepare();
    await start();
    const store = openStore(join(profileDir, RESTORED_DB), { clock });
    expect(store.settings.get('vault.folder')).toBe(`${vault} (empresa 2)`);
    store.close();
  });
});
