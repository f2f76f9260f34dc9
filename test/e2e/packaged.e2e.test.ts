import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { type Browser, chromium, type Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../../scripts/lib/paths.mjs';
import { throwaway } from '../support/certificates.ts';
import { childEnv, chromiumArguments } from '../support/electron.ts';
import { draft } from '../support/issuing.ts';

const { executable: EXECUTABLE, resources: RESOURCES } = packagedApp();
const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

/**
 * The package has the inspector's fuse off, as users get it, so Playwright cannot attach to its main process.
 * Chromium's own debugging port is enough to see the page, and the artefact under test stays the real one.
 */
describe('the packaged app', () => {
  let profile: string;
  let child: ChildProcess;
  let browser: Browser;
  let page: Page;
  let output = '';

  beforeAll(async () => {
    expect(existsSync(EXECUTABLE), `${EXECUTABLE} is missing: npm run package`).toBe(true);
    profile = mkdtempSync(join(tmpdir(), 'resguardo-packaged-'));
    child = spawn(EXECUTABLE, [...chromiumArguments(profile), '--remote-debugging-port=0'], {
      env: childEnv(),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    browser = await chromium.connectOverCDP(await debuggerAddress(child, (chunk) => (output += chunk)));
    page = await firstPage(browser, () => output);
    await page.waitForLoadState('load');
  });

  afterAll(async () => {
    await browser?.close();
    if (child) await end(child);
    // Chromium's helpers may still write as they end.
    if (profile) rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  });

  const ask = (channel: string, input: unknown): Promise<unknown> =>
    page.evaluate(
      ({ name, value }) => {
        const bridge = Reflect.get(globalThis, 'app') as {
          call: Record<string, (given: unknown) => Promise<unknown>>;
        };
        return bridge.call[name]?.(value);
      },
      { name: channel, value: input },
    );

  it('opens a window with the product name as title', async () => {
    await expect.poll(() => page.title(), { timeout: 10_000 }).toContain(manifest.productName);
  });

  it('draws its interface from the archive', async () => {
    await expect.poll(() => page.evaluate(() => document.body.textContent.trim().length)).toBeGreaterThan(0);
    expect(await page.evaluate(() => location.protocol)).not.toBe('http:');
  });

  it('gives the page no Node, only the named methods of the preload', async () => {
    const seen = await page.evaluate(() => ({
      require: typeof Reflect.get(globalThis, 'require'),
      process: typeof Reflect.get(globalThis, 'process'),
      app: typeof Reflect.get(globalThis, 'app'),
    }));
    expect(seen).toEqual({ require: 'undefined', process: 'undefined', app: 'object' });
  });

  it('does not become a plain Node when it is asked to', async () => {
    const other = mkdtempSync(join(tmpdir(), 'resguardo-packaged-'));
    // A plain Node ends at once, with "bad option: --user-data-dir".
    const asked = spawn(EXECUTABLE, [...chromiumArguments(other), '--remote-debugging-port=0'], {
      env: childEnv({ ELECTRON_RUN_AS_NODE: '1' }),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    try {
      expect(await debuggerAddress(asked, () => undefined)).toMatch(/^ws:/);
    } finally {
      await end(asked);
      rmSync(other, { recursive: true, force: true });
    }
  });

  it('opens certificate files in its own thread, out of the archive', async () => {
    const file = throwaway().pfx('la clave').toString('base64');
    expect(await ask('setup.practice', {})).toMatchObject({ ok: true });
    expect(await ask('certificates.import', { pfx: file, password: 'otra' })).toMatchObject({
      error: { code: 'pfx_wrong_password' },
    });
    expect(await ask('certificates.import', { pfx: file, password: 'la clave' })).toMatchObject({ ok: true });
  });

  it('draws a printed copy in the window, with the reader of PDFs and its worker out of the archive', async () => {
    const issued = (await ask('documents.issue', { draft: draft() })) as {
      readonly value?: { readonly id: number };
    };
    expect(issued.value?.id).toBeGreaterThan(0);
    await page.evaluate((id) => {
      location.hash = `#/documentos/ver/${id}`;
    }, issued.value?.id);
    await page.getByTestId('open-pdf').click();
    await page.locator('[data-testid="preview-page"][data-drawn]').waitFor();
  });

  it('has every switch of the executable as it was set', async () => {
    const wire = await getCurrentFuseWire(EXECUTABLE);
    const on = (fuse: FuseV1Options): boolean => wire[fuse] === FuseState.ENABLE;
    expect({
      runAsNode: on(FuseV1Options.RunAsNode),
      nodeOptions: on(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
      inspect: on(FuseV1Options.EnableNodeCliInspectArguments),
      cookiesEncrypted: on(FuseV1Options.EnableCookieEncryption),
      integrity: on(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
      onlyArchive: on(FuseV1Options.OnlyLoadAppFromAsar),
      filePrivileges: on(FuseV1Options.GrantFileProtocolExtraPrivileges),
    }).toEqual({
      runAsNode: false,
      nodeOptions: false,
      inspect: false,
      cookiesEncrypted: true,
      integrity: true,
      onlyArchive: true,
      filePrivileges: false,
    });
  });

  it('comes with its bill of materials and the texts of its licences', () => {
    const bom = JSON.parse(readFileSync(join(ROOT, 'dist', 'resguardo.cdx.json'), 'utf8'));
    expect(bom).toMatchObject({ bomFormat: 'CycloneDX', metadata: { component: { name: 'resguardo' } } });
    const named = new Set(
      bom.components.map(({ purl }: { readonly purl: string }) => purl.replace(/@[^@]*$/, '')),
    );
    for (const name of Object.keys(manifest.dependencies))
      expect(named).toContain(`pkg:npm/${name.replace('@', '%40')}`);
    const texts = readFileSync(join(RESOURCES, 'licencias.txt'), 'utf8');
    for (const name of ['react', 'undici', 'better-sqlite3']) expect(texts).toContain(`${name} `);
  });

  it('holds the built code and production packages, and nothing else', () => {
    const asar: typeof import('@electron/asar') = createRequire(import.meta.url)('@electron/asar');
    const files = asar.listPackage(join(RESOURCES, 'app.asar'), { isPack: false });
    const top = new Set(files.map((file) => file.split('/')[1]));
    expect([...top].sort()).toEqual(['node_modules', 'out', 'package.json']);
    const packages = new Set(
      files.flatMap((file) => /^\/node_modules\/((?:@[^/]+\/)?[^/@]+)/.exec(file)?.[1] ?? []),
    );
    for (const name of Object.keys(manifest.dependencies)) expect(packages).toContain(name);
    for (const name of Object.keys(manifest.devDependencies)) expect(packages).not.toContain(name);
    expect(files.filter((file) => file.endsWith('.map') || file.endsWith('.test.ts'))).toEqual([]);
  });

  it('keeps its native library outside of the archive', () => {
    const folder = join(RESOURCES, 'app.asar.unpacked', 'node_modules', 'better-sqlite3');
    const built = existsSync(join(folder, 'build', 'Release', 'better_sqlite3.node'));
    expect(built || existsSync(join(folder, 'prebuilds', `${process.platform}-${process.arch}.node`))).toBe(
      true,
    );
  });
});

/** Where electron-builder leaves the unpacked app of this platform. */
function packagedApp(): { executable: string; resources: string } {
  const other = process.arch === 'x64' ? '' : `-${process.arch}`;
  if (process.platform === 'darwin') {
    const contents = join(ROOT, 'dist', `mac${other}`, 'Resguardo.app', 'Contents');
    return { executable: join(contents, 'MacOS', 'Resguardo'), resources: join(contents, 'Resources') };
  }
  const [system, name] = process.platform === 'win32' ? ['win', 'Resguardo.exe'] : ['linux', 'resguardo'];
  const folder = join(ROOT, 'dist', `${system}${other}-unpacked`);
  return { executable: join(folder, name), resources: join(folder, 'resources') };
}

function debuggerAddress(child: ChildProcess, seen: (chunk: string) => void): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const timer = setTimeout(() => reject(new Error(`no debugging port within 20 s:\n${text}`)), 20_000);
    child.once('exit', (code) => reject(new Error(`the packaged app ended with code ${code}:\n${text}`)));
    child.stdout?.on('data', (chunk) => seen(String(chunk)));
    child.stderr?.on('data', (chunk) => {
      text += chunk;
      seen(String(chunk));
      const address = /DevTools listening on (ws:\S+)/.exec(text)?.[1];
      if (!address) return;
      clearTimeout(timer);
      resolve(address);
    });
  });
}

async function firstPage(browser: Browser, output: () => string): Promise<Page> {
  const deadline = Date.now() + 20_000;
  while (Date.now() < deadline) {
    const page = browser.contexts().flatMap((context) => context.pages())[0];
    if (page) return page;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`no window within 20 s; the app printed:\n${output()}`);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await new Promise((resolve) => child.once('exit', resolve));
}
