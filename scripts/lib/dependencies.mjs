import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { withLock } from './lock.mjs';
import { CHECKOUT_ID, machineNode, NODE_MODULES, projectNode, ROOT } from './paths.mjs';
import { run, tail } from './run.mjs';
import { SetupError, withProgress } from './say.mjs';

const STAMP = join(NODE_MODULES, '.resguardo-stamp');

/** Installs the locked dependencies when they are absent or not those of package-lock.json. */
export async function ensureDependencies() {
  if (isInstalled()) return;
  await withLock(`checkout-${CHECKOUT_ID}`, async () => {
    if (isInstalled()) return;
    await withProgress('npm ci (dependencies of package-lock.json)', async () => {
      // Without install scripts, but for the one that fetches Node: better-sqlite3's would ask for Python and a
      // compiler only to find that its binary is in the package. Louder than .npmrc, to have a cause to show.
      for (const args of [
        ['ci', '--ignore-scripts'],
        ['rebuild', 'node'],
      ]) {
        const { code, output } = await npm([...args, '--loglevel=error', '--no-audit', '--no-fund']);
        if (code !== 0) throw new SetupError(`npm ${args.join(' ')} failed:\n${tail(output, 30)}`);
      }
    });
    if (!existsSync(projectNode())) {
      throw new SetupError('npm rebuild node left no node_modules/node/bin/node');
    }
    writeStamp();
  });
}

/**
 * Runs npm on the machine's Node, not on the project's, which npm may be replacing.
 * @param {readonly string[]} args
 * @param {string} [cwd]
 */
export function npm(args, cwd = ROOT) {
  const cli = [
    process.env.npm_execpath ?? '',
    join(dirname(machineNode()), 'node_modules', 'npm', 'bin', 'npm-cli.js'),
  ].find(
    // npm_execpath may be yarn's or pnpm's.
    (path) => /npm-cli\.[cm]?js$/.test(path) && existsSync(path),
  );
  // Under `npm run`, npm_config_* carries the outer npm's options: loglevel=silent would come back through it.
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([key]) => key !== 'npm_config_loglevel'),
  );
  return cli ? run(machineNode(), [cli, ...args], { cwd, env }) : run('npm', args, { cwd, env });
}

/** True when node_modules holds what package-lock.json says, whoever put it there. */
function isInstalled() {
  const lock = lockHash();
  if (!existsSync(projectNode())) return false;
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === lock) return true;
  // A hand-typed `npm install` leaves no stamp of ours, but npm's own account of what it has installed.
  if (!matchesHiddenLock()) return false;
  writeStamp();
  return true;
}

function lockHash() {
  return createHash('sha256')
    .update(readFileSync(join(ROOT, 'package-lock.json')))
    .digest('hex');
}

function writeStamp() {
  mkdirSync(NODE_MODULES, { recursive: true });
  writeFileSync(STAMP, lockHash());
}

function matchesHiddenLock() {
  const hidden = join(NODE_MODULES, '.package-lock.json');
  if (!existsSync(hidden)) return false;
  /** @typedef {Record<string, { version?: string, optional?: boolean, peer?: boolean }>} Packages */
  /** @type {Packages} */
  const installed = JSON.parse(readFileSync(hidden, 'utf8')).packages;
  /** @type {Packages} */
  const wanted = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')).packages;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true;
    const found = installed[path];
    return found ? found.version === entry.version : entry.optional === true;
  });
}
