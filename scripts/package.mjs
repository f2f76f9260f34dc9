// npm run package: the app as its users get it, in dist/. Arguments go to electron-builder (`-- --linux deb`).
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt } from './lib/build.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { ensureElectron } from './lib/electron.mjs';
import { NODE_MODULES, projectEnv, projectNode, ROOT } from './lib/paths.mjs';
import { run, tail } from './lib/run.mjs';
import { runMain, SetupError, say, withProgress } from './lib/say.mjs';
import { licenceTexts } from './lib/supply/licences.mjs';
import { shippedPackages } from './lib/supply/shipped.mjs';

await runMain(async () => {
  await ensureDependencies();
  const runtime = await ensureElectron();
  await ensureBuilt();

  const args = process.argv.slice(2);
  if (runtime.kind === 'registry') {
    if (args.length === 0) args.push('--dir');
    say(
      `package: with the stand-in Electron ${runtime.version}, for tests only, never to be handed out. ` +
        'Installers (AppImage, deb, nsis, dmg) need tools from outside the npm registry.',
    );
    args.push(`-c.electronDist=${runtime.dist}`, `-c.electronVersion=${runtime.version}`);
  }
  rmSync(join(ROOT, 'dist'), { recursive: true, force: true });
  const packages = shippedPackages();
  writeFileSync(join(ROOT, 'out', 'licencias.txt'), licenceTexts(packages));
  await withProgress('electron-builder', async () => {
    const cli = join(NODE_MODULES, 'electron-builder', 'cli.js');
    const { code, output } = await run(projectNode(), [cli, '--publish', 'never', ...args], {
      // npm's own options (such as the silence of .npmrc) would reach the npm that electron-builder asks for the tree.
      env: projectEnv({ npm_config_loglevel: 'error', RESGUARDO_FOREIGN_PREBUILDS: foreignPrebuilds(args) }),
    });
    if (code !== 0) throw new SetupError(`electron-builder failed:\n${tail(output, 40)}`);
  });
  const { name, productName, version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  // Loaded here, when the dependencies are there for sure.
  const { sbomOf } = await import('./lib/supply/sbom.mjs');
  writeFileSync(join(ROOT, 'dist', 'resguardo.cdx.json'), sbomOf(packages, { name, version }));
  say(`package: what it consists of (${packages.length} packages) is in dist/resguardo.cdx.json`);
  say(`package: ${productName} ${version} is in dist/`);
});

/**
 * The folder pattern of SQLite's binaries for other platforms than the one that is packaged for.
 * @param {readonly string[]} args
 */
function foreignPrebuilds(args) {
  /** @type {Partial<Record<NodeJS.Platform, string>>} */
  const here = { linux: '--linux', win32: '--win', darwin: '--mac' };
  const target =
    ['--linux', '--win', '--mac'].find((flag) => args.includes(flag)) ?? here[process.platform] ?? '';
  /** @type {Record<string, readonly string[]>} */
  const ofTarget = { '--linux': ['linux-*', 'linuxmusl-*'], '--win': ['win32-*'], '--mac': ['darwin-*'] };
  const own = ofTarget[target] ?? [];
  const all = ['linux-*', 'linuxmusl-*', 'win32-*', 'darwin-*'];
  return `{${all.filter((name) => !own.includes(name)).join(',')}}`;
}
