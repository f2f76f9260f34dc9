import { describe, expect, it } from 'vitest';
import { asFolderError, inFolder, isFolderFailure } from '../../../main/backup/failures.ts';
import type { AppError } from '../../../shared/domain/errors.ts';

const failing = (code: string): Error => Object.assign(new Error(`${code}: /home/ana/secreto`), { code });

describe('asFolderError', () => {
  it.each(['ENOSPC', 'EDQUOT'])('of %s says that the disk is full', (code) => {
    expect((asFolderError(failing(code)) as AppError).value).toEqual({ code: 'disk_full' });
  });

  it.each(['EACCES', 'EPERM', 'EROFS', 'ENOENT', 'ENOTDIR', 'EIO', 'ESTALE', 'UNKNOWN'])(
    'of %s says that the folder is not writable, without the path',
    (code) => {
      const error = asFolderError(failing(code)) as AppError;
      expect(error.value).toEqual({ code: 'folder_not_writable' });
      expect(error.cause).toBeInstanceOf(Error);
    },
  );

  it('of anything else is that error', async () => {
    const bug = new TypeError('x is not a function');
    expect(asFolderError(bug)).toBe(bug);
    expect(isFolderFailure(bug)).toBe(false);
    await expect(inFolder(() => Promise.reject(bug))).rejects.toBe(bug);
  });
});
