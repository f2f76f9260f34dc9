import { open, stat, statfs, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { codeOf } from './failures.ts';
import { releaseTemp, takeTemp } from './temps.ts';

export interface FolderState {
  readonly writable: boolean;
  /** Bytes that this account may still use there; null where the system does not say. */
  readonly freeBytes: number | null;
}

/** A right on paper says little (network drives, Windows): only a file that could be made proves it. */
const canWrite = async (folder: string): Promise<boolean> => {
  const probe = takeTemp(folder);
  try {
    const handle = await open(probe, 'wx', 0o600);
    await handle.close();
    await unlink(probe);
    return true;
  } catch {
    return false;
  } finally {
    releaseTemp(probe);
  }
};

/**
 * Whether files can be put into a folder, and how much room there is. A folder that is not there yet is judged by the
 * one that it would be made in. Never fails.
 */
export const inspectFolder = async (folder: string): Promise<FolderState> => {
  let place = folder;
  try {
    if (!(await stat(folder)).isDirectory()) return { writable: false, freeBytes: null };
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') return { writable: false, freeBytes: null };
    place = dirname(folder);
  }
  const writable = await canWrite(place);
  const freeBytes = await statfs(place).then(
    (fs) => fs.bavail * fs.bsize,
    () => null,
  );
  return { writable, freeBytes };
};
