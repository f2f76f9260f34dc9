import { randomBytes } from 'node:crypto';
import { readdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Temporary files carry the process that made them in their name, so that what a killed one left behind can be told
 * from what is being written now.
 */
const TEMP = /^\.resguardo-(\d{1,10})-[\da-f]{12}\.tmp$/;
const inUse = new Set<string>();

/** A name for a new temporary file in a folder; it counts as in use until released. */
export const takeTemp = (folder: string): string => {
  const path = join(folder, `.resguardo-${process.pid}-${randomBytes(6).toString('hex')}.tmp`);
  inUse.add(path);
  return path;
};

export const releaseTemp = (path: string): void => {
  inUse.delete(path);
};

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: there is such a process, of another account.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/**
 * Removes the temporary files that ended processes left in one folder. A folder that cannot be read has none.
 * @returns how many were removed
 */
export const sweepTemps = async (folder: string): Promise<number> => {
  const names = await readdir(folder).catch(() => []);
  let removed = 0;
  for (const name of names) {
    const match = TEMP.exec(name);
    if (!match) continue;
    const path = join(folder, name);
    const pid = Number(match[1]);
    if (pid === process.pid ? inUse.has(path) : isAlive(pid)) continue;
    await unlink(path).then(
      () => {
        removed += 1;
      },
      () => undefined,
    );
  }
  return removed;
};
