import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { appError } from '../../../shared/domain/errors.ts';
import { asFolderError, codeOf } from '../failures.ts';
import { sha256 } from '../hash.ts';
import { MANIFEST_NAME } from '../manifest/manifest.ts';
import { type ReadManifest, readManifest } from '../manifest/read.ts';
import { isVaultPath } from '../paths.ts';
import { readSnapshotFile, type Snapshot } from '../snapshots/snapshots.ts';

/** A vault that is looked at and not touched: it may be on a read-only disk, or of another computer. */
export interface VaultSource {
  readonly folder: string;
  readonly manifest: ReadManifest | null;
  /** Every file of ours that lies there, registered or not; sorted. */
  readonly paths: readonly string[];
  /** Null for a file that is not there or cannot be read. */
  read(path: string): Promise<Buffer | null>;
  /** The bytes only if they are the ones that the manifest tells of (or it tells nothing of the file). */
  readWhole(path: string): Promise<Buffer | null>;
  /** Newest first: those whose file and register agree in name and size; their hash is for who uses one to check. */
  snapshots(): Promise<readonly Snapshot[]>;
}

const MAX_FILE = 64 * 1024 * 1024;

/** @throws AppError 'vault_not_found', 'folder_not_writable' where the folder cannot be read */
export const openSource = async (folder: string): Promise<VaultSource> => {
  let names: readonly string[];
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    names = entries
      .filter((entry) => entry.isFile())
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') throw appError('vault_not_found');
    throw asFolderError(error);
  }
  const paths = names.filter(isVaultPath).sort();
  const manifest = await readManifest(join(folder, MANIFEST_NAME)).catch(() => null);
  if (paths.length === 0) throw appError('vault_not_found');

  const read = async (path: string): Promise<Buffer | null> => {
    if (!isVaultPath(path)) return null;
    const place = join(folder, ...path.split('/'));
    try {
      return (await stat(place)).size > MAX_FILE ? null : await readFile(place);
    } catch {
      return null;
    }
  };
  const isAsRegistered = (path: string, bytes: Buffer): boolean => {
    const entry = manifest?.entries.get(path);
    return entry === undefined || entry.sha256 === sha256(bytes);
  };

  return {
    folder,
    manifest,
    paths,
    read,
    readWhole: async (path) => {
      const bytes = await read(path);
      return bytes !== null && isAsRegistered(path, bytes) ? bytes : null;
    },
    snapshots: async () => {
      const there = new Set(paths);
      const found: Snapshot[] = [];
      for (const path of paths) {
        if (!path.startsWith('instantaneas/') || !path.endsWith('.json')) continue;
        const bytes = await read(path);
        const snapshot = bytes && isAsRegistered(path, bytes) ? readSnapshotFile(path, bytes) : null;
        if (snapshot && there.has(snapshot.path)) found.push(snapshot);
      }
      return found.sort((a, b) => b.at - a.at);
    },
  };
};
