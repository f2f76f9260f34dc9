import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's root: every script works from here, whatever the current directory is. */
export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

export const NODE_MODULES = join(ROOT, 'node_modules');

/** What this checkout can make again at no cost; `npm ci` wipes it. */
export const LOCAL_CACHE = join(NODE_MODULES, '.cache', 'resguardo');

/** What takes minutes to make, shared by all checkouts of this user and kept across `npm ci`. */
export const SHARED_CACHE = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'resguardo');

/** A short name of this checkout, for locks that lie outside of it. */
export const CHECKOUT_ID = createHash('sha256').update(ROOT).digest('hex').slice(0, 12);

/** Node 24 from the dependencies: the line that Electron embeds, whatever the machine has. */
export function projectNode() {
  const windows = join(NODE_MODULES, 'node', 'bin', 'node.exe');
  return existsSync(windows) ? windows : join(NODE_MODULES, 'node', 'bin', 'node');
}

/**
 * The machine's own Node: the one that may run npm, because npm replaces node_modules and with it the
 * project's Node while it is running.
 */
export function machineNode() {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const candidate = join(folder, name);
    // npm puts the .bin folders of the project, and of folders above it, in front of everything.
    if (folder && !folder.includes('node_modules') && existsSync(candidate)) return candidate;
  }
  return process.execPath;
}

/** An environment in which `node` and the tools of the project come before those of the machine. */
export function projectEnv(/** @type {Record<string, string | undefined>} */ extra = {}) {
  const env = { ...process.env, ...extra };
  const path = [join(NODE_MODULES, '.bin'), env.PATH ?? ''].join(delimiter);
  // Set by some editors' terminals: it would turn every Electron into a plain Node.
  const { ELECTRON_RUN_AS_NODE: _, ...rest } = env;
  return { ...rest, PATH: path };
}
