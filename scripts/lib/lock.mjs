import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SHARED_CACHE } from './paths.mjs';
import { say } from './say.mjs';

/** A holder touches its lock every BEAT; after STALE without a touch it is taken to be dead. */
const BEAT_MS = 2_000;
const STALE_MS = 30_000;

/**
 * Runs `work` while no other process of this user holds the lock of that name. A folder is the lock, because
 * making one is atomic on every file system.
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(name, work) {
  const folder = join(SHARED_CACHE, 'locks', name);
  mkdirSync(join(SHARED_CACHE, 'locks'), { recursive: true });
  let told = false;
  while (!tryTake(folder)) {
    if (isStale(folder)) {
      rmSync(folder, { recursive: true, force: true });
      continue;
    }
    if (!told) say(`setup: waiting for another set-up that holds "${name}"`);
    told = true;
    await sleep(500);
  }
  const beat = setInterval(() => {
    try {
      utimesSync(folder, new Date(), new Date());
    } catch {
      // Somebody took it for stale (a suspended laptop): the atomic renames keep the result right all the same.
    }
  }, BEAT_MS);
  const release = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    clearInterval(beat);
    process.off('exit', release);
    release();
  }
}

/**
 * An empty folder beside the results, so that a rename can put them in place at once. To be called with the lock of
 * that name held: what an interrupted set-up has left there is then nobody's, and is removed.
 * @param {string} name
 */
export function makeWorkFolder(name) {
  const prefix = `.making-${name}-`;
  for (const left of readdirSync(SHARED_CACHE).filter((entry) => entry.startsWith(prefix))) {
    rmSync(join(SHARED_CACHE, left), { recursive: true, force: true });
  }
  return mkdtempSync(join(SHARED_CACHE, prefix));
}

/** @param {string} folder */
function tryTake(folder) {
  try {
    mkdirSync(folder);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false;
    throw error;
  }
  writeFileSync(join(folder, 'owner'), `${hostname()}\n${process.pid}`);
  return true;
}

/** @param {string} folder */
function isStale(folder) {
  try {
    if (Date.now() - statSync(folder).mtimeMs > STALE_MS) return true;
    const [host, pid] = readFileSync(join(folder, 'owner'), 'utf8').split('\n');
    if (host !== hostname()) return false;
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    // ESRCH: the owner is gone. ENOENT: just released, or its owner file is about to be written.
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'ESRCH';
  }
}
