import type { Draft } from '../../shared/domain/draft.ts';
import { appError } from '../../shared/domain/errors.ts';
import { readDraft } from '../domain/draft/index.ts';
import type { CliIo } from './io.ts';

const MAX_DRAFT_BYTES = 8 * 1024 * 1024;

/** @throws AppError not_found */
export const readInput = async (io: CliIo, path: string): Promise<Buffer> => {
  try {
    return await io.readFile(path);
  } catch {
    throw appError('not_found', { file: path });
  }
};

/**
 * A draft from a JSON file (UTF-8), alone or as `{"draft": …}`.
 * @throws AppError not_found, file_too_large, draft_unreadable (no JSON), draft_invalid (no object)
 */
export const readDraftFile = async (io: CliIo, path: string): Promise<Draft> => {
  const bytes = await readInput(io, path);
  if (bytes.length > MAX_DRAFT_BYTES) throw appError('file_too_large', { max: MAX_DRAFT_BYTES });
  const read = readDraft(parseJson(bytes, path));
  if ('issues' in read) throw appError('draft_invalid', undefined, read.issues);
  return read.draft;
};

const parseJson = (bytes: Buffer, path: string): unknown => {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw appError('draft_unreadable', { file: path });
  }
};
