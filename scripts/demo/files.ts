import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Entry, fromBuffer, type ZipFile } from 'yauzl';

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** Of the file's own bytes; null when it is not there. */
export const sha256OfFile = (path: string): string | null =>
  existsSync(path) ? sha256(readFileSync(path)) : null;

/** All files under a folder, as `envios/x.xml`, in order. */
export const filesUnder = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();

const openZip = (bytes: Buffer): Promise<ZipFile> =>
  new Promise((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true }, (error, zip) => (error ? reject(error) : resolve(zip)));
  });

/** SHA-256 of each file inside of a ZIP, by its name there. */
export const sha256InZip = async (path: string): Promise<Readonly<Record<string, string>>> => {
  const zip = await openZip(readFileSync(path));
  const hashes: Record<string, string> = {};
  await new Promise<void>((resolve, reject) => {
    zip.on('error', reject);
    zip.on('end', resolve);
    zip.on('entry', (entry: Entry) => {
      zip.openReadStream(entry, (error, stream) => {
        if (error) return reject(error);
        const hash = createHash('sha256');
        stream.on('error', reject);
        stream.on('data', (chunk) => hash.update(chunk));
        stream.on('end', () => {
          hashes[entry.fileName] = hash.digest('hex');
          zip.readEntry();
        });
      });
    });
    zip.readEntry();
  });
  return hashes;
};
