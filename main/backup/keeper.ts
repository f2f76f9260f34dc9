import { setImmediate as nextTurn } from 'node:timers/promises';
import { z } from 'zod';
import { AppError, type ErrorValue } from '../../shared/domain/errors.ts';
import type { DocumentBundle } from '../store/bundles.ts';
import type { Store } from '../store/open.ts';
import { writeAnswer } from './answer-file.ts';
import { type BusinessFile, businessFiles } from './business.ts';
import { isFolderFailure } from './failures.ts';
import { sha256 } from './hash.ts';
import type { ManifestEntry } from './manifest/line.ts';
import type { Manifest } from './manifest/manifest.ts';
import { answerPath, documentPath, envelopePath, type VaultKey } from './paths.ts';
import type { BackupLog } from './records.ts';
import type { Vault } from './vault.ts';

/**
 * Keeps the vault up with the database: every document as soon as it is signed, what the SII says of it as soon as it is
 * known, and the business's own files. What is new is read off the audit trail, to which every change adds in its own
 * transaction: nothing can change without being seen here, and a crash in between only makes it be seen again.
 */
export interface Keeper {
  /** Something may have changed. Work begins by itself; never throws. */
  kick(): void;
  /** Everything that is owed, now. A call during a run is a part of it. Never throws. @returns documents written */
  run(): Promise<number>;
  /** Documents that are not in the vault as they are in the database. */
  waiting(): number;
  /** Whether the vault has a document as the database has it now. */
  isKept(documentId: number): boolean;
  /** Why the last write failed, until one succeeds. */
  lastProblem(): ErrorValue | null;
  /** Ends what is under way after the documents of now. */
  stop(): Promise<void>;
}

export interface KeeperOptions {
  readonly store: Store;
  readonly vault: Vault;
  readonly manifest: () => Manifest;
  readonly log: BackupLog;
  /** Further files of the business (wrapped keys). */
  readonly moreFiles?: () => readonly BusinessFile[];
  /** Called after a run that wrote something. */
  readonly onWritten?: () => void;
  /** The database is damaged: what it says is not written over what the vault has. */
  readonly isFrozen?: () => boolean;
  /** There was no room for a file. */
  readonly onFull?: () => void;
}

/** Documents per line of the manifest's fsync: enough to catch up quickly, few enough to lose little time to a kill. */
const BATCH = 25;
const FEED = 'backup.feed';

/**
 * Where the reading of the trail stands, for one vault. `all`: a vault that is new to us gets every document first, up to
 * the trail as it was then.
 */
const feedSchema = z.object({
  vault: z.string(),
  after: z.int(),
  all: z.int().nullable(),
  /** Documents that could not be written because they are damaged in the database. */
  owed: z.array(z.int()).max(100_000),
});
type Feed = z.infer<typeof feedSchema>;

const entryOf = (path: string, bytes: Uint8Array, kind: ManifestEntry['kind']): ManifestEntry => ({
  path,
  size: bytes.byteLength,
  sha256: sha256(bytes),
  kind,
});

export const createKeeper = ({
  store,
  vault,
  manifest,
  log,
  moreFiles,
  onWritten,
  isFrozen = () => false,
  onFull = () => {},
}: KeeperOptions): Keeper => {
  let running: Promise<number> | null = null;
  let again = false;
  let stopping = false;
  let problem: ErrorValue | null = null;

  const readFeed = (): Feed | null => {
    const parsed = feedSchema.safeParse(store.settings.get(FEED));
    return parsed.success ? parsed.data : null;
  };
  const saveFeed = (feed: Feed): void => store.settings.set(FEED, feed);

  const waiting = (): number => {
    const feed = readFeed();
    if (!feed) return store.bundles.countAfter(0);
    const all = feed.all === null ? 0 : store.bundles.countAfter(feed.all);
    return all + store.bundles.countChangedSince(feed.after) + feed.owed.length;
  };

  const isKept = (documentId: number): boolean => {
    const feed = readFeed();
    if (!feed || feed.owed.includes(documentId) || (feed.all !== null && documentId > feed.all)) return false;
    return !store.bundles.isChangedSince(feed.after, documentId);
  };

  /** The files of a document that the vault does not have like this. Null: damaged in the database. */
  const filesOf = (
    bundle: DocumentBundle,
  ): readonly { readonly entry: ManifestEntry; readonly bytes: Buffer }[] | null => {
    const key: VaultKey = { ...bundle.document, environment: bundle.environment, rut: bundle.rut };
    if (sha256(bundle.bytes) !== bundle.document.sha256) return null;
    if (sha256(bundle.envelope.bytes) !== bundle.envelope.sha256) return null;
    const answer = writeAnswer(bundle);
    return [
      { entry: entryOf(documentPath(key), bundle.bytes, 'documento'), bytes: bundle.bytes },
      {
        entry: entryOf(envelopePath(key, bundle.envelope.fileName), bundle.envelope.bytes, 'envio'),
        bytes: bundle.envelope.bytes,
      },
      { entry: entryOf(answerPath(key), answer, 'respuesta'), bytes: answer },
    ];
  };

  /** The signed bytes, from the backup's row where the document's own was damaged. */
  const wholeBundle = (documentId: number): DocumentBundle | null => {
    const bundle = store.bundles.read(documentId);
    if (!bundle || sha256(bundle.bytes) === bundle.document.sha256) return bundle;
    const spare = store.backups.bytes(documentId);
    return spare && sha256(spare) === bundle.document.sha256 ? { ...bundle, bytes: spare } : bundle;
  };

  /** @returns how many were written, and which could not be because the database has them damaged */
  const writeDocuments = async (
    ids: readonly number[],
  ): Promise<{ readonly written: number; readonly damaged: readonly number[] }> => {
    const book = manifest();
    const known = await book.entries();
    const lines: ManifestEntry[] = [];
    const damaged: number[] = [];
    let written = 0;
    for (const id of ids) {
      if (store.retired.isRetired(id)) continue;
      const bundle = wholeBundle(id);
      const files = bundle && filesOf(bundle);
      if (!files) {
        damaged.push(id);
        log.warn('backup: damaged in the database, not put into the vault', { documentId: id });
        continue;
      }
      const missing = files.filter(({ entry }) => known.get(entry.path)?.sha256 !== entry.sha256);
      for (const { entry, bytes } of missing) {
        if (entry.kind === 'respuesta') await vault.replace(entry.path, bytes);
        else await vault.put(entry.path, bytes);
        // Some disks and network drives lie.
        if ((await vault.hash(entry.path)) !== entry.sha256) throw new AppError({ code: 'copy_differs' });
        lines.push(entry);
      }
      if (missing.length > 0) written += 1;
      await nextTurn();
    }
    await book.add(lines);
    return { written, damaged };
  };

  const inBatches = async (
    ids: readonly number[],
    done: (upTo: number, damaged: readonly number[]) => void,
  ): Promise<number> => {
    let written = 0;
    for (let at = 0; at < ids.length; at += BATCH) {
      const batch = ids.slice(at, at + BATCH);
      const result = await writeDocuments(batch);
      written += result.written;
      done(batch.at(-1) ?? 0, result.damaged);
      if (stopping || isFrozen()) break;
    }
    return written;
  };

  const writeBusiness = async (): Promise<boolean> => {
    const book = manifest();
    const known = await book.entries();
    const files = [...businessFiles(store), ...(moreFiles?.() ?? [])].map(({ path, bytes }) => ({
      entry: entryOf(path, bytes, 'negocio'),
      bytes,
    }));
    const missing = files.filter(({ entry }) => known.get(entry.path)?.sha256 !== entry.sha256);
    for (const { entry, bytes } of missing) {
      await vault.replace(entry.path, bytes);
      if ((await vault.hash(entry.path)) !== entry.sha256) throw new AppError({ code: 'copy_differs' });
    }
    await book.add(missing.map(({ entry }) => entry));
    return missing.length > 0;
  };

  /** Where to go on, for the vault that is there now. */
  const openFeed = async (): Promise<Feed> => {
    const id = await manifest().id();
    const feed = readFeed();
    if (feed?.vault === id) return feed;
    const fresh: Feed = { vault: id, after: store.bundles.lastAuditId(), all: 0, owed: [] };
    saveFeed(fresh);
    return fresh;
  };

  const catchUp = async (): Promise<number> => {
    let feed = await openFeed();
    let written = 0;
    const owe = (damaged: readonly number[]): readonly number[] => [...new Set([...feed.owed, ...damaged])];
    // The newest documents first of all: whatever is left of an old business can wait for them.
    for (;;) {
      const { ids, upTo } = store.bundles.changedSince(feed.after, BATCH * 4);
      if (upTo === feed.after) break;
      let damaged: readonly number[] = [];
      written += await inBatches(ids, (_, bad) => {
        damaged = [...damaged, ...bad];
      });
      if (stopping || isFrozen()) return written;
      feed = { ...feed, after: upTo, owed: [...owe(damaged)] };
      saveFeed(feed);
    }
    while (feed.all !== null) {
      const ids = store.bundles.ids(feed.all, BATCH * 4);
      if (ids.length === 0) {
        feed = { ...feed, all: null };
        saveFeed(feed);
        break;
      }
      written += await inBatches(ids, (upTo, damaged) => {
        feed = { ...feed, all: upTo, owed: [...owe(damaged)] };
        saveFeed(feed);
      });
      if (stopping || isFrozen()) return written;
    }
    if (feed.owed.length > 0) {
      const before = feed.owed;
      const { written: mended, damaged } = await writeDocuments(before);
      written += mended;
      saveFeed({ ...feed, owed: [...damaged] });
    }
    return written;
  };

  const attempt = async (): Promise<number> => {
    if (isFrozen()) return 0;
    try {
      // A computer that is not set up yet has nothing to keep, and makes no folder for it.
      if (store.companies.all().length === 0) return 0;
      // First: without them nobody could say whose documents these are.
      const business = await writeBusiness();
      const written = await catchUp();
      problem = null;
      if (written > 0 || business) onWritten?.();
      return written;
    } catch (error) {
      problem = error instanceof AppError ? error.value : { code: 'internal' };
      log.warn('backup: the vault could not be brought up to date', {
        code: problem.code,
        folder: isFolderFailure(error) ? 1 : 0,
        cause: String((error as Error).cause ?? (error as Error).message),
      });
      manifest().reload();
      if (problem.code === 'disk_full') onFull();
      return 0;
    }
  };

  const loop = async (): Promise<number> => {
    let written = 0;
    do {
      again = false;
      written += await attempt();
    } while (again && !stopping && problem === null);
    return written;
  };

  const run = (): Promise<number> => {
    if (stopping) return running ?? Promise.resolve(0);
    if (running) again = true;
    running ??= loop().finally(() => {
      running = null;
    });
    return running;
  };

  return {
    kick: () => void run(),
    run,
    waiting,
    isKept,
    lastProblem: () => problem,
    stop: async () => {
      // What was signed a moment ago goes with it; a long catching-up does not hold the program open.
      if (!isFrozen() && waiting() <= BATCH) await run();
      stopping = true;
      await running;
    },
  };
};
