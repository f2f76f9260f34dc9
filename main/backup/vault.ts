import * as fsPromises from 'node:fs/promises';
import { join } from 'node:path';
import {
  type DurableFs,
  type DurableOptions,
  ensureFolder,
  hashFile,
  streamDurably,
  writeDurably,
} from './durable.ts';
import { codeOf, inFolder } from './failures.ts';
import { createLane } from './lane.ts';
import { documentPath, envelopePath, isVaultPath, type VaultKey } from './paths.ts';
import { sweepTemps } from './temps.ts';

/** A document as it goes into the vault. */
export interface VaultRecord extends VaultKey {
  /** The signed DTE. */
  readonly bytes: Uint8Array;
  /** The file as it was sent, or is to be. */
  readonly envelope: { readonly fileName: string; readonly bytes: Uint8Array };
}

/** Paths inside the vault, with `/`. */
export interface VaultPaths {
  readonly file: string;
  readonly envelopeFile: string;
}

export interface VaultWritten extends VaultPaths {
  /** Files of the same names with other bytes, as they are called now (paths inside the vault). */
  readonly setAside: readonly string[];
}

/** A folder of plain XML files that outlives the database, the program and the computer. */
export interface Vault {
  /** Puts document and envelope on the disk for good. What is there already with the same bytes stays untouched. */
  write(record: VaultRecord): Promise<VaultWritten>;
  /** Puts one file on the disk for good. @returns where other bytes of that name went, or null */
  put(path: string, bytes: Uint8Array): Promise<string | null>;
  /** The same for a file of ours that has newer contents: the older ones give way. */
  replace(path: string, bytes: Uint8Array): Promise<void>;
  /** The same for contents that are too large for memory. */
  stream(
    path: string,
    chunks: AsyncIterable<Uint8Array>,
  ): Promise<{ readonly sha256: string; readonly size: number }>;
  /** The bytes of a file; null where there is none, or it cannot be read off the disk. */
  read(path: string): Promise<Buffer | null>;
  /** SHA-256 in hex; null like `read`. */
  hash(path: string): Promise<string | null>;
  /** The place of a vault path on this computer. @throws Error where it is no vault path */
  locate(path: string): string;
  /** Removes what killed processes left half-written. @returns how many files */
  sweep(): Promise<number>;
}

export interface VaultOptions {
  /** The vault folder of now: it may be moved while the program runs. */
  readonly folder: () => string;
  readonly fs?: DurableFs;
  readonly failpoint?: DurableOptions['failpoint'];
}

/** No DTE and no envelope is as large: what is, is no file of ours, and is not read into memory. */
const MAX_FILE = 64 * 1024 * 1024;

const placeIn = (root: string, path: string): string => {
  if (!isVaultPath(path)) throw new Error('not a vault path');
  return join(root, ...path.split('/'));
};

/** EIO: a bad sector, which is damage of one file. */
const GONE: ReadonlySet<string> = new Set(['ENOENT', 'EIO']);

const orNull = async <T>(work: () => Promise<T | null>): Promise<T | null> => {
  try {
    return await work();
  } catch (error) {
    if (GONE.has(codeOf(error))) return null;
    throw error;
  }
};

const subfolders = async (folder: string): Promise<readonly string[]> => {
  const entries = await fsPromises.readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isDirectory()).map((entry) => join(folder, entry.name));
};

const isCompanyFolder = (path: string): boolean =>
  /^\d{1,8}-[\dK](?:-certificacion|-practica)?$/.test(path.split(/[\\/]/).at(-1) ?? '');

export const createVault = (options: VaultOptions): Vault => {
  const fs = options.fs ?? fsPromises;
  // One writer at a time: looking at a name and then taking it are two steps.
  const inLane = createLane();

  const durable = (conflict: DurableOptions['conflict']): DurableOptions => ({
    conflict,
    mode: 0o600,
    fs,
    ...(options.failpoint ? { failpoint: options.failpoint } : {}),
  });

  /** The place of a path, with the folders on the way to it made. */
  const prepare = async (root: string, path: string): Promise<string> => {
    const place = placeIn(root, path);
    await ensureFolder(root, { fs });
    const parts = path.split('/').slice(0, -1);
    for (let depth = 1; depth <= parts.length; depth++) {
      await ensureFolder(join(root, ...parts.slice(0, depth)), { fs });
    }
    return place;
  };

  const putInto = async (root: string, path: string, bytes: Uint8Array): Promise<string | null> => {
    const place = await prepare(root, path);
    const written = await writeDurably(place, bytes, durable('set_aside'));
    return written.setAside === null ? null : `${path}${written.setAside.slice(place.length)}`;
  };

  return {
    write: (record) => {
      const file = documentPath(record);
      const envelopeFile = envelopePath(record, record.envelope.fileName);
      return inLane(async () => {
        // Both into the same place, even if the folder is changed in between.
        const root = options.folder();
        const first = await putInto(root, file, record.bytes);
        const second = await putInto(root, envelopeFile, record.envelope.bytes);
        return { file, envelopeFile, setAside: [first, second].filter((path) => path !== null) };
      });
    },
    put: (path, bytes) => inLane(() => putInto(options.folder(), path, bytes)),
    replace: (path, bytes) =>
      inLane(async () => {
        await writeDurably(await prepare(options.folder(), path), bytes, durable('replace'));
      }),
    stream: (path, chunks) =>
      inLane(async () => streamDurably(await prepare(options.folder(), path), chunks, durable('replace'))),
    read: (path) =>
      inFolder(() =>
        orNull(async () => {
          const handle = await fs.open(placeIn(options.folder(), path), 'r');
          try {
            const { size } = await handle.stat();
            return size > MAX_FILE ? null : await handle.readFile();
          } finally {
            await handle.close();
          }
        }),
      ),
    hash: (path) =>
      inFolder(() =>
        orNull(async () => (await hashFile(placeIn(options.folder(), path), fs))?.sha256 ?? null),
      ),
    locate: (path) => placeIn(options.folder(), path),
    sweep: async () => {
      const root = options.folder();
      let removed = await sweepTemps(root);
      removed += await sweepTemps(join(root, 'instantaneas'));
      removed += await sweepTemps(join(root, 'negocio'));
      for (const company of await subfolders(join(root, 'negocio'))) removed += await sweepTemps(company);
      for (const company of (await subfolders(root)).filter(isCompanyFolder)) {
        for (const year of await subfolders(company)) {
          for (const month of await subfolders(year)) {
            removed += await sweepTemps(month);
            removed += await sweepTemps(join(month, 'envios'));
          }
        }
      }
      return removed;
    },
  };
};
