import { readFileSync } from 'node:fs';
import { mkdir, readdir, rename, rm, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { syncFolder, writeDurably } from '../durable.ts';
import { codeOf, inFolder } from '../failures.ts';
import { KEY_FILE, PRACTICE_DB, RESTORED_DB } from './build.ts';

/**
 * Changing one database for another, safe from a crash at any point: what is to be done lies in
 * `pendiente-restaurar.json` in the profile, and is done at the start, before anything opens the database. Each phase can be
 * begun again as often as need be.
 *
 *   keep     the files of now go into the folder `Antes de restaurar dd-mm-aaaa hh.mm`
 *   install  the new ones come out of their staging folder
 *   settle   the new database is open: what the former one had besides goes in, what is in doubt is marked
 */
const marker = z.object({
  format: z.literal('resguardo-restauracion'),
  version: z.literal(1),
  phase: z.enum(['keep', 'install', 'settle']),
  /** Names of folders in the profile, not paths. */
  staging: z.string().regex(/^restaurando-[\dTZ]+(?:-[\da-f]{8})?$/),
  kept: z
    .string()
    .regex(
      /^(?:Antes de restaurar|Base dañada|Práctica|Certificación) \d\d-\d\d-\d{4} \d\d\.\d\d(?: \(\d+\))?$/,
    ),
  at: z.int(),
  /** The new database is an empty one: keys and practice SII of the former go with it, and nothing of it is taken over. */
  fresh: z.boolean().default(false),
  /** Who asked for it, for the audit trail; nobody where the program found by itself that it is needed. */
  by: z.string().max(200).optional(),
  /** What the restore found, for the audit trail and the window. */
  figures: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type RestoreMarker = z.infer<typeof marker>;

/** Why a state is set aside: the first words of its folder's name. */
type WhyKept = 'Antes de restaurar' | 'Base dañada' | 'Práctica' | 'Certificación';

export const MARKER_NAME = 'pendiente-restaurar.json';

/** Named points at which a crash test ends the process. */
export const SWAP_FAILPOINTS = [
  'swap.begun',
  'swap.file_kept',
  'swap.kept',
  'swap.file_installed',
  'swap.installed',
  'swap.settled',
] as const;
export type SwapFailpoint = (typeof SWAP_FAILPOINTS)[number];

/** Everything that belongs to a database file: a -wal that stays behind would be taken for the new one's. */
const withSides = (name: string): readonly string[] => [`${name}-wal`, `${name}-shm`, name];

/** Null where nothing is pending. @throws Error for a marker that cannot be understood: it is not guessed at */
export const readMarker = (profileDir: string): RestoreMarker | null => {
  let text: string;
  try {
    text = readFileSync(join(profileDir, MARKER_NAME), 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
  return marker.parse(JSON.parse(text));
};

export const writeMarker = async (profileDir: string, value: z.input<typeof marker>): Promise<void> => {
  await writeDurably(join(profileDir, MARKER_NAME), Buffer.from(`${JSON.stringify(value, null, 1)}\n`), {
    conflict: 'replace',
  });
};

/** `05-07-2026 11.30`: what Windows takes for a name as well. */
const stampOf = (at: number): string => {
  const parts = new Intl.DateTimeFormat('es-CL', {
    timeZone: 'America/Santiago',
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at);
  const get = (type: Intl.DateTimeFormatPartTypes): string =>
    parts.find((each) => each.type === type)?.value ?? '';
  return `${get('day')}-${get('month')}-${get('year')} ${get('hour')}.${get('minute')}`;
};

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

/** A name for the state of now that no folder has yet. */
export const nameForKept = async (
  profileDir: string,
  at: number,
  why: WhyKept = 'Antes de restaurar',
): Promise<string> => {
  const base = `${why} ${stampOf(at)}`;
  let name = base;
  for (let number = 2; await isThere(join(profileDir, name)); number++) name = `${base} (${number})`;
  return name;
};

const moveAll = async (
  names: readonly string[],
  from: string,
  to: string,
  moved: () => void,
): Promise<void> => {
  for (const name of names) {
    if (!(await isThere(join(from, name)))) continue;
    await rename(join(from, name), join(to, name));
    moved();
  }
  await syncFolder(to);
  await syncFolder(from);
};

/**
 * Does what is pending, up to the point where the new database can be opened.
 * @returns what is left to settle once it is open; null where nothing was pending
 */
export const applyPending = async (
  profileDir: string,
  failpoint: (name: SwapFailpoint) => void = () => {},
): Promise<RestoreMarker | null> => {
  let pending = readMarker(profileDir);
  if (!pending) return null;
  failpoint('swap.begun');
  const staging = join(profileDir, pending.staging);
  const kept = join(profileDir, pending.kept);
  return inFolder(async () => {
    // With nothing to put in its place, the database of now is not moved away.
    if (pending?.phase === 'keep' && !(await isThere(join(staging, RESTORED_DB)))) {
      await endPending(profileDir, pending);
      return null;
    }
    if (pending?.phase === 'keep') {
      await mkdir(kept, { recursive: true, mode: 0o700 });
      // Keys and practice SII are changed only where the new state brings its own, or begins without any.
      const { fresh } = pending;
      const own = fresh || (await isThere(join(staging, KEY_FILE))) ? [KEY_FILE] : [];
      const practice = fresh || (await isThere(join(staging, PRACTICE_DB))) ? withSides(PRACTICE_DB) : [];
      await moveAll([...withSides(RESTORED_DB), ...own, ...practice], profileDir, kept, () =>
        failpoint('swap.file_kept'),
      );
      pending = { ...pending, phase: 'install' };
      await writeMarker(profileDir, pending);
      failpoint('swap.kept');
    }
    if (pending?.phase === 'install') {
      const names = await readdir(staging).catch(() => []);
      await moveAll(
        names.filter((name) => name === RESTORED_DB || name === KEY_FILE || name === PRACTICE_DB),
        staging,
        profileDir,
        () => failpoint('swap.file_installed'),
      );
      pending = { ...pending, phase: 'settle' };
      await writeMarker(profileDir, pending);
      failpoint('swap.installed');
    }
    return pending;
  });
};

/** After the settling is committed. */
export const endPending = async (profileDir: string, pending: RestoreMarker): Promise<void> => {
  await unlink(join(profileDir, MARKER_NAME));
  await syncFolder(profileDir);
  await rm(join(profileDir, pending.staging), { recursive: true, force: true });
};

/** A person thought better of it before the next start. The marker goes first: without it the rest is only litter. */
export const discardPending = async (profileDir: string): Promise<void> => {
  const pending = readMarker(profileDir);
  if (pending?.phase !== 'keep') return;
  await inFolder(() => endPending(profileDir, pending));
};

/** Staging folders of restores that never came to their end. */
export const sweepStagings = async (profileDir: string): Promise<void> => {
  const pending = readMarker(profileDir);
  for (const name of await readdir(profileDir).catch(() => [])) {
    if (name.startsWith('restaurando-') && name !== pending?.staging)
      await rm(join(profileDir, name), { recursive: true, force: true }).catch(() => undefined);
  }
};

/** A former state of this computer, one call away. */
export interface KeptState {
  /** Its folder's name: `Antes de restaurar 05-07-2026 11.30`. */
  readonly name: string;
  /** When its database was last written, UTC epoch ms. */
  readonly at: number;
  /** Bytes. */
  readonly size: number;
}

/** Newest first. */
export const keptStates = async (profileDir: string): Promise<readonly KeptState[]> => {
  const found: KeptState[] = [];
  for (const name of await readdir(profileDir).catch(() => [])) {
    if (!/^Antes de restaurar /.test(name)) continue;
    const state = await stat(join(profileDir, name, RESTORED_DB)).catch(() => null);
    if (state) found.push({ name, at: Math.round(state.mtimeMs), size: state.size });
  }
  return found.sort((a, b) => b.at - a.at || (a.name < b.name ? 1 : -1));
};
