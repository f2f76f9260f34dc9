import { createHash } from 'node:crypto';
import { constants, type Stats } from 'node:fs';
import { lstat, mkdir, open, readdir, rename } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { appError } from '../../../shared/domain/errors.ts';
import { DRAFT_NAME, MAX_DRAFT_BYTES } from '../draft-file.ts';

/** What the names in an inbox are called, and how its files are looked at without being led elsewhere. */

export const DONE = 'hechos';
export const FAILED = 'fallidos';
export const ANSWER = '.respuesta.json';

/** A program that drops more at once has the rest wait for the next look. */
const MAX_FILES = 1_000;

/** A draft file as it lay there at one look. */
export interface Seen {
  readonly name: string;
  /** Changes whenever the file does. */
  readonly mark: string;
  readonly at: number;
}

const markOf = ({ size, mtimeMs, ino }: Stats): string => `${size} ${mtimeMs} ${ino}`;

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

/**
 * The draft files of a folder, oldest first. Links, folders, devices, hidden files, answers and foreign types are not seen.
 * @throws the system's error when the folder can't be read
 */
export const lookInto = async (folder: string): Promise<readonly Seen[]> => {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile() && DRAFT_NAME.test(entry.name))
    .map(({ name }) => name)
    .filter((name) => !name.startsWith('.') && !name.toLowerCase().endsWith(ANSWER))
    .slice(0, MAX_FILES);
  const seen: Seen[] = [];
  for (const name of names) {
    try {
      const stats = await lstat(join(folder, name));
      if (stats.isFile()) seen.push({ name, mark: markOf(stats), at: stats.mtimeMs });
    } catch (error) {
      // Taken back by whoever put it there.
      if (!isMissing(error)) throw error;
    }
  }
  return seen.toSorted((a, b) => a.at - b.at || a.name.localeCompare(b.name));
};

export type Content =
  | { readonly kind: 'whole'; readonly bytes: Buffer; readonly sha256: string }
  | { readonly kind: 'too_large' }
  /** Not what was seen any more, or not there. */
  | { readonly kind: 'changed' };

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Reads a file that was seen: not through a link that took its place, and only if nobody wrote to it meanwhile. */
export const readSeen = async (folder: string, { name, mark }: Seen): Promise<Content> => {
  const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;
  try {
    const handle = await open(join(folder, name), O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
    try {
      const before = await handle.stat();
      if (!before.isFile() || markOf(before) !== mark) return { kind: 'changed' };
      if (before.size > MAX_DRAFT_BYTES) return { kind: 'too_large' };
      const bytes = await handle.readFile();
      if (markOf(await handle.stat()) !== mark) return { kind: 'changed' };
      return { kind: 'whole', bytes, sha256: sha256Of(bytes) };
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (isMissing(error) || (error as NodeJS.ErrnoException).code === 'ELOOP') return { kind: 'changed' };
    throw error;
  }
};

const exists = async (path: string): Promise<boolean> => {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
};

/**
 * hechos/ or fallidos/, made where it is missing.
 * @throws AppError folder_not_writable when a link or a file lies in its place; the system's error
 */
export const subfolder = async (folder: string, name: typeof DONE | typeof FAILED): Promise<string> => {
  const path = join(folder, name);
  await mkdir(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  if (!(await lstat(path)).isDirectory()) throw appError('folder_not_writable');
  return path;
};

/** `venta.json`, or `venta (2).json` where there was one of that name, or its answer, already. */
export const freeName = async (folder: string, name: string): Promise<string> => {
  const ending = extname(name);
  const stem = name.slice(0, name.length - ending.length);
  for (let copy = 1; ; copy++) {
    const candidate = copy === 1 ? name : `${stem} (${copy})${ending}`;
    const taken =
      (await exists(join(folder, candidate))) || (await exists(join(folder, `${candidate}${ANSWER}`)));
    if (!taken) return candidate;
  }
};

/** Whether a file, and no link, of that name has these bytes. */
export const hasBytes = async (folder: string, name: string, sha256: string): Promise<boolean> => {
  try {
    const stats = await lstat(join(folder, name));
    if (!stats.isFile()) return false;
    const content = await readSeen(folder, { name, mark: markOf(stats), at: 0 });
    return content.kind === 'whole' && content.sha256 === sha256;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
};

/** @returns whether it was there to be moved */
export const moveFile = async (from: string, to: string): Promise<boolean> => {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
};
