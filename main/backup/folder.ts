import { open, stat, statfs, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { CompanyKey } from '../../shared/domain/company-key.ts';
import { codeOf } from './failures.ts';
import { otherCompaniesIn } from './other-companies.ts';
import { releaseTemp, takeTemp } from './temps.ts';

export interface FolderState {
  readonly writable: boolean;
  /** Bytes that this account may still use there; null where the system does not say. */
  readonly freeBytes: number | null;
}

/** A right on paper says little (network drives, Windows): only a file that could be made proves it. */
const canWrite = async (folder: string): Promise<boolean> => {
  const probe = takeTemp(folder);
  try {
    const handle = await open(probe, 'wx', 0o600);
    await handle.close();
    await unlink(probe);
    return true;
  } catch {
    return false;
  } finally {
    releaseTemp(probe);
  }
};

/**
 * Whether files can be put into a folder, and how much room there is. A folder that is not there yet is judged by the
 * one that it would be made in. Never fails.
 */
export const inspectFolder = async (folder: string): Promise<FolderState> => {
  let place = folder;
  try {
    if (!(await stat(folder)).isDirectory()) return { writable: false, freeBytes: null };
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') return { writable: false, freeBytes: null };
    place = dirname(folder);
  }
  const writable = await canWrite(place);
  const freeBytes = await statfs(place).then(
    (fs) => fs.bavail * fs.bsize,
    () => null,
  );
  return { writable, freeBytes };
};

/** What a person should know of a folder before it holds the backups. None of them forbids it but not_writable. */
export const FOLDER_WARNINGS = [
  'not_writable',
  'other_company',
  'little_space',
  'same_disk',
  'cloud_synced',
] as const;
export type FolderWarning = (typeof FOLDER_WARNINGS)[number];

const CLOUDS = ['onedrive', 'dropbox', 'google_drive', 'icloud'] as const;
export type Cloud = (typeof CLOUDS)[number];

/** Folders that programs of the clouds make, by name, on every system. */
const CLOUD_FOLDERS: readonly (readonly [Cloud, RegExp])[] = [
  ['onedrive', /^onedrive(?:$|[ -])/i],
  ['dropbox', /^dropbox(?:$|[ (-])/i],
  ['google_drive', /^(?:google ?drive|googledrive-.*|my drive|mi unidad|drivefs)$/i],
  ['icloud', /^(?:icloud ?drive|com~apple~clouddocs|mobile documents|icloud~.*)$/i],
];

/** Which cloud seems to keep a folder in step, by its path; null for none that is known. */
export const cloudOf = (path: string): Cloud | null => {
  for (const part of path.split(/[\\/]/)) {
    const found = CLOUD_FOLDERS.find(([, name]) => name.test(part));
    if (found) return found[0];
  }
  return null;
};

export interface FolderAdvice extends FolderState {
  /** Whether it lies on the disk of the profile: then one broken disk takes both. Null where that cannot be told. */
  readonly sameDisk: boolean | null;
  readonly cloud: Cloud | null;
  readonly warnings: readonly FolderWarning[];
  /** Companies whose copies lie there already, by name. */
  readonly others: readonly string[];
}

/** Less room (bytes) than this is soon none. */
const LITTLE_SPACE = 1_000_000_000;

const deviceOf = async (folder: string): Promise<number | null> => {
  for (let place = folder; ; place = dirname(place)) {
    const found = await stat(place).catch(() => null);
    if (found) return found.dev;
    if (dirname(place) === place) return null;
  }
};

/**
 * Looks at a folder that somebody would like to keep backups in. Never fails.
 * @param known companies of the database: their copies belong there
 */
export const adviseFolder = async (
  folder: string,
  profileDir: string,
  known: readonly CompanyKey[],
): Promise<FolderAdvice> => {
  const state = await inspectFolder(folder);
  const [there, here] = await Promise.all([deviceOf(folder), deviceOf(profileDir)]);
  const sameDisk = there === null || here === null ? null : there === here;
  const cloud = cloudOf(folder);
  const warnings: FolderWarning[] = [];
  const others = await otherCompaniesIn(folder, known);
  if (!state.writable) warnings.push('not_writable');
  if (others.length > 0) warnings.push('other_company');
  if (state.freeBytes !== null && state.freeBytes < LITTLE_SPACE) warnings.push('little_space');
  if (sameDisk) warnings.push('same_disk');
  if (cloud) warnings.push('cloud_synced');
  return { ...state, sameDisk, cloud, warnings, others };
};
