import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from './lock.mjs';
import { CHECKOUT_ID, NODE_MODULES, projectNode, ROOT } from './paths.mjs';
import { run, tail } from './run.mjs';
import { SetupError, withProgress } from './say.mjs';

const OUT = join(ROOT, 'out');
const STAMP = join(OUT, '.resguardo-sources');
const SOURCES = [
  'main',
  'preload',
  'renderer',
  'shared',
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
];

/** Builds out/ when the sources are not those that it was built from. */
export async function ensureBuilt() {
  await withLock(`build-${CHECKOUT_ID}`, async () => {
    const sources = hashSources();
    if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === sources) return;
    await withProgress('electron-vite build', async () => {
      const cli = join(NODE_MODULES, 'electron-vite', 'bin', 'electron-vite.js');
      const { code, output } = await run(projectNode(), [cli, 'build', '--logLevel', 'warn']);
      if (code !== 0) throw new SetupError(`the build failed:\n${tail(output, 40)}`);
    });
    writeFileSync(STAMP, sources);
  });
}

/** By content, not by time: a checkout or a stash gives every file a new time. */
function hashSources() {
  const hash = createHash('sha256');
  const add = (/** @type {string} */ path) => {
    const full = join(ROOT, path);
    hash.update(`${path}\0`).update(readFileSync(full)).update('\0');
  };
  for (const source of SOURCES) {
    if (!existsSync(join(ROOT, source))) continue;
    if (/\.(ts|json)$/.test(source)) {
      add(source);
      continue;
    }
    const entries = readdirSync(join(ROOT, source), { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    for (const file of files.sort()) add(file.slice(ROOT.length + 1));
  }
  return hash.digest('hex');
}
