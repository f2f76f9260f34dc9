import * as fsPromises from 'node:fs/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { DurableFs } from '../durable.ts';
import { codeOf } from '../failures.ts';
import { lineHash, type ManifestEntry, NO_HASH, readLine } from './line.ts';

/**
 * What is wrong with a manifest. torn: only its end is no line (a power cut while it grew). broken: a line in the middle
 * is another than the one that was written.
 */
export interface ManifestFault {
  readonly kind: 'torn' | 'broken';
  /** Number of the line at fault, from 1. */
  readonly line: number;
}

export interface ReadManifest {
  /** The newest line of every path that was not taken away again. */
  readonly entries: ReadonlyMap<string, ManifestEntry>;
  /** Of the last good line; 0 in an empty file. */
  readonly seq: number;
  /** Hash of the last good line. */
  readonly tail: string;
  /** Hash of the first line: tells one vault from another. Empty for an empty file. */
  readonly id: string;
  /** When the last good line was written, UTC epoch ms. */
  readonly at: number | null;
  /** Bytes up to the end of the last good line. */
  readonly good: number;
  readonly size: number;
  readonly fault: ManifestFault | null;
}

const CHUNK = 1 << 18;

/** Lines with the offsets of their ends. The last one may have no line feed. */
async function* linesOf(handle: fsPromises.FileHandle): AsyncGenerator<{
  readonly text: string;
  readonly end: number;
  readonly complete: boolean;
}> {
  let rest = Buffer.alloc(0);
  let end = 0;
  const buffer = Buffer.allocUnsafe(CHUNK);
  for (;;) {
    const { bytesRead } = await handle.read(buffer, 0, CHUNK, null);
    if (bytesRead === 0) break;
    let bytes = Buffer.concat([rest, buffer.subarray(0, bytesRead)]);
    for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10)) {
      end += at + 1;
      yield { text: bytes.toString('utf8', 0, at), end, complete: true };
      bytes = bytes.subarray(at + 1);
    }
    rest = Buffer.from(bytes);
    // A long manifest is read while the window waits for its turn.
    await nextTurn();
  }
  if (rest.length > 0) yield { text: rest.toString('utf8'), end: end + rest.length, complete: false };
}

/**
 * Reads a manifest and checks its chain. Changes nothing, so that a vault on a read-only disk can be looked at.
 * Lines after a broken one still count as what they say of their file: the file's own hash decides.
 * @returns null where there is none
 * @throws the system's error where it cannot be read
 */
export const readManifest = async (
  path: string,
  fs: Pick<DurableFs, 'open'> = fsPromises,
): Promise<ReadManifest | null> => {
  let handle: fsPromises.FileHandle;
  try {
    handle = await fs.open(path, 'r');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
  try {
    const entries = new Map<string, ManifestEntry>();
    let [seq, tail, id, good, size, number] = [0, NO_HASH, '', 0, 0, 0];
    let at: number | null = null;
    let firstBad = 0;
    let goodAfterBad = false;
    for await (const { text, end, complete } of linesOf(handle)) {
      number += 1;
      size = end;
      const line = complete ? readLine(text) : null;
      const linked = line !== null && line.seq === seq + 1 && line.prev === tail;
      if (!linked && firstBad === 0) firstBad = number;
      if (line === null) continue;
      if (firstBad === 0) {
        [seq, tail, good, at] = [line.seq, lineHash(text), end, line.at];
        if (id === '') id = tail;
      } else {
        goodAfterBad = true;
      }
      const { path: file, size: bytes, sha256, kind } = line;
      if (kind === 'retirado') entries.delete(file);
      else if (kind !== 'inicio' && kind !== 'continuacion')
        entries.set(file, { path: file, size: bytes, sha256, kind });
    }
    const fault: ManifestFault | null =
      firstBad === 0 ? null : { kind: goodAfterBad ? 'broken' : 'torn', line: firstBad };
    return { entries, seq, tail, id, at, good, size, fault };
  } finally {
    await handle.close();
  }
};
