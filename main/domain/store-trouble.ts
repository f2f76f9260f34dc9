/** What SQLite says about its file, or about the disk under it, as opposed to what it says about a statement. */
export type StoreTrouble = 'damaged' | 'full';

/** The -shm beside the database can't grow: the same full disk, met in another place. */
const NO_ROOM: ReadonlySet<string> = new Set(['SQLITE_FULL', 'SQLITE_IOERR_SHMSIZE']);

/** Null for every other failure. */
export const troubleOf = (error: unknown): StoreTrouble | null => {
  const code = (error as { readonly code?: unknown } | null)?.code;
  if (typeof code !== 'string') return null;
  if (/^SQLITE_(?:CORRUPT|NOTADB)/.test(code)) return 'damaged';
  return NO_ROOM.has(code) ? 'full' : null;
};
