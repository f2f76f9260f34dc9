import { writeFile } from 'node:fs/promises';
import { appError } from '../../shared/domain/errors.ts';
import type { SavePurpose, Services } from './services.ts';

/**
 * Saves a text where a person says.
 * @param name suggested
 * @param makeText asked for only once there is a place
 * @returns the file; null when the person thought better of it
 * @throws AppError folder_not_writable
 */
export const saveText = async (
  { desktop, log }: Pick<Services, 'desktop' | 'log'>,
  purpose: SavePurpose,
  name: string,
  makeText: () => string | Promise<string>,
): Promise<{ readonly file: string | null }> => {
  const file = await desktop.chooseSaveFile(purpose, name);
  if (file === null) return { file };
  await writeFile(file, await makeText(), { mode: 0o600 }).catch((cause: unknown) => {
    log.warn('a text could not be written', { purpose, error: String(cause) });
    throw appError('folder_not_writable');
  });
  return { file };
};
