import type { ChildProcess } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright';
import { ROOT } from '../../scripts/lib/paths.mjs';
import { appArguments, electronRuntime, sandboxArguments } from '../../scripts/lib/runtime.mjs';
import { recordCalls } from './channel-calls.ts';
import { patient } from './patient.ts';

/** How one launch of the real app differs from the next. */
export interface LaunchOptions {
  /** A folder of its own for each test: the app keeps all that it knows there. */
  readonly profileDir: string;
  /** Size of the window's content, in pixels. Left alone when absent. */
  readonly size?: { readonly width: number; readonly height: number };
  readonly colorScheme?: 'light' | 'dark';
  readonly env?: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
  /** A CommonJS file that Node loads in the app before anything of the app. */
  readonly preload?: string;
}

/** A running app, its first window, and what went wrong in its pages. */
export interface LaunchedApp {
  readonly app: ElectronApplication;
  readonly window: Page;
  /** Errors on the console and uncaught ones, of all windows: a test ends with `expect(problems).toEqual([])`. */
  readonly problems: readonly string[];
  /** All that the main process has printed, for the message of a failing test. */
  mainOutput(): string;
  /** Takes a picture into test-results/screens/ (or to an absolute path) and returns where it lies. */
  screenshot(name: string): Promise<string>;
  /** Quits like a user does. An app that does not end in time is killed, and that is an error. */
  close(): Promise<void>;
  /** Ends the process as a power cut does: no handler runs. */
  kill(): Promise<void>;
}

const QUIT_TIMEOUT_MS = 15_000;

/** Starts the built app (out/) in the prepared Electron and waits until its first window has loaded. */
export async function launchApp(options: LaunchOptions): Promise<LaunchedApp> {
  const runtime = electronRuntime();
  mkdirSync(options.profileDir, { recursive: true });
  const app = await _electron.launch({
    executablePath: options.preload
      ? wrapper(options.profileDir, runtime.executable, options.preload)
      : runtime.executable,
    args: [...appArguments(runtime), ...chromiumArguments(options.profileDir), ...(options.args ?? [])],
    cwd: ROOT,
    env: childEnv(options.env),
    colorScheme: options.colorScheme ?? 'light',
    timeout: 30_000,
  });
  const evaluate = app.evaluate.bind(app) as (...given: unknown[]) => Promise<unknown>;
  app.evaluate = ((...given: unknown[]) => patient(() => evaluate(...given))) as typeof app.evaluate;
  // Held from the start: Playwright no longer knows the process once the app has gone.
  const child = app.process();
  let output = '';
  child.stdout?.on('data', (chunk) => (output += chunk));
  child.stderr?.on('data', (chunk) => (output += chunk));
  const problems: string[] = [];
  const watched = new WeakSet<Page>();
  const watch = (page: Page): void => {
    if (watched.has(page)) return;
    watched.add(page);
    watchPage(page, problems);
  };
  app.on('window', watch);
  app.windows().forEach(watch);

  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
  };
  try {
    const window = await app.firstWindow();
    watch(window);
    await recordCalls(app);
    await window.waitForLoadState('domcontentloaded');
    if (options.size) await resize(app, window, options.size);
    return {
      app,
      window,
      problems,
      mainOutput: () => output,
      screenshot: (name) => takeScreenshot(window, name),
      close: () => quit(app, child, ended, () => output),
      kill,
    };
  } catch (error) {
    await kill();
    throw new Error(`the app did not show a window; it printed:\n${output}`, { cause: error });
  }
}

/** Playwright takes NODE_OPTIONS out of the environment of what it starts, so a script between them puts it in. */
function wrapper(profileDir: string, executable: string, preload: string): string {
  const file = `${profileDir}.sh`;
  writeFileSync(file, `#!/bin/sh\nexport NODE_OPTIONS='--require ${preload}'\nexec '${executable}' "$@"\n`, {
    mode: 0o755,
  });
  return file;
}

/** The switches of every test's launch. */
export function chromiumArguments(profileDir: string): string[] {
  return [
    `--user-data-dir=${profileDir}`,
    // The same pixels on a laptop with a dense screen as on a server.
    '--force-device-scale-factor=1',
    // Never the keyring of the person who runs the tests.
    ...(process.platform === 'linux' ? ['--password-store=basic'] : []),
    ...sandboxArguments(),
  ];
}

/** This process's environment without what would turn Electron into something else or upset it. */
export function childEnv(extra: Readonly<Record<string, string>> = {}): Record<string, string> {
  const unwanted = new Set(['ELECTRON_RUN_AS_NODE', 'NODE_OPTIONS', 'NODE_ENV']);
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (value !== undefined && !unwanted.has(name) && !name.startsWith('VITEST')) env[name] = value;
  }
  return { ...env, ...extra };
}

function watchPage(page: Page, problems: string[]): void {
  page.on('pageerror', (error) => problems.push(`uncaught: ${error.message}`));
  page.on('crash', () => problems.push('the page crashed'));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console: ${message.text()}`);
  });
}

async function resize(
  app: ElectronApplication,
  window: Page,
  size: { readonly width: number; readonly height: number },
): Promise<void> {
  await patient(async () => {
    const handle = await app.browserWindow(window);
    await handle.evaluate(
      (browserWindow, { width, height }) => browserWindow.setContentSize(width, height),
      size,
    );
  });
  // As text: this file is also compiled without the DOM's types. Not by waitForFunction: the page's policy forbids eval.
  const isSized = `innerWidth === ${size.width} && innerHeight === ${size.height}`;
  const deadline = Date.now() + 5_000;
  while (!(await window.evaluate<boolean>(isSized))) {
    if (Date.now() > deadline) throw new Error(`the window did not become ${size.width}x${size.height}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function takeScreenshot(window: Page, name: string): Promise<string> {
  const file = name.endsWith('.png') ? name : `${name}.png`;
  const path = file.startsWith('/') ? file : join(ROOT, 'test-results', 'screens', file);
  mkdirSync(dirname(path), { recursive: true });
  await window.screenshot({ path, animations: 'disabled' });
  return path;
}

async function quit(
  app: ElectronApplication,
  child: ChildProcess,
  ended: Promise<void>,
  output: () => string,
): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), QUIT_TIMEOUT_MS);
  });
  const outcome = await Promise.race([Promise.all([app.close(), ended]), late]);
  clearTimeout(timer);
  if (outcome !== 'late') return;
  child.kill('SIGKILL');
  await ended;
  throw new Error(`the app did not quit within ${QUIT_TIMEOUT_MS / 1000} s; it printed:\n${output()}`);
}
