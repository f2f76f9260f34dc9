import { createReadStream } from 'node:fs';
import { copyFile, open, readFile, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { AppError, appError, type ErrorValue } from '../../shared/domain/errors.ts';
import type { Clock } from '../domain/clock.ts';
import { ensureFolder, hashFile, streamDurably, syncFolder, writeDurably } from './durable.ts';
import { codeOf, inFolder } from './failures.ts';
import { sha256 } from './hash.ts';
import { MANIFEST_NAME, type Manifest } from './manifest/manifest.ts';
import { readManifest } from './manifest/read.ts';
import type { BackupLog } from './records.ts';
import { sweepTemps } from './temps.ts';
import type { Vault } from './vault.ts';

/**
 * A second copy of the vault in another place (USB, NAS), brought up to date whenever that place is there. What the copy
 * has is what its own manifest says, which is the beginning of the vault's, byte for byte: so no list has to be compared.
 */
export interface Mirror {
  /**
   * Copies what is missing, if the place is there. A call during another one is that other one. Never throws.
   * @returns files copied; null where the place is not there
   */
  sync(): Promise<number | null>;
  /** As the last copying found it. */
  state(): MirrorState;
  /** The same, having looked whether the place is there now: a disk is pulled out without a word. */
  look(): Promise<MirrorState>;
}

export interface MirrorState {
  readonly folder: string | null;
  readonly present: boolean;
  /** When it was last found or made complete, UTC epoch ms. */
  readonly lastCopyAt: number | null;
  readonly problem: ErrorValue | null;
}

export interface MirrorOptions {
  readonly folder: () => string | null;
  readonly lastCopyAt: () => number | null;
  /** @param upTo what `newest` said before the copying began */
  readonly copied: (at: number, upTo: number | null) => void;
  /** The newest document of the vault, where the vault has every document; else null. */
  readonly newest: () => number | null;
  /** Paths that were damaged here when it was their turn, over restarts too: the manifest has them, the mirror has not. */
  readonly owed: () => readonly string[];
  readonly owe: (paths: readonly string[]) => void;
  readonly vault: Vault;
  readonly vaultFolder: () => string;
  readonly manifest: () => Manifest;
  readonly clock: Clock;
  readonly log: BackupLog;
  /** Whether the program ends: what is not copied yet is copied the next time. */
  readonly isOver?: () => boolean;
}

/** The newest document that is in the second copy with all before it: ids only grow, whatever a clock does. */
export const MIRROR_UP_TO = 'mirror.upTo';

/** Shows that a folder is a mirror of ours: an empty mount point is none. */
export const MIRROR_MARK = 'espejo-resguardo.json';

const placeOf = (root: string, path: string): string => join(root, ...path.split('/'));

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

/** The folders that a file of the vault stands in, in a mirror: somebody may have removed one. */
export const ensureLevels = async (root: string, path: string): Promise<void> => {
  const parts = path.split('/').slice(0, -1);
  for (let depth = 1; depth <= parts.length; depth++)
    await ensureFolder(join(root, ...parts.slice(0, depth)));
};

/** Makes a folder a mirror. @throws AppError 'folder_not_writable' or 'disk_full' */
export const claimMirror = async (folder: string): Promise<void> => {
  await ensureFolder(folder);
  const mark = Buffer.from('{"format":"resguardo-espejo","version":1}\n');
  await writeDurably(join(folder, MIRROR_MARK), mark, { conflict: 'replace' });
};

export const createMirror = (options: MirrorOptions): Mirror => {
  const { vault, manifest, clock, log } = options;
  let problem: ErrorValue | null = null;
  let present = false;
  let running: Promise<number | null> | null = null;

  const owed = new Set(options.owed());
  const owe = (path: string, isOwed: boolean): void => {
    if (owed.has(path) === isOwed) return;
    if (isOwed) owed.add(path);
    else owed.delete(path);
    options.owe([...owed]);
  };

  const copy = async (root: string, path: string, hash: string): Promise<boolean> => {
    const place = placeOf(root, path);
    if ((await hashFile(place).catch(() => null))?.sha256 === hash) {
      owe(path, false);
      return false;
    }
    // A file that is damaged here must not go there: the good copy may be the one that it would replace.
    if ((await vault.hash(path)) !== hash) {
      log.warn('backup: not mirrored, it is not what the manifest says', { path });
      owe(path, true);
      return false;
    }
    await ensureLevels(root, path);
    const written = await streamDurably(place, createReadStream(vault.locate(path)), { conflict: 'replace' });
    if ((await hashFile(place))?.sha256 !== written.sha256) throw appError('copy_differs');
    owe(path, false);
    return true;
  };

  /** Whether the mirror's manifest is the beginning of the vault's. @returns how long it is, or null */
  const prefixOf = async (root: string): Promise<number | null> => {
    const [ours, theirs] = [join(options.vaultFolder(), MANIFEST_NAME), join(root, MANIFEST_NAME)];
    const bytes = await readFile(theirs).catch((error: unknown) => {
      if (codeOf(error) === 'ENOENT') return null;
      throw error;
    });
    if (bytes === null) return null;
    const handle = await open(ours, 'r');
    try {
      const head = Buffer.alloc(bytes.length);
      const { bytesRead } = await handle.read(head, 0, bytes.length, 0);
      return bytesRead === bytes.length && sha256(head) === sha256(bytes) ? bytes.length : null;
    } finally {
      await handle.close();
    }
  };

  /** @returns null where it was broken off: then the mirror's manifest stays as it was */
  const copyAll = async (root: string): Promise<number | null> => {
    const ours = join(options.vaultFolder(), MANIFEST_NAME);
    const upTo = (await stat(ours)).size;
    const length = await prefixOf(root);
    if (length === upTo && owed.size === 0) return 0;
    await sweepTemps(root);
    const entries = await manifest().entries();
    // Of a mirror that has the beginning, only what came after has to be looked at.
    const known = length === null ? null : (await readManifest(join(root, MANIFEST_NAME)))?.entries;
    let copied = 0;
    for (const { path, sha256: hash } of [...entries.values()]) {
      if (known?.get(path)?.sha256 === hash && !owed.has(path)) continue;
      if (options.isOver?.()) return null;
      if (await copy(root, path, hash)) copied += 1;
      await nextTurn();
    }
    // What the vault has cleared away since is owed no more.
    for (const path of [...owed]) if (!entries.has(path)) owe(path, false);
    for (const path of known?.keys() ?? []) {
      if (path.startsWith('instantaneas/') && !entries.has(path))
        await unlink(placeOf(root, path)).catch(() => undefined);
    }
    // Last, and as far as it went when the copying began: it says what is there.
    const text = (await readFile(ours)).subarray(0, upTo);
    if (length === null && (await isThere(join(root, MANIFEST_NAME))))
      await copyFile(join(root, MANIFEST_NAME), join(root, `manifiesto-anterior-${clock.now()}.jsonl`));
    await writeDurably(join(root, MANIFEST_NAME), text, { conflict: 'replace' });
    await syncFolder(root);
    return copied;
  };

  const isPresent = async (root: string | null): Promise<boolean> =>
    root !== null && (await isThere(join(root, MIRROR_MARK)));

  const state = (): MirrorState => ({
    folder: options.folder(),
    present,
    lastCopyAt: options.lastCopyAt(),
    problem,
  });

  const attempt = async (): Promise<number | null> => {
    const root = options.folder();
    present = await isPresent(root);
    if (root === null || !present) return null;
    try {
      const upTo = options.newest();
      const copied = await inFolder(() => copyAll(root));
      // Another place may have been chosen meanwhile. What is owed is not there: then nobody is told that the copy is complete.
      const isComplete = copied !== null && owed.size === 0 && options.folder() === root;
      if (isComplete) options.copied(clock.now(), upTo);
      problem = null;
      return copied;
    } catch (error) {
      problem = error instanceof AppError ? error.value : { code: 'internal' };
      log.warn('backup: the second copy could not be brought up to date', {
        code: problem.code,
        cause: String((error as Error).cause ?? (error as Error).message),
      });
      return 0;
    }
  };

  return {
    sync: () => {
      running ??= attempt().finally(() => {
        running = null;
      });
      return running;
    },
    state,
    look: async () => {
      present = await isPresent(options.folder());
      return state();
    },
  };
};
