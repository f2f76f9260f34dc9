import { createHash } from 'node:crypto';
import * as fsPromises from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { codeOf, inFolder } from './failures.ts';
import { sha256 } from './hash.ts';
import { releaseTemp, takeTemp } from './temps.ts';

/** What is needed of the file system; tests hand in one that fails on purpose. */
export type DurableFs = Pick<typeof fsPromises, 'open' | 'rename' | 'unlink' | 'mkdir' | 'stat'>;

/** Named points at which a crash test ends the process. */
export const DURABLE_FAILPOINTS = [
  'file.temp_opened',
  'file.temp_written',
  'file.temp_synced',
  'file.set_aside',
  'file.renamed',
  'file.folder_synced',
] as const;
export type DurableFailpoint = (typeof DURABLE_FAILPOINTS)[number];

export interface DurableOptions {
  /**
   * A file of the same name with other bytes is never overwritten: `set_aside` renames it to
   * `<name>.conflicto-<first 12 of its SHA-256>`; `number` leaves it and takes `<name> (2)` for the new one;
   * `replace` is for the program's own files alone, which have one writer and newer contents.
   */
  readonly conflict: 'set_aside' | 'number' | 'replace';
  /** Default 0600. */
  readonly mode?: number;
  readonly fs?: DurableFs;
  readonly failpoint?: (name: DurableFailpoint) => void;
}

export interface Written {
  /** Where the bytes are now. */
  readonly path: string;
  /** already_there: a file of that name had the same bytes. */
  readonly outcome: 'written' | 'already_there';
  readonly sha256: string;
  readonly size: number;
  /** Where the other file of that name went, or null. */
  readonly setAside: string | null;
}

const CHUNK = 1 << 20;
/** A folder with a thousand files of one name is a mistake, not a conflict. */
const MAX_NUMBER = 1_000;

/** SHA-256 and size (bytes) of a file, or null where there is none. @throws the system's error for the rest */
export const hashFile = async (
  path: string,
  fs: Pick<DurableFs, 'open'> = fsPromises,
): Promise<{ readonly sha256: string; readonly size: number } | null> => {
  let handle: fsPromises.FileHandle;
  try {
    handle = await fs.open(path, 'r');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
  try {
    const hash = createHash('sha256');
    const buffer = Buffer.allocUnsafe(CHUNK);
    let size = 0;
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, CHUNK, null);
      if (bytesRead === 0) return { sha256: hash.digest('hex'), size };
      hash.update(buffer.subarray(0, bytesRead));
      size += bytesRead;
    }
  } finally {
    await handle.close();
  }
};

/** What systems and network drives answer that know no fsync of a folder (or of a file opened as it was). */
const NO_SYNC: ReadonlySet<string> = new Set(['EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'EISDIR', 'EPERM', 'EBADF']);

/**
 * Makes the names in a folder survive a power loss. Windows has no such call, its file system journals names itself;
 * some network drives refuse it: then there is nothing more that a program could do.
 */
export const syncFolder = async (folder: string, fs: Pick<DurableFs, 'open'> = fsPromises): Promise<void> => {
  if (process.platform === 'win32') return;
  const handle = await fs.open(folder, 'r');
  try {
    await handle.sync();
  } catch (error) {
    if (!NO_SYNC.has(codeOf(error))) throw error;
  } finally {
    await handle.close();
  }
};

/**
 * Makes sure that a folder is there; creates its last level only, so that the place of a missing disk is not made up.
 * @returns whether it had to be made
 * @throws AppError 'disk_full' or 'folder_not_writable'
 */
export const ensureFolder = async (
  folder: string,
  options: { readonly mode?: number; readonly fs?: DurableFs } = {},
): Promise<boolean> => {
  const fs = options.fs ?? fsPromises;
  return inFolder(async () => {
    try {
      if ((await fs.stat(folder)).isDirectory()) return false;
      throw Object.assign(new Error('not a folder'), { code: 'ENOTDIR' });
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') throw error;
    }
    try {
      await fs.mkdir(folder, { mode: options.mode ?? 0o700 });
    } catch (error) {
      // Made by somebody else in between.
      if (codeOf(error) === 'EEXIST' && (await fs.stat(folder)).isDirectory()) return false;
      throw error;
    }
    await syncFolder(dirname(folder), fs);
    return true;
  });
};

/** Windows' virus scanners hold new files open for a moment, and a rename then fails. */
const rename = async (from: string, to: string, fs: DurableFs): Promise<void> => {
  for (let left = process.platform === 'win32' ? 10 : 0; ; left--) {
    try {
      await fs.rename(from, to);
      return;
    } catch (error) {
      if (left <= 0 || !['EPERM', 'EACCES', 'EBUSY'].includes(codeOf(error))) throw error;
      await wait(50);
    }
  }
};

/** `indice.csv`, `indice (2).csv`, `indice (3).csv`… */
const numbered = (path: string, number: number): string => {
  if (number === 1) return path;
  const ext = extname(path);
  return join(dirname(path), `${basename(path, ext)} (${number})${ext}`);
};

type Place =
  | { readonly kind: 'free' | 'same' | 'replace'; readonly path: string }
  | { readonly kind: 'other'; readonly path: string; readonly aside: string };

/** A file that cannot be read (a bad sector) still has to make room. */
const hashOrUnreadable = async (path: string, fs: DurableFs): Promise<string | null> => {
  try {
    return (await hashFile(path, fs))?.sha256 ?? null;
  } catch (error) {
    if (codeOf(error) === 'EIO') return 'ilegible';
    throw error;
  }
};

const choosePlace = async (
  path: string,
  hash: string,
  conflict: DurableOptions['conflict'],
  fs: DurableFs,
): Promise<Place> => {
  if (conflict === 'number') {
    for (let number = 1; number <= MAX_NUMBER; number++) {
      const candidate = numbered(path, number);
      const there = await hashOrUnreadable(candidate, fs);
      if (there === null) return { kind: 'free', path: candidate };
      if (there === hash) return { kind: 'same', path: candidate };
    }
    throw Object.assign(new Error('too many files of one name'), { code: 'EEXIST' });
  }
  const there = await hashOrUnreadable(path, fs);
  if (there === null) return { kind: 'free', path };
  if (there === hash) return { kind: 'same', path };
  if (conflict === 'replace') return { kind: 'replace', path };
  const base = `${path}.conflicto-${there.slice(0, 12)}`;
  for (let number = 1; number <= MAX_NUMBER; number++) {
    const aside = number === 1 ? base : `${base}-${number}`;
    const before = await hashOrUnreadable(aside, fs);
    // Set aside once already: the same bytes may take its place.
    if (before === null || (before === there && there !== 'ilegible')) return { kind: 'other', path, aside };
  }
  throw Object.assign(new Error('too many files set aside'), { code: 'EEXIST' });
};

/** A file that was there before we came may not have reached the disk yet (a crash before its folder was synced). */
const settle = async (path: string, fs: DurableFs): Promise<void> => {
  try {
    // Windows flushes only what is open for writing.
    const handle = await fs.open(path, 'r+');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    // Read only: nobody is writing it, so there is nothing to flush.
    if (!['EACCES', 'EPERM', 'EROFS', 'EINVAL', 'ENOTSUP'].includes(codeOf(error))) throw error;
  }
  await syncFolder(dirname(path), fs);
};

interface Filled {
  readonly temp: string;
  readonly sha256: string;
  readonly size: number;
}

const fillTemp = async (
  folder: string,
  chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  options: DurableOptions,
  fs: DurableFs,
): Promise<Filled> => {
  const temp = takeTemp(folder);
  try {
    // wx: a temporary name is never shared with another writer, nor followed through a link.
    const handle = await fs.open(temp, 'wx', options.mode ?? 0o600);
    const hash = createHash('sha256');
    let size = 0;
    try {
      options.failpoint?.('file.temp_opened');
      for await (const chunk of chunks) {
        await handle.writeFile(chunk);
        hash.update(chunk);
        size += chunk.byteLength;
      }
      options.failpoint?.('file.temp_written');
      await handle.sync();
    } finally {
      await handle.close();
    }
    options.failpoint?.('file.temp_synced');
    return { temp, sha256: hash.digest('hex'), size };
  } catch (error) {
    await discard(temp, fs);
    throw error;
  }
};

const discard = async (temp: string, fs: DurableFs): Promise<void> => {
  await fs.unlink(temp).catch(() => undefined);
  releaseTemp(temp);
};

const moveIn = async (
  filled: Filled,
  place: Place,
  options: DurableOptions,
  fs: DurableFs,
): Promise<Written> => {
  const { temp, ...content } = filled;
  try {
    if (place.kind === 'same') {
      await discard(temp, fs);
      await settle(place.path, fs);
      return { ...content, path: place.path, outcome: 'already_there', setAside: null };
    }
    if (place.kind === 'other') {
      await rename(place.path, place.aside, fs);
      options.failpoint?.('file.set_aside');
    }
    await rename(temp, place.path, fs);
    releaseTemp(temp);
    options.failpoint?.('file.renamed');
    await syncFolder(dirname(place.path), fs);
    options.failpoint?.('file.folder_synced');
    return {
      ...content,
      path: place.path,
      outcome: 'written',
      setAside: place.kind === 'other' ? place.aside : null,
    };
  } catch (error) {
    await discard(temp, fs);
    throw error;
  }
};

/**
 * Writes a whole file so that after a crash or a power loss there is the complete file or none: temporary file in the
 * same folder, fsync, rename, fsync of the folder. The folder must be there.
 * @throws AppError 'disk_full' or 'folder_not_writable'; no temporary file stays behind
 */
export const writeDurably = (path: string, bytes: Uint8Array, options: DurableOptions): Promise<Written> =>
  inFolder(async () => {
    const fs = options.fs ?? fsPromises;
    const hash = sha256(bytes);
    const place = await choosePlace(path, hash, options.conflict, fs);
    if (place.kind === 'same') {
      await settle(place.path, fs);
      return {
        path: place.path,
        outcome: 'already_there',
        sha256: hash,
        size: bytes.byteLength,
        setAside: null,
      };
    }
    return moveIn(await fillTemp(dirname(path), [bytes], options, fs), place, options, fs);
  });

/** The same for contents that come in pieces. The name is chosen when they are complete. */
export const streamDurably = (
  path: string,
  chunks: AsyncIterable<Uint8Array>,
  options: DurableOptions,
): Promise<Written> =>
  inFolder(async () => {
    const fs = options.fs ?? fsPromises;
    const filled = await fillTemp(dirname(path), chunks, options, fs);
    let place: Place;
    try {
      place = await choosePlace(path, filled.sha256, options.conflict, fs);
    } catch (error) {
      await discard(filled.temp, fs);
      throw error;
    }
    return moveIn(filled, place, options, fs);
  });
