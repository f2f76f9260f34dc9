import { createWriteStream } from 'node:fs';
import { chmod, mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { pipeline } from 'node:stream/promises';

/**
 * Unpacks the entries of a zip that `target` gives a name to, with their permissions. (A bare machine has no
 * unzip program.)
 * @param {string} archive
 * @param {string} folder
 * @param {(name: string) => string | undefined} target the path inside `folder`, or undefined to leave it out
 */
export async function unzip(archive, folder, target) {
  // A dependency of the project: absent when this file is loaded by a set-up that has yet to install it.
  /** @type {typeof import('yauzl')} */
  const yauzl = createRequire(import.meta.url)('yauzl');
  const zip = await yauzl.openPromise(archive);
  try {
    for await (const entry of zip.eachEntry()) {
      const name = target(entry.fileName);
      if (name === undefined || name === '' || name.endsWith('/')) continue;
      const path = join(folder, name);
      if (relative(folder, path).startsWith('..'))
        throw new Error(`${entry.fileName} leads out of its folder`);
      await mkdir(dirname(path), { recursive: true });
      await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(path));
      const mode = (entry.externalFileAttributes >>> 16) & 0o777;
      if (mode !== 0) await chmod(path, mode);
    }
  } finally {
    zip.close();
  }
}
