import { AppError } from '../../shared/domain/errors.ts';

/** What the system says when there is no room left: on the device, or in the quota of the account. */
const NO_ROOM: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT']);

/**
 * What the system says when a folder cannot be used as it is: no right, read only, gone, not a folder, a disk that was
 * pulled out (EIO, ENODEV, ENXIO), a network place that went away (the rest; UNKNOWN is Windows').
 */
const NO_FOLDER: ReadonlySet<string> = new Set([
  'EACCES',
  'EPERM',
  'EROFS',
  'ENOENT',
  'ENOTDIR',
  'EISDIR',
  'EEXIST',
  'ELOOP',
  'ENAMETOOLONG',
  'EBUSY',
  'EFBIG',
  'EIO',
  'ENODEV',
  'ENXIO',
  'ESTALE',
  'ETIMEDOUT',
  'EHOSTDOWN',
  'EHOSTUNREACH',
  'ENOTCONN',
  'ECONNRESET',
  'UNKNOWN',
]);

/** The system's code of a failure (`ENOSPC`), or an empty text. */
export const codeOf = (error: unknown): string => {
  const code = (error as { readonly code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : '';
};

/** Whether the device, or the account's quota, has no room left. */
export const isNoRoom = (error: unknown): boolean => NO_ROOM.has(codeOf(error));

/** A failure of the file system as one that a person understands; anything else comes back as it is. */
export const asFolderError = (error: unknown): unknown => {
  if (error instanceof AppError) return error;
  const code = codeOf(error);
  if (NO_ROOM.has(code)) return new AppError({ code: 'disk_full' }, { cause: error });
  if (NO_FOLDER.has(code)) return new AppError({ code: 'folder_not_writable' }, { cause: error });
  return error;
};

/** Runs file work; its failures come out as AppError 'disk_full' or 'folder_not_writable' where they are that. */
export const inFolder = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    throw asFolderError(error);
  }
};

/** Whether a failure is of the folder or the disk as a whole, so that the next file would meet it too. */
export const isFolderFailure = (error: unknown): error is AppError =>
  error instanceof AppError &&
  (error.value.code === 'disk_full' || error.value.code === 'folder_not_writable');
