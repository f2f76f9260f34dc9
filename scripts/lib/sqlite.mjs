import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { makeWorkFolder, withLock } from './lock.mjs';
import { machineNode, NODE_MODULES, projectNode, SHARED_CACHE } from './paths.mjs';
import { run, tail } from './run.mjs';
import { SetupError, withProgress } from './say.mjs';

/**
 * better-sqlite3's own binary needs Node-API 10, which the stand-in Electron (Node 20.18) has not: there its
 * source is compiled once against the experimental Node-API of that line. The result also runs on Node 24.
 */
const PACKAGE = join(NODE_MODULES, 'better-sqlite3');
const RELEASE = join(PACKAGE, 'build', 'Release');
const ADDON = join(RELEASE, 'better_sqlite3.node');

/** Marks a build as ours, with the key of the cached one: nobody else's build is ever deleted. */
const MARK = join(RELEASE, '.resguardo');

/** Puts the rebuilt addon into node_modules, compiling it when no checkout of this user has before. */
export async function ensureRebuiltSqlite() {
  const key = cacheKey();
  if (existsSync(ADDON) && existsSync(MARK) && readFileSync(MARK, 'utf8') === key) return;
  const cached = join(SHARED_CACHE, key, 'better_sqlite3.node');
  if (!existsSync(cached)) {
    await withLock('sqlite', async () => {
      if (!existsSync(cached)) await compile(cached);
    });
  }
  mkdirSync(RELEASE, { recursive: true });
  // By way of a second name: a running process may have the old file mapped.
  copyFileSync(cached, `${ADDON}.new`);
  renameSync(`${ADDON}.new`, ADDON);
  writeFileSync(MARK, key);
}

/** With the official Electron the package's own binary is the right one. */
export function dropRebuiltSqlite() {
  if (existsSync(MARK)) rmSync(join(PACKAGE, 'build'), { recursive: true, force: true });
}

function cacheKey() {
  const { version } = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8'));
  return `better-sqlite3-${version}-napi-experimental-${process.platform}-${process.arch}`;
}

/** @param {string} destination */
async function compile(destination) {
  const work = makeWorkFolder('sqlite');
  try {
    const source = join(work, 'node_modules', 'better-sqlite3');
    cpSync(PACKAGE, source, {
      recursive: true,
      filter: (from) => from !== join(PACKAGE, 'build') && from !== join(PACKAGE, 'prebuilds'),
    });
    cpSync(join(NODE_MODULES, 'node-addon-api'), join(work, 'node_modules', 'node-addon-api'), {
      recursive: true,
    });
    const gyp = join(source, 'binding.gyp');
    const text = readFileSync(gyp, 'utf8');
    const changed = text.replace(
      "'NAPI_VERSION=10'",
      "'NAPI_EXPERIMENTAL', 'NODE_API_EXPERIMENTAL_NO_WARNING'",
    );
    if (changed === text) throw new SetupError("better-sqlite3's binding.gyp no longer says NAPI_VERSION=10");
    writeFileSync(gyp, changed);
    await withProgress('compiling SQLite for the stand-in Electron (1 to 3 minutes)', async () => {
      const nodeGyp = join(NODE_MODULES, 'node-gyp', 'bin', 'node-gyp.js');
      const args = [nodeGyp, 'rebuild', '--release', '--force_build=1', ...headers()];
      const { code, output } = await run(projectNode(), args, { cwd: source });
      if (code !== 0) throw new SetupError(`compiling better-sqlite3 failed:\n${tail(output, 25)}`);
    });
    mkdirSync(dirname(destination), { recursive: true });
    copyFileSync(join(source, 'build', 'Release', 'better_sqlite3.node'), `${destination}.new`);
    renameSync(`${destination}.new`, destination);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Node's headers, where the machine has them: node-gyp would download them from outside the registry. */
function headers() {
  const prefixes = [dirname(dirname(machineNode())), '/usr', '/usr/local'];
  const found = prefixes.find((prefix) => existsSync(join(prefix, 'include', 'node', 'node_api.h')));
  return found ? [`--nodedir=${found}`] : [];
}
