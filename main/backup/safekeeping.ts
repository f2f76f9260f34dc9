import { existsSync, readFileSync, statSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError, appError, type ErrorValue } from '../../shared/domain/errors.ts';
import type { Clock } from '../domain/clock.ts';
import { lastKnown } from '../domain/last-known.ts';
import { isNight, isPatrolDue, nextPatrolAt, since } from '../domain/patrol-time.ts';
import type { Store } from '../store/open.ts';
import { copyDatabase, inspectDatabase } from '../store/snapshot.ts';
import { type BusinessFile, KEYS_PATH, PRACTICE_PATH, RECOVERY_PATH } from './business.ts';
import { type Cleanup, createCleanup } from './cleanup/cleanup.ts';
import { createDrill, type Drill } from './drill.ts';
import { writeDurably } from './durable.ts';
import { sha256 } from './hash.ts';
import type { Health } from './health/health.ts';
import { createKeeper, type Keeper } from './keeper.ts';
import { createManifest, type Manifest, type ManifestFailpoint } from './manifest/manifest.ts';
import { claimMirror, createMirror, MIRROR_UP_TO, type Mirror } from './mirror.ts';
import { createPatrol, type Patrol } from './patrol.ts';
import { writePlaces } from './places.ts';
import type { BackupLog, VerifyDte } from './records.ts';
import { KEY_FILE, PRACTICE_DB, RESTORED_DB } from './restore/build.ts';
import { createRestore, type Restore } from './restore/restore.ts';
import { createSnapshots, type Snapshot, type Snapshots } from './snapshots/snapshots.ts';
import type { Vault } from './vault.ts';

/** Everything that keeps the business safe, and what of it happens by itself and when. */
export interface Safekeeping {
  readonly keeper: Keeper;
  /** take: for whoever asked for it, by name; for the program itself where nobody did. */
  readonly snapshots: Omit<Snapshots, 'take'> & { take(actor?: string): Promise<Snapshot> };
  readonly mirror: Mirror;
  readonly patrol: Patrol;
  readonly drill: Drill;
  readonly cleanup: Cleanup;
  readonly restore: Restore;
  manifest(): Manifest;
  /** Begins what happens by itself. */
  start(): void;
  /** Something changed: the vault is brought up to date at once. */
  kick(): void;
  /** Does what is due now. Never throws. */
  tick(): Promise<void>;
  /** @throws AppError 'folder_not_writable', 'disk_full' */
  setMirror(folder: string | null): Promise<void>;
  /** Documents up to this id are in the second copy; 0 where there is none. */
  mirroredUpTo(): number;
  /** Keeps the keys in the vault under a passphrase, for a computer that has not this one's keyring. */
  keepRecovery(file: Buffer): Promise<void>;
  /** Whether a new computer could open the keys out of the vault. */
  recoverable(): 'passphrase' | 'practice' | 'none';
  /** From when on the next round over the vault begins by itself; null while none would. */
  nextPatrolAt(): number | null;
  /** About how many bytes the vault lacks. */
  owes(): number;
  /** Why the vault is not up to date, until it is. */
  lastProblem(): ErrorValue | null;
  stop(): Promise<void>;
}

export interface SafekeepingOptions {
  readonly store: Store;
  readonly profileDir: string;
  readonly vault: Vault;
  readonly vaultFolder: () => string;
  readonly verifyDte: VerifyDte;
  readonly clock: Clock;
  readonly log: BackupLog;
  readonly announce: () => void;
  /** The database is damaged, or a disk is full. */
  readonly health: Pick<Health, 'isDamaged' | 'isHolding' | 'diskFull'>;
  /** For the crash suite alone. */
  readonly failpoint?: (name: ManifestFailpoint) => void;
}

const MIRROR_FOLDER = 'mirror.folder';
const MIRROR_COPIED = 'mirror.lastCopyAt';
const MIRROR_OWED = 'mirror.owed';
const DUE = 'backup.due';
export const RECOVERY_FILE = 'claves-recuperacion.json';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const TICK_MS = MINUTE;
/** Documents that changed since the last snapshot, after which another one is made without waiting for the day to end. */
const SNAPSHOT_AFTER_CHANGES = 200;
const SNAPSHOT_EVERY_MS = DAY;
/** After one that failed. */
const SNAPSHOT_AGAIN_MS = 10 * MINUTE;
/** A part of the vault each night, so that all of it is seen within a month; of a small one at least so many files. */
const PATROL_NIGHTS = 28;
const PATROL_LEAST = 600;
const DRILL_EVERY_MS = 30 * DAY;
const PRACTICE_EVERY_MS = MINUTE;
/** What a document takes in the vault: two XML files of some 10 KB, and its answers. */
const DOCUMENT_BYTES = 64 * 1024;
/** How long the end of the program waits for the second copy. */
const STOP_PATIENCE_MS = 3_000;

/** When each thing was last done, UTC epoch ms. */
const dueSchema = z.object({
  snapshotAt: z.int(),
  snapshotTriedAt: z.int(),
  snapshotAudit: z.int(),
  patrolAt: z.int(),
  drillAt: z.int(),
});
type Due = z.infer<typeof dueSchema>;

export const createSafekeeping = (options: SafekeepingOptions): Safekeeping => {
  const { store, profileDir, vault, clock, log, verifyDte, health } = options;
  const failpoints = options.failpoint ? { failpoint: options.failpoint } : {};
  let manifests: { readonly folder: string; readonly manifest: Manifest } | null = null;
  let timer: NodeJS.Timeout | null = null;
  let ticking: Promise<void> | null = null;
  let stopping = false;
  let practiceAt = 0;
  let noted = '';
  /** The clock of the process, ms, after which nothing more is begun. */
  let overAt = Number.POSITIVE_INFINITY;
  const ending = new AbortController();

  const manifest = (): Manifest => {
    const folder = options.vaultFolder();
    if (manifests?.folder !== folder)
      manifests = { folder, manifest: createManifest({ folder, clock, log, ...failpoints }) };
    return manifests.manifest;
  };
  const mirrorFolder = lastKnown((): string | null => {
    const value = store.settings.get(MIRROR_FOLDER);
    return typeof value === 'string' && value !== '' ? value : null;
  }, null);

  const mirroredUpTo = lastKnown((): number => {
    const value = store.settings.get(MIRROR_UP_TO);
    return typeof value === 'number' && mirrorFolder() !== null ? value : 0;
  }, 0);

  const readDue = (): Due => {
    const parsed = dueSchema.safeParse(store.settings.get(DUE));
    if (parsed.success) return parsed.data;
    // Nothing is overdue in a new profile; the first snapshot comes with the first document.
    const now = clock.now();
    const fresh: Due = { snapshotAt: 0, snapshotTriedAt: 0, snapshotAudit: 0, patrolAt: now, drillAt: now };
    store.settings.set(DUE, fresh);
    return fresh;
  };
  const noteDue = (change: Partial<Due>): void => store.settings.set(DUE, { ...readDue(), ...change });

  const keyFile = (name: string): Buffer | null => {
    try {
      return readFileSync(join(profileDir, name));
    } catch {
      return null;
    }
  };
  const modeOf = (file: Buffer | null): string =>
    /"mode":\s*"(practice|passphrase|keyring)"/.exec(file?.toString('utf8') ?? '')?.[1] ?? 'none';
  const keyId = (file: Buffer | null): string | null =>
    /"current":\s*\{\s*"id":\s*"([\da-f]{16})"/.exec(file?.toString('utf8') ?? '')?.[1] ?? null;

  /** Key files that mean something on another computer. */
  const keyFiles = (): readonly BusinessFile[] => {
    const own = keyFile(KEY_FILE);
    const recovery = keyFile(RECOVERY_FILE);
    const files: BusinessFile[] = [];
    if (own && modeOf(own) !== 'keyring') files.push({ path: KEYS_PATH, bytes: own });
    if (recovery && keyId(recovery) === keyId(own)) files.push({ path: RECOVERY_PATH, bytes: recovery });
    return files;
  };

  /** A learner's SII comes along, so that what it has received it has received after a restore as well. */
  const keepPractice = async (): Promise<void> => {
    const file = join(profileDir, PRACTICE_DB);
    if (!existsSync(file) || !store.companies.all().some(({ environment }) => environment === 'practice'))
      return;
    practiceAt = clock.now();
    const temp = join(profileDir, 'sii-de-practica.copia');
    await rm(temp, { force: true });
    try {
      await copyDatabase(file, temp);
      const bytes = await readFile(temp);
      const entry = {
        path: PRACTICE_PATH,
        size: bytes.length,
        sha256: sha256(bytes),
        kind: 'negocio' as const,
      };
      if ((await manifest().entries()).get(PRACTICE_PATH)?.sha256 === entry.sha256) return;
      await vault.replace(PRACTICE_PATH, bytes);
      await manifest().add([entry]);
    } finally {
      await rm(temp, { force: true });
    }
  };

  const guarded = async (what: string, work: () => Promise<unknown>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      log.warn('backup: did not work, is tried again', { what, cause: String((error as Error).message) });
    }
  };

  let practising: Promise<void> | null = null;
  /** One at a time, and none is left running when the program ends. */
  const practise = (): Promise<void> => {
    practising ??= guarded('practice', keepPractice).finally(() => {
      practising = null;
    });
    return practising;
  };

  const mirror = createMirror({
    folder: mirrorFolder,
    lastCopyAt: lastKnown(() => {
      const value = store.settings.get(MIRROR_COPIED);
      return typeof value === 'number' ? value : null;
    }, null),
    copied: (at, upTo) => {
      store.settings.set(MIRROR_COPIED, at);
      if (upTo === null || upTo === mirroredUpTo()) return;
      store.settings.set(MIRROR_UP_TO, upTo);
      options.announce();
    },
    newest: () => (health.isDamaged() || keeper.waiting() > 0 ? null : store.bundles.newestId()),
    owed: lastKnown(() => {
      const value = z.array(z.string()).safeParse(store.settings.get(MIRROR_OWED));
      return value.success ? value.data : [];
    }, []),
    owe: (paths) => store.settings.set(MIRROR_OWED, [...paths]),
    vault,
    vaultFolder: options.vaultFolder,
    manifest,
    clock,
    log,
    isOver: () => performance.now() > overAt,
  });

  const keeper = createKeeper({
    store,
    vault,
    manifest,
    log,
    moreFiles: keyFiles,
    isFrozen: health.isDamaged,
    onFull: () => health.diskFull('vault'),
    onWritten: () => {
      options.announce();
      if (stopping) return;
      void mirror.sync();
      if (clock.now() - practiceAt >= PRACTICE_EVERY_MS) void practise();
    },
  });

  const snapshots = createSnapshots({
    copyTo: (file) => store.copyTo(file),
    inspect: inspectDatabase,
    vault,
    manifest,
    clock,
    log,
    workDir: join(profileDir, 'instantaneas'),
  });

  const patrol = createPatrol({
    store,
    vault,
    vaultFolder: options.vaultFolder,
    mirrorFolder,
    manifest,
    verifyDte,
    isKept: keeper.isKept,
    clock,
    log,
    signal: ending.signal,
  });

  const cleanup = createCleanup({ store, vault, manifest, snapshots, clock, log });

  const drill = createDrill({
    store,
    vaultFolder: options.vaultFolder,
    keep: () => keeper.run(),
    workDir: profileDir,
    clock,
    verifyDte,
    log,
    signal: ending.signal,
  });

  /** A copy of the database lies in the profile and in the vault for a moment, and both may be one disk. */
  const snapshotRoom = (): number => {
    const sizes = ['', '-wal'].map((side) =>
      statSync(join(profileDir, `${RESTORED_DB}${side}`), { throwIfNoEntry: false }),
    );
    return 2 * sizes.reduce((sum, each) => sum + (each?.size ?? 0), 0);
  };

  const takeSnapshot = async (actor = 'resguardo'): Promise<Snapshot> => {
    const audit = store.bundles.lastAuditId();
    noteDue({ snapshotTriedAt: clock.now() });
    const snapshot = await snapshots.take().catch((error: unknown) => {
      if (error instanceof AppError && error.value.code === 'disk_full')
        health.diskFull('snapshot', snapshotRoom());
      throw error;
    });
    noteDue({ snapshotAt: snapshot.at, snapshotAudit: audit });
    store.audit.add({
      actor,
      action: 'snapshot.made',
      params: { documents: snapshot.documents, bytes: snapshot.size },
    });
    options.announce();
    return snapshot;
  };

  const doTick = async (): Promise<void> => {
    if (health.isDamaged()) return;
    await keeper.run();
    await guarded('places', notePlaces);
    // What can wait would only take the room that the next document needs.
    if (health.isHolding() || store.companies.all().length === 0 || stopping) return;
    await practise();
    const now = clock.now();
    const due = readDue();
    const changes = store.bundles.countChangedSince(due.snapshotAudit);
    const isSnapshotDue =
      changes >= SNAPSHOT_AFTER_CHANGES || (changes > 0 && since(due.snapshotAt, now) >= SNAPSHOT_EVERY_MS);
    if (isSnapshotDue && since(due.snapshotTriedAt, now) >= SNAPSHOT_AGAIN_MS)
      await guarded('snapshot', takeSnapshot);
    if (stopping) return;
    if (isPatrolDue(due.patrolAt, now)) {
      noteDue({ patrolAt: now });
      const files = (await manifest().entries()).size;
      await guarded('patrol', () => patrol.run(Math.max(PATROL_LEAST, Math.ceil(files / PATROL_NIGHTS))));
      options.announce();
    }
    const undrilled = since(due.drillAt, now);
    if (
      !stopping &&
      ((undrilled >= DRILL_EVERY_MS && isNight(now)) || undrilled >= DRILL_EVERY_MS + 3 * DAY)
    ) {
      // First, so that a computer that a drill is too much for does not begin one at every start.
      noteDue({ drillAt: now });
      if ((await drill.run()).error === 'cancelled') noteDue({ drillAt: due.drillAt });
      options.announce();
    }
    // After the snapshot: what goes has to be in it.
    if (!stopping && isNight(now) && cleanup.isDue()) await guarded('cleanup', cleanup.runDue);
    await mirror.sync();
  };

  /** Where to look for the vault when the database cannot say. */
  const notePlaces = async (): Promise<void> => {
    const now = { vault: options.vaultFolder(), mirror: mirrorFolder() };
    if (noted === JSON.stringify(now)) return;
    await writePlaces(profileDir, now);
    noted = JSON.stringify(now);
  };

  const tick = (): Promise<void> => {
    ticking ??= guarded('tick', doTick).finally(() => {
      ticking = null;
    });
    return ticking;
  };

  return {
    keeper,
    snapshots: { ...snapshots, take: takeSnapshot },
    mirror,
    patrol,
    drill,
    cleanup,
    restore: createRestore({
      profileDir,
      clock,
      verifyDte,
      log,
      store: () => (health.isDamaged() ? null : store),
      folders: () => ({ vault: options.vaultFolder(), mirror: mirrorFolder() }),
      onChange: options.announce,
    }),
    manifest,
    start: () => {
      timer = setInterval(() => void tick(), TICK_MS);
      void guarded('places', notePlaces);
      keeper.kick();
    },
    kick: () => {
      if (health.isDamaged()) return;
      void guarded('places', notePlaces);
      keeper.kick();
    },
    tick,
    setMirror: async (folder) => {
      if (folder !== null && folder === options.vaultFolder()) throw appError('folder_not_writable');
      if (folder !== null) await claimMirror(folder);
      store.settings.set(MIRROR_FOLDER, folder ?? '');
      store.settings.set(MIRROR_COPIED, null);
      store.settings.set(MIRROR_UP_TO, null);
      void mirror.sync().then(options.announce);
    },
    mirroredUpTo,
    keepRecovery: async (file) => {
      await writeDurably(join(profileDir, RECOVERY_FILE), file, { conflict: 'replace' });
      await keeper.run();
    },
    recoverable: () => {
      const modes = keyFiles().map(({ bytes }) => modeOf(bytes));
      if (modes.includes('passphrase')) return 'passphrase';
      return modes.includes('practice') ? 'practice' : 'none';
    },
    nextPatrolAt: () => {
      if (health.isDamaged() || health.isHolding()) return null;
      const now = clock.now();
      const due = dueSchema.safeParse(store.settings.get(DUE));
      return nextPatrolAt(due.success ? due.data.patrolAt : now, now);
    },
    owes: () => keeper.waiting() * DOCUMENT_BYTES,
    lastProblem: () => keeper.lastProblem() ?? mirror.state().problem,
    stop: async () => {
      if (timer) clearInterval(timer);
      await keeper.stop();
      stopping = true;
      overAt = performance.now() + STOP_PATIENCE_MS;
      ending.abort();
      await ticking;
      if (health.isDamaged()) return;
      // One that began earlier does not have what came since.
      await practising;
      await practise();
      await mirror.sync();
    },
  };
};
