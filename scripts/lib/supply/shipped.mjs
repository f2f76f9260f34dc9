import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../paths.mjs';

/**
 * A package whose code reaches a user's computer.
 * @typedef {object} Shipped
 * @property {string} path in package-lock.json: `node_modules/x`, or deeper
 * @property {string} name
 * @property {string} version
 * @property {string} licence SPDX expression; empty where the package names none
 * @property {string | undefined} integrity as the lock has it: `sha512-…`
 * @property {readonly string[]} needs paths of the packages that it loads
 */

/**
 * @typedef {object} Locked an entry of package-lock.json
 * @property {string} version
 * @property {string} [license]
 * @property {string} [integrity]
 * @property {boolean} [dev]
 * @property {Record<string, string>} [dependencies]
 * @property {Record<string, string>} [optionalDependencies]
 * @property {Record<string, string>} [peerDependencies]
 */

/** Its own dependencies fetch it when it is installed, and reach nobody. */
const RUNTIME = 'electron';

/** `from 'x'`, `import 'x'`, `import('x')`, as the formatter writes them; not `./x`. */
const IMPORT =
  /^(?:import|export|\})[^'\n]* from '([^.'\n][^'\n]*)';$|^import '([^.'\n][^'\n]*)';$|import\('([^.'\n][^'\n]*)'\)/gm;

/**
 * What a built app consists of: main's production dependencies, what the window's bundle is made of (React and the kit are
 * development dependencies, and bundled), and Electron. From the lock file alone, so that it is the same on every machine.
 * @returns {readonly Shipped[]} sorted by name
 */
export function shippedPackages() {
  const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  /** @type {Record<string, Locked>} */
  const locked = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')).packages;
  const roots = [...Object.keys(manifest.dependencies), ...bundledPackages(), RUNTIME];
  /** @type {Map<string, Shipped>} */
  const found = new Map();
  /** @param {string} path */
  const visit = (path) => {
    if (found.has(path)) return;
    const entry = locked[path];
    if (!entry) throw new Error(`${path} is not in package-lock.json`);
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    // A bundle takes in what its packages import, never what they would load where it happens to lie.
    const optional = entry.dev ? {} : entry.optionalDependencies;
    const wanted =
      name === RUNTIME ? [] : Object.keys({ ...entry.dependencies, ...optional, ...entry.peerDependencies });
    const needs = wanted.flatMap((each) => resolve(locked, path, each) ?? []);
    const { version, license = '', integrity } = entry;
    found.set(path, { path, name, version, licence: license, integrity, needs });
    for (const each of needs) visit(each);
  };
  for (const name of roots) visit(`node_modules/${name}`);
  // Types are erased, whoever names them as a peer.
  return [...found.values()]
    .filter(({ name }) => !name.startsWith('@types/'))
    .sort((one, other) => (one.path < other.path ? -1 : 1));
}

/**
 * As Node looks for a package, from the inside out.
 * @param {Record<string, Locked>} locked
 * @param {string} from
 * @param {string} name
 */
function resolve(locked, from, name) {
  for (let at = from; ; at = at.slice(0, at.lastIndexOf('/node_modules/'))) {
    const path = `${at}/node_modules/${name}`;
    if (locked[path]) return path;
    if (!at.includes('/node_modules/')) break;
  }
  const top = `node_modules/${name}`;
  return locked[top] ? top : null;
}

/** Packages that the sources of the window, of the preload and of what both share with main import. */
function bundledPackages() {
  /** @type {Set<string>} */
  const names = new Set();
  for (const folder of ['renderer', 'preload', 'shared']) {
    for (const file of readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })) {
      if (!/\.tsx?$/.test(file)) continue;
      for (const [, named, plain, lazy] of readFileSync(join(ROOT, folder, file), 'utf8').matchAll(IMPORT)) {
        const found = named ?? plain ?? lazy ?? '';
        const [first = '', second = ''] = found.split('/');
        if (!found.startsWith('node:')) names.add(first.startsWith('@') ? `${first}/${second}` : first);
      }
    }
  }
  names.delete(RUNTIME);
  return [...names];
}
