import { open, statfs, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Clock } from '../../domain/clock.ts';
import type { StoreTrouble } from '../../domain/store-trouble.ts';
import type { Store } from '../../store/open.ts';
import { isNoRoom } from '../failures.ts';
import type { BackupLog } from '../records.ts';
import { releaseTemp, takeTemp } from '../temps.ts';
import { type Room, tightest } from './tightest.ts';

/** What can get full: the disk of the profile, the vault's, and whichever of the two a snapshot did not fit on. */
export type FullPlace = 'database' | 'vault' | 'snapshot';

export interface FullDisk {
  readonly where: FullPlace;
  readonly folder: string;
  /** UTC epoch ms. */
  readonly sinceAt: number;
  /** Bytes that have to be free there for it to go on by itself. */
  readonly neededBytes: number;
  /** Null where the system does not say. */
  readonly freeBytes: number | null;
}

export interface HealthState {
  readonly database: 'whole' | 'damaged';
  readonly damagedAt: number | null;
  readonly full: readonly FullDisk[];
  /** Whether sending, documents by file and backups wait for it to be over. */
  readonly holding: boolean;
}

/**
 * Whether the ground is firm: the database's file, and room on the disks. A full disk makes everything that writes by itself wait,
 * and is looked at until there is room; a damaged file ends all writing until it is made anew (docs/decisions/0012).
 */
export interface Health {
  /** What the store has met with. */
  storeTrouble(trouble: StoreTrouble, error: unknown): void;
  /** Backups have met a full disk. @param neededBytes what it was about, where that is known */
  diskFull(where: FullPlace, neededBytes?: number): void;
  isDamaged(): boolean;
  isHolding(): boolean;
  state(): Promise<HealthState>;
  stop(): void;
}

export interface HealthOptions {
  readonly clock: Clock;
  readonly log: BackupLog;
  /** Null until it is open. */
  readonly store: () => Store | null;
  readonly profileDir: string;
  readonly vaultFolder: () => string;
  /** Bytes of documents that are not in the vault yet. */
  readonly vaultOwes: () => number;
  /** Something is full, or damaged, or all is well again. */
  readonly onChange: () => void;
  /** There is room again: what waited goes on. */
  readonly onRoom: () => void;
  /** The file is damaged: whatever works by itself has to end. */
  readonly onDamaged: () => void;
}

/** So much (bytes) must be free before anything goes on: a group of documents with their files, and the -wal's next checkpoint. */
export const ROOM_TO_GO_ON = 4 * 1024 * 1024;
/** A statfs and a small write: cheap enough to notice room within seconds, and far from the minute that is promised. */
const LOOK_EVERY_MS = 5_000;
const PROBE_BYTES = 256 * 1024;

const freeIn = async (folder: string): Promise<number | null> => {
  for (let place = folder; ; place = dirname(place)) {
    const found = await statfs(place).catch(() => null);
    if (found) return found.bavail * found.bsize;
    if (dirname(place) === place) return null;
  }
};

/**
 * A quota says nothing to statfs: only bytes that reached the disk prove that there is room. A folder that fails for another reason
 * (it is gone, or read only) is no full one any more, and whoever writes there will say so.
 */
const isRoomy = async (folder: string): Promise<boolean> => {
  const temp = takeTemp(folder);
  try {
    const handle = await open(temp, 'wx', 0o600);
    try {
      await handle.writeFile(Buffer.alloc(PROBE_BYTES, 1));
      await handle.sync();
    } finally {
      await handle.close();
    }
    return true;
  } catch (error) {
    return !isNoRoom(error);
  } finally {
    await unlink(temp).catch(() => undefined);
    releaseTemp(temp);
  }
};

interface Entry {
  readonly sinceAt: number;
  readonly neededBytes: number;
}

export const createHealth = (options: HealthOptions): Health => {
  const { clock, log, store, profileDir } = options;
  const full = new Map<FullPlace, Entry>();
  let damagedAt: number | null = null;
  let timer: NodeJS.Timeout | null = null;
  let looking = false;
  let stopped = false;

  /** A snapshot is made in the profile and put into the vault: it has to fit into both. */
  const foldersOf = (where: FullPlace): readonly [string, ...string[]] => {
    switch (where) {
      case 'database':
        return [profileDir];
      case 'vault':
        return [options.vaultFolder()];
      case 'snapshot':
        return [profileDir, options.vaultFolder()];
    }
  };
  const roomFor = async (where: FullPlace): Promise<Room> => {
    const [first, ...others] = foldersOf(where);
    const look = async (folder: string): Promise<Room> => ({ folder, freeBytes: await freeIn(folder) });
    return tightest([await look(first), ...(await Promise.all(others.map(look)))]);
  };

  const isHolding = (): boolean => damagedAt !== null || full.has('database') || full.has('vault');

  const neededIn = (where: FullPlace, entry: Entry): number =>
    where === 'vault' ? Math.max(entry.neededBytes, ROOM_TO_GO_ON + owed()) : entry.neededBytes;
  const owed = (): number => {
    try {
      return options.vaultOwes();
    } catch {
      return 0;
    }
  };

  const hasRoom = async (where: FullPlace, entry: Entry): Promise<boolean> => {
    const { freeBytes } = await roomFor(where);
    if (freeBytes !== null && freeBytes < neededIn(where, entry)) return false;
    if (where !== 'database') return (await Promise.all(foldersOf(where).map(isRoomy))).every(Boolean);
    try {
      store()?.tryRoom();
      return true;
    } catch {
      return false;
    }
  };

  const healed = (where: FullPlace, { sinceAt }: Entry): void => {
    full.delete(where);
    log.info('disk: there is room again', { where });
    try {
      const seconds = Math.max(0, Math.round((clock.now() - sinceAt) / 1_000));
      store()?.audit.add({ actor: 'resguardo', action: 'disk.room_again', params: { where, seconds } });
    } catch (error) {
      log.warn('disk: that there is room again could not be noted', { cause: String(error) });
    }
  };

  const look = async (): Promise<void> => {
    if (looking || stopped) return;
    looking = true;
    try {
      const held = isHolding();
      let isChanged = false;
      for (const [where, entry] of [...full]) {
        if (!(await hasRoom(where, entry)) || stopped || full.get(where) !== entry) continue;
        healed(where, entry);
        isChanged = true;
      }
      if (!isChanged) return;
      options.onChange();
      if (held && !isHolding()) options.onRoom();
    } finally {
      looking = false;
      if (full.size === 0 && timer !== null) {
        clearInterval(timer);
        timer = null;
      }
    }
  };

  const diskFull = (where: FullPlace, neededBytes = ROOM_TO_GO_ON): void => {
    // Of a damaged database nothing is written any more, so its disk is not what is wrong.
    if (stopped || (where === 'database' && damagedAt !== null)) return;
    const before = full.get(where);
    if (before && before.neededBytes >= neededBytes) return;
    full.set(where, { sinceAt: before?.sinceAt ?? clock.now(), neededBytes });
    if (!before) log.warn('disk: full', { where, folder: foldersOf(where).join(', ') });
    timer ??= setInterval(() => void look(), LOOK_EVERY_MS);
    options.onChange();
  };

  return {
    storeTrouble(trouble, error) {
      if (trouble === 'full') {
        diskFull('database');
        return;
      }
      if (damagedAt !== null || stopped) return;
      damagedAt = clock.now();
      full.delete('database');
      // Before anything else can be written on top of it.
      store()?.freeze();
      log.warn('the database is damaged: from now on it is only read', { cause: String(error) });
      options.onDamaged();
      options.onChange();
    },
    diskFull,
    isDamaged: () => damagedAt !== null,
    isHolding,
    async state() {
      const disks = await Promise.all(
        [...full].map(
          async ([where, entry]): Promise<FullDisk> => ({
            where,
            sinceAt: entry.sinceAt,
            neededBytes: neededIn(where, entry),
            ...(await roomFor(where)),
          }),
        ),
      );
      return {
        database: damagedAt === null ? 'whole' : 'damaged',
        damagedAt,
        full: disks,
        holding: isHolding(),
      };
    },
    stop() {
      stopped = true;
      if (timer !== null) clearInterval(timer);
      timer = null;
    },
  };
};
