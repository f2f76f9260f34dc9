import { once } from 'node:events';
import { Readable } from 'node:stream';
import yazl from 'yazl';
import type { ExportEntry } from './export-entries.ts';

/** Counts what passes, for the person who waits. */
export type OnEntry = (entry: ExportEntry) => void;

/**
 * A ZIP of the entries as a stream of pieces. Each entry is asked for only when the one before it is out, so that
 * thousands of documents never lie in memory together.
 * @param mtime time of the entries, UTC epoch ms
 * @throws what the entries throw
 */
export async function* zipOf(
  entries: AsyncIterable<ExportEntry>,
  mtime: number,
  onEntry: OnEntry,
): AsyncGenerator<Uint8Array> {
  const zip = new yazl.ZipFile();
  const output = zip.outputStream as unknown as Readable;
  const fail = (error: unknown): void => {
    output.destroy(error instanceof Error ? error : new Error(String(error)));
  };
  zip.on('error', fail);
  const feed = async (): Promise<void> => {
    for await (const entry of entries) {
      if (output.destroyed) return;
      const content = Readable.from([entry.bytes], { objectMode: false });
      const out = once(content, 'close');
      zip.addReadStream(content, entry.name, { mtime: new Date(mtime), mode: 0o100644, compress: true });
      await out;
      onEntry(entry);
    }
    zip.end();
  };
  const feeding = feed().catch(fail);
  try {
    for await (const chunk of output) yield chunk as Uint8Array;
    await feeding;
  } finally {
    output.destroy();
  }
}
