import { createReadStream } from 'node:fs';
import { mkdir, rm, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError, appError } from '../../../shared/domain/errors.ts';
import type { Clock } from '../../domain/clock.ts';
import type { SnapshotVerdict } from '../../store/snapshot.ts';
import { hashFile } from '../durable.ts';
import { asFolderError, inFolder } from '../failures.ts';
import { sha256 } from '../hash.ts';
import { createLane } from '../lane.ts';
import type { ManifestEntry } from '../manifest/line.ts';
import { type Manifest, utcStamp } from '../manifest/manifest.ts';
import type { BackupLog } from '../records.ts';
import type { Vault } from '../vault.ts';
import { keepSnapshots } from './rule.ts';

/** A copy of the whole database in the vault, which was opened and found whole before it was called one. */
export interface Snapshot {
  /** Inside the vault: `instantaneas/20260705T113000Z.sqlite`. */
  readonly path: string;
  /** UTC epoch ms. */
  readonly at: number;
  /** Bytes. */
  readonly size: number;
  readonly sha256: string;
  readonly schemaVersion: number;
  readonly documents: number;
  readonly jobs: number;
}

export const snapshotFile = z.object({
  format: z.literal('resguardo-instantanea'),
  at: z.int(),
  size: z.int(),
  sha256: z.string(),
  schemaVersion: z.int(),
  documents: z.int(),
  jobs: z.int(),
  backups: z.int(),
  companies: z.int(),
  auditEntries: z.int(),
  sampled: z.int(),
});

export interface Snapshots {
  /**
   * Copies the database, opens the copy, and puts it into the vault only if it is whole.
   * @throws AppError 'snapshot_damaged' where the copy is not, 'disk_full', 'folder_not_writable'
   */
  take(): Promise<Snapshot>;
  /** Newest first. */
  list(): Promise<readonly Snapshot[]>;
  /** When the newest was made; null for none. */
  lastAt(): Promise<number | null>;
}

export interface SnapshotsOptions {
  /** The open database. */
  readonly copyTo: (file: string) => Promise<void>;
  readonly inspect: (file: string, sample: number) => Promise<SnapshotVerdict>;
  readonly vault: Vault;
  readonly manifest: () => Manifest;
  readonly clock: Clock;
  readonly log: BackupLog;
  /** Of this profile, where the copy is made and looked at before it goes to the vault. */
  readonly workDir: string;
}

/** Documents of a copy that are hashed; the nightly verification hashes all of them. */
const SAMPLE = 250;

export const readSnapshotFile = (path: string, bytes: Buffer): Snapshot | null => {
  try {
    const parsed = snapshotFile.safeParse(JSON.parse(bytes.toString('utf8')));
    if (!parsed.success) return null;
    const { at, size, sha256: hash, schemaVersion, documents, jobs } = parsed.data;
    return {
      path: path.replace(/\.json$/, '.sqlite'),
      at,
      size,
      sha256: hash,
      schemaVersion,
      documents,
      jobs,
    };
  } catch {
    return null;
  }
};

export const createSnapshots = (options: SnapshotsOptions): Snapshots => {
  const { vault, manifest, clock, log, workDir } = options;
  const inLane = createLane();

  const list = async (): Promise<readonly Snapshot[]> => {
    const entries = await manifest().entries();
    const found: Snapshot[] = [];
    for (const { path, kind } of entries.values()) {
      if (kind !== 'instantanea' || !path.endsWith('.json')) continue;
      const bytes = await vault.read(path);
      const snapshot = bytes && readSnapshotFile(path, bytes);
      if (snapshot && entries.get(snapshot.path)?.sha256 === snapshot.sha256) found.push(snapshot);
    }
    return found.sort((a, b) => b.at - a.at);
  };

  /** Those that the rule lets go. First the line, so that no line stands for a file that is gone. */
  const tidy = async (): Promise<void> => {
    const all = await list();
    const keep = keepSnapshots(all.map(({ at }) => at));
    for (const { at, path, size, sha256: hash } of all) {
      if (keep.has(at)) continue;
      const sidecar = path.replace(/\.sqlite$/, '.json');
      const gone = (each: string): ManifestEntry => ({ kind: 'retirado', path: each, size, sha256: hash });
      await manifest().add([gone(path), gone(sidecar)]);
      for (const each of [path, sidecar]) await unlink(vault.locate(each)).catch(() => undefined);
      log.info('backup: an old snapshot was let go', { path });
    }
  };

  const copy = async (file: string): Promise<void> => {
    try {
      await options.copyTo(file);
    } catch (error) {
      const code = (error as { readonly code?: unknown }).code;
      if (code === 'SQLITE_FULL') throw new AppError({ code: 'disk_full' }, { cause: error });
      throw asFolderError(error);
    }
  };

  /** A clock that was set back gives a second again that has its snapshot: that one is not written over. */
  const freeMoment = async (): Promise<number> => {
    for (let at = clock.now(); ; at += 1_000) {
      const place = vault.locate(`instantaneas/${utcStamp(at)}.sqlite`);
      const isThere = await stat(place).then(
        () => true,
        () => false,
      );
      if (!isThere) return at;
    }
  };

  const take = async (): Promise<Snapshot> => {
    const at = await freeMoment();
    const name = utcStamp(at);
    await inFolder(() => mkdir(workDir, { recursive: true, mode: 0o700 }));
    const temp = join(workDir, `${name}.sqlite`);
    await rm(temp, { force: true });
    try {
      await copy(temp);
      const verdict = await options.inspect(temp, SAMPLE);
      if (!verdict.ok) {
        log.warn('backup: a snapshot was not whole, and is not kept', { why: verdict.why });
        throw appError('snapshot_damaged');
      }
      const inspected = await hashFile(temp);
      const path = `instantaneas/${name}.sqlite`;
      const written = await vault.stream(path, createReadStream(temp));
      // What was looked at is what lies in the vault.
      if (written.sha256 !== inspected?.sha256 || (await vault.hash(path)) !== written.sha256)
        throw appError('copy_differs');
      const figures = { at, size: written.size, sha256: written.sha256, ...verdict.figures };
      const sidecar = path.replace(/\.sqlite$/, '.json');
      const bytes = Buffer.from(
        `${JSON.stringify({ format: 'resguardo-instantanea', ...figures }, null, 1)}\n`,
      );
      await vault.replace(sidecar, bytes);
      await manifest().add([
        { kind: 'instantanea', path, size: written.size, sha256: written.sha256 },
        { kind: 'instantanea', path: sidecar, size: bytes.length, sha256: sha256(bytes) },
      ]);
      await tidy();
      const { schemaVersion, documents, jobs } = verdict.figures;
      return { path, at, size: written.size, sha256: written.sha256, schemaVersion, documents, jobs };
    } finally {
      await rm(temp, { force: true });
    }
  };

  return {
    take: () => inLane(take),
    list,
    lastAt: async () => (await list())[0]?.at ?? null,
  };
};
