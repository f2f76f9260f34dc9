import { randomBytes } from 'node:crypto';
import * as fsPromises from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../../domain/clock.ts';
import { type DurableFs, ensureFolder, hashFile, syncFolder, writeDurably } from '../durable.ts';
import { codeOf, inFolder } from '../failures.ts';
import { sha256 } from '../hash.ts';
import { createLane } from '../lane.ts';
import type { BackupLog } from '../records.ts';
import { lineHash, type ManifestEntry, type ManifestLine, NO_HASH, writeLine } from './line.ts';
import { type ReadManifest, readManifest } from './read.ts';

export const MANIFEST_NAME = 'manifiesto.jsonl';
/** Manifests that were closed, because of a break in the chain or of their size. */
const FORMER = /^manifiesto-\d{8}T\d{6}Z(?:-\d{1,3})?\.jsonl$/;

/** A manifest this long (bytes) is closed and a new one begun, which carries on what still holds. */
const ROTATE_AT = 64 * 1024 * 1024;

/** Named points at which a crash test ends the process. */
export const MANIFEST_FAILPOINTS = ['manifest.before', 'manifest.written', 'manifest.synced'] as const;
export type ManifestFailpoint = (typeof MANIFEST_FAILPOINTS)[number];

/**
 * The register of a vault: one line for each file that was put there, each with the hash of the line before, so that
 * nothing can be changed or left out in the middle without being seen. It only grows.
 */
export interface Manifest {
  /** Tells this vault from others; stays the same while its first manifest file does. */
  id(): Promise<string>;
  entries(): Promise<ReadonlyMap<string, ManifestEntry>>;
  /** Adds what is not there already in the same form, in one write and one fsync. @returns how many lines */
  add(entries: readonly ManifestEntry[]): Promise<number>;
  /** Forgets what was read: the file is looked at anew before it is used next. */
  reload(): void;
}

export interface ManifestOptions {
  readonly folder: string;
  readonly clock: Clock;
  readonly log: BackupLog;
  readonly fs?: DurableFs;
  readonly failpoint?: (name: ManifestFailpoint) => void;
  /** For tests. */
  readonly rotateAt?: number;
}

/** `20260705T113000Z`: sorts by time, and is a name on every system. */
export const utcStamp = (at: number): string =>
  `${new Date(at).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;

interface State {
  readonly entries: Map<string, ManifestEntry>;
  readonly id: string;
  seq: number;
  tail: string;
  size: number;
}

const isSame = (one: ManifestEntry | undefined, other: ManifestEntry): boolean =>
  one !== undefined && one.sha256 === other.sha256 && one.size === other.size && one.kind === other.kind;

export const createManifest = (options: ManifestOptions): Manifest => {
  const { folder, clock, log } = options;
  const fs = options.fs ?? fsPromises;
  const path = join(folder, MANIFEST_NAME);
  const rotateAt = options.rotateAt ?? ROTATE_AT;
  const inLane = createLane();
  let state: State | null = null;

  /** Lines for entries, chained to what is there. Moves the state on. */
  const chain = (to: State, entries: readonly ManifestEntry[]): string => {
    let text = '';
    for (const entry of entries) {
      const line: ManifestLine = { ...entry, seq: to.seq + 1, at: clock.now(), prev: to.tail };
      const written = writeLine(line);
      to.seq = line.seq;
      to.tail = lineHash(written);
      if (entry.kind === 'retirado') to.entries.delete(entry.path);
      else to.entries.set(entry.path, entry);
      text += `${written}\n`;
    }
    return text;
  };

  /** A new manifest file, whole or not at all. */
  const begin = async (first: ManifestEntry, carried: readonly ManifestEntry[]): Promise<State> => {
    const fresh: State = { entries: new Map(), id: '', seq: 0, tail: NO_HASH, size: 0 };
    const head = chain(fresh, [first]);
    const id = fresh.tail;
    fresh.entries.delete(first.path);
    const bytes = Buffer.from(head + chain(fresh, carried), 'utf8');
    await ensureFolder(folder, { fs });
    await writeDurably(path, bytes, { conflict: 'set_aside', fs });
    return { ...fresh, id, size: bytes.length };
  };

  const continueFrom = async (name: string, entries: ReadManifest['entries']): Promise<State> => {
    const former = await hashFile(join(folder, name), fs);
    return begin(
      { kind: 'continuacion', path: name, size: former?.size ?? 0, sha256: former?.sha256 ?? NO_HASH },
      [...entries.values()],
    );
  };

  /** Closes the file of now under a name with the time, and goes on in a new one. Nothing is thrown away. */
  const rotate = async (entries: ReadManifest['entries'], why: string): Promise<State> => {
    let name = `manifiesto-${utcStamp(clock.now())}.jsonl`;
    for (let number = 2; (await hashFile(join(folder, name), fs)) !== null; number++)
      name = `manifiesto-${utcStamp(clock.now())}-${number}.jsonl`;
    await fs.rename(path, join(folder, name));
    await syncFolder(folder, fs);
    log.warn('backup: the manifest goes on in a new file', { former: name, why });
    return continueFrom(name, entries);
  };

  /** The end that is no line is kept aside and cut off, so that the next line begins where a line may begin. */
  const cutTornEnd = async (read: ReadManifest): Promise<void> => {
    const handle = await fs.open(path, 'r+');
    try {
      const torn = Buffer.alloc(read.size - read.good);
      await handle.read(torn, 0, torn.length, read.good);
      await writeDurably(`${path}.cortado-${sha256(torn).slice(0, 12)}`, torn, { conflict: 'set_aside', fs });
      await handle.truncate(read.good);
      await handle.sync();
    } finally {
      await handle.close();
    }
    log.warn('backup: a torn end of the manifest was cut off', { bytes: read.size - read.good });
  };

  /** A crash between closing one file and beginning the next. */
  const lastFormer = async (): Promise<string | null> => {
    const names = await fsPromises.readdir(folder).catch(() => []);
    return (
      names
        .filter((name) => FORMER.test(name))
        .sort()
        .at(-1) ?? null
    );
  };

  const open = async (): Promise<State> => {
    const read = await readManifest(path, fs);
    if (read === null || read.seq === 0) {
      if (read !== null && read.size > 0) return rotate(read.entries, 'unreadable');
      if (read !== null) await fs.unlink(path);
      const former = await lastFormer();
      if (former === null) {
        // Random: two vaults that begin in the same instant are two.
        return begin({ kind: 'inicio', path: '', size: 0, sha256: randomBytes(32).toString('hex') }, []);
      }
      const before = await readManifest(join(folder, former), fs);
      return continueFrom(former, before?.entries ?? new Map());
    }
    if (read.fault?.kind === 'broken') return rotate(read.entries, 'broken chain');
    if (read.fault) await cutTornEnd(read);
    return { entries: new Map(read.entries), id: read.id, seq: read.seq, tail: read.tail, size: read.good };
  };

  /** The state, if the file is still the one that it was read from: a disk may have been changed under us. */
  const current = async (): Promise<State> => {
    if (state) {
      const size = await fs.stat(path).then(
        (stat) => stat.size,
        (error: unknown) => {
          if (codeOf(error) === 'ENOENT') return -1;
          throw error;
        },
      );
      if (size === state.size) return state;
      state = null;
    }
    state = await open();
    return state;
  };

  const append = async (to: State, entries: readonly ManifestEntry[]): Promise<void> => {
    // Until all of it is on the disk nothing of it counts: after a failure the file is read anew.
    state = null;
    options.failpoint?.('manifest.before');
    const bytes = Buffer.from(chain(to, entries), 'utf8');
    const handle = await fs.open(path, 'a');
    try {
      await handle.writeFile(bytes);
      options.failpoint?.('manifest.written');
      await handle.sync();
    } finally {
      await handle.close();
    }
    options.failpoint?.('manifest.synced');
    to.size += bytes.length;
    state = to;
  };

  return {
    id: () => inLane(() => inFolder(async () => (await current()).id)),
    entries: () => inLane(() => inFolder(async () => (await current()).entries)),
    add: (entries) =>
      inLane(() =>
        inFolder(async () => {
          let to = await current();
          const fresh = entries.filter((entry) =>
            entry.kind === 'retirado'
              ? to.entries.has(entry.path)
              : !isSame(to.entries.get(entry.path), entry),
          );
          if (fresh.length === 0) return 0;
          if (to.size > rotateAt) {
            state = null;
            to = await rotate(to.entries, 'size');
            state = to;
          }
          await append(to, fresh);
          return fresh.length;
        }),
      ),
    reload: () => {
      state = null;
    },
  };
};
