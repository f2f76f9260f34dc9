import { createHash } from 'node:crypto';
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { appError } from '../../../shared/domain/errors.ts';
import type { Clock } from '../../domain/clock.ts';
import { syncFolder } from '../durable.ts';
import { asFolderError, codeOf, inFolder } from '../failures.ts';
import { MANIFEST_KINDS, type ManifestEntry } from '../manifest/line.ts';
import { createManifest } from '../manifest/manifest.ts';
import { isVaultPath } from '../paths.ts';
import type { BackupLog } from '../records.ts';
import { type ArchiveKey, CHUNK, openArchiveKey, openChunk, PREFIX, readPrefix, TAG } from './format.ts';

export interface OpenArchiveRequest {
  readonly file: string;
  readonly passphrase: string;
  /** Becomes a vault; must not be there yet. Its parent must. */
  readonly into: string;
  readonly clock: Clock;
  readonly log: BackupLog;
  readonly signal?: AbortSignal;
  readonly onProgress?: (files: number, bytes: number) => void;
}

export interface ArchiveOpened {
  readonly files: number;
  readonly bytes: number;
}

const fileFrame = z.object({
  path: z.string(),
  size: z.int().min(0),
  sha256: z.string(),
  kind: z.enum(MANIFEST_KINDS),
});
const endFrame = z.object({ end: z.literal(true), files: z.int() });
const MAX_FRAME = 4_096;

/** The decrypted contents, each piece authenticated before anybody sees it. */
async function* chunksOf(
  handle: FileHandle,
  key: ArchiveKey,
  from: number,
  size: number,
): AsyncGenerator<Buffer> {
  const body = size - from;
  const whole = CHUNK + TAG;
  const count = Math.max(1, Math.ceil(body / whole));
  for (let number = 0; number < count; number++) {
    const isLast = number === count - 1;
    const length = isLast ? body - number * whole : whole;
    const sealed = Buffer.alloc(Math.max(0, length));
    const { bytesRead } = await handle.read(sealed, 0, sealed.length, from + number * whole);
    if (bytesRead !== sealed.length) throw appError('archive_damaged');
    yield openChunk(key, number, isLast, sealed);
  }
}

/** Takes exact numbers of bytes out of pieces of any size. */
const createTaker = (chunks: AsyncGenerator<Buffer>) => {
  let rest: Buffer = Buffer.alloc(0);
  const more = async (): Promise<boolean> => {
    const next = await chunks.next();
    if (next.done) return false;
    rest = rest.length === 0 ? next.value : Buffer.concat([rest, next.value]);
    return true;
  };
  return {
    take: async (length: number): Promise<Buffer> => {
      while (rest.length < length) if (!(await more())) throw appError('archive_damaged');
      const bytes = rest.subarray(0, length);
      rest = rest.subarray(length);
      return bytes;
    },
    isAtEnd: async (): Promise<boolean> => rest.length === 0 && !(await more()),
  };
};

const frame = async (taker: ReturnType<typeof createTaker>): Promise<unknown> => {
  const length = (await taker.take(4)).readUInt32BE();
  if (length > MAX_FRAME) throw appError('archive_damaged');
  try {
    return JSON.parse((await taker.take(length)).toString('utf8'));
  } catch {
    throw appError('archive_damaged');
  }
};

const extract = async (
  taker: ReturnType<typeof createTaker>,
  root: string,
  request: OpenArchiveRequest,
): Promise<readonly ManifestEntry[]> => {
  const entries: ManifestEntry[] = [];
  let bytes = 0;
  for (;;) {
    if (request.signal?.aborted) throw appError('cancelled');
    const value = await frame(taker);
    const end = endFrame.safeParse(value);
    if (end.success) {
      if (end.data.files !== entries.length || !(await taker.isAtEnd())) throw appError('archive_damaged');
      return entries;
    }
    const parsed = fileFrame.safeParse(value);
    // A path that is none of ours does not touch the disk.
    if (!parsed.success || !isVaultPath(parsed.data.path)) throw appError('archive_damaged');
    const { path, size, sha256 } = parsed.data;
    const place = join(root, ...path.split('/'));
    await mkdir(dirname(place), { recursive: true, mode: 0o700 });
    const handle = await open(place, 'wx', 0o600);
    const hash = createHash('sha256');
    try {
      for (let left = size; left > 0; ) {
        const piece = await taker.take(Math.min(left, CHUNK));
        await handle.writeFile(piece);
        hash.update(piece);
        left -= piece.length;
      }
      await handle.sync();
    } finally {
      await handle.close();
    }
    if (hash.digest('hex') !== sha256) throw appError('archive_damaged');
    await syncFolder(dirname(place));
    entries.push(parsed.data);
    bytes += size;
    request.onProgress?.(entries.length, bytes);
  }
};

/**
 * Makes a vault out of an archive. It appears under its name only when every byte was authenticated, hashed and is on the disk.
 * @throws AppError 'archive_unreadable', 'archive_from_future', 'wrong_passphrase', 'archive_damaged', 'cancelled',
 *   'disk_full', 'folder_not_writable'; then nothing stays behind
 */
export const openArchive = async (request: OpenArchiveRequest): Promise<ArchiveOpened> => {
  let handle: FileHandle;
  try {
    handle = await open(request.file, 'r');
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'EISDIR') throw appError('archive_unreadable');
    throw asFolderError(error);
  }
  const temp = `${request.into}.abriendo`;
  try {
    const { size } = await handle.stat();
    const prefix = Buffer.alloc(PREFIX);
    const { bytesRead } = await handle.read(prefix, 0, PREFIX, 0).catch(() => ({ bytesRead: 0 }));
    const length = readPrefix(prefix.subarray(0, bytesRead));
    const head = Buffer.alloc(PREFIX + length);
    await handle.read(head, 0, head.length, 0);
    const key = await openArchiveKey(head, request.passphrase);
    try {
      return await inFolder(async () => {
        await rm(temp, { recursive: true, force: true });
        await mkdir(temp, { mode: 0o700 });
        const entries = await extract(createTaker(chunksOf(handle, key, head.length, size)), temp, request);
        await createManifest({ folder: temp, clock: request.clock, log: request.log }).add(entries);
        await rename(temp, request.into);
        await syncFolder(dirname(request.into));
        return { files: entries.length, bytes: entries.reduce((sum, entry) => sum + entry.size, 0) };
      });
    } finally {
      key.key.fill(0);
    }
  } catch (error) {
    await rm(temp, { recursive: true, force: true }).catch(() => undefined);
    throw error;
  } finally {
    await handle.close();
  }
};
