import { createReadStream } from 'node:fs';
import { rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { appError } from '../../../shared/domain/errors.ts';
import { localTimestamp } from '../../../shared/format/time.ts';
import { hashFile, streamDurably } from '../durable.ts';
import type { ManifestEntry } from '../manifest/line.ts';
import { ARCHIVE_COST, type ArchiveCost, CHUNK, sealChunk, startArchive } from './format.ts';

export interface ArchiveRequest {
  /** The vault's folder, and what its manifest tells of. */
  readonly vaultFolder: string;
  readonly entries: readonly ManifestEntry[];
  /** Where the archive goes. */
  readonly folder: string;
  readonly passphrase: string;
  /** UTC epoch ms. */
  readonly now: number;
  readonly cost?: ArchiveCost;
  readonly signal?: AbortSignal;
  readonly onProgress?: (files: number, bytes: number) => void;
}

export interface ArchiveMade {
  /** Name inside the folder. */
  readonly name: string;
  readonly files: number;
  readonly bytes: number;
  /** Files that are not what the manifest says: left out, by path. */
  readonly leftOut: readonly string[];
}

/** The newest snapshot is enough: the documents come along one by one. */
const chosen = (entries: readonly ManifestEntry[]): readonly ManifestEntry[] => {
  const newest = entries
    .filter(({ path }) => path.startsWith('instantaneas/'))
    .map(({ path }) => path.replace(/\.[a-z]+$/, ''))
    .sort()
    .at(-1);
  return entries
    .filter(({ path }) => !path.startsWith('instantaneas/') || path.replace(/\.[a-z]+$/, '') === newest)
    .sort((a, b) => (a.path < b.path ? -1 : 1));
};

const frame = (value: unknown): Buffer => {
  const json = Buffer.from(JSON.stringify(value), 'utf8');
  const length = Buffer.alloc(4);
  length.writeUInt32BE(json.length);
  return Buffer.concat([length, json]);
};

/**
 * What lies encrypted in an archive: for each file a frame (length, JSON with path, size, hash) and its bytes; at the end a
 * frame that says how many there were.
 */
async function* plainOf(
  request: ArchiveRequest,
  leftOut: string[],
  counted: { files: number; bytes: number },
): AsyncGenerator<Buffer> {
  for (const { path, kind, sha256 } of chosen(request.entries)) {
    if (request.signal?.aborted) throw appError('cancelled');
    const place = join(request.vaultFolder, ...path.split('/'));
    const found = await hashFile(place).catch(() => null);
    if (!found || (kind !== 'respuesta' && found.sha256 !== sha256)) {
      leftOut.push(path);
      continue;
    }
    yield frame({ path, size: found.size, sha256: found.sha256, kind });
    let sent = 0;
    for await (const chunk of createReadStream(place, { highWaterMark: CHUNK })) {
      sent += (chunk as Buffer).length;
      yield chunk as Buffer;
    }
    // It changed while it was read: what was said before would be a lie.
    if (sent !== found.size) throw appError('copy_differs');
    counted.files += 1;
    counted.bytes += sent;
    request.onProgress?.(counted.files, counted.bytes);
  }
  yield frame({ end: true, files: counted.files });
}

async function* sealed(
  plain: AsyncGenerator<Buffer>,
  key: Awaited<ReturnType<typeof startArchive>>,
): AsyncGenerator<Buffer> {
  yield key.head;
  /** Put together a chunk at a time: many small files would be copied again and again. */
  let pieces: Buffer[] = [];
  let length = 0;
  let number = 0;
  for await (const bytes of plain) {
    pieces.push(bytes);
    length += bytes.length;
    if (length <= CHUNK) continue;
    let rest = Buffer.concat(pieces);
    // One byte more than a chunk: so the last one is always known to be the last.
    while (rest.length > CHUNK) {
      yield sealChunk(key, number, false, rest.subarray(0, CHUNK));
      number += 1;
      rest = rest.subarray(CHUNK);
    }
    pieces = [rest];
    length = rest.length;
  }
  yield sealChunk(key, number, true, Buffer.concat(pieces));
}

/**
 * Makes a portable archive of a vault, streamed. @throws AppError 'disk_full', 'folder_not_writable', 'cancelled',
 *   'copy_differs'; then no file stays behind
 */
export const makeArchive = async (request: ArchiveRequest): Promise<ArchiveMade> => {
  const leftOut: string[] = [];
  const counted = { files: 0, bytes: 0 };
  const key = await startArchive(request.passphrase, request.now, request.cost ?? ARCHIVE_COST);
  try {
    const stamp = localTimestamp(request.now).replaceAll(/[-:]/g, '').replace('T', '-');
    const path = join(request.folder, `respaldo-${stamp}.resguardo`);
    const written = await streamDurably(path, sealed(plainOf(request, leftOut, counted), key), {
      conflict: 'number',
    });
    if ((await hashFile(written.path))?.sha256 !== written.sha256) {
      await rename(written.path, `${written.path}.malo`).catch(() => unlink(written.path));
      throw appError('copy_differs');
    }
    return {
      name: written.path.slice(request.folder.length + 1),
      files: counted.files,
      bytes: written.size,
      leftOut,
    };
  } finally {
    key.key.fill(0);
  }
};
