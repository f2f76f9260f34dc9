import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { ROOT } from '../../scripts/lib/paths.mjs';
import { appArguments, electronRuntime } from '../../scripts/lib/runtime.mjs';
import { CHANNELS } from '../../shared/ipc/channels.ts';
import { childEnv, chromiumArguments } from '../support/electron.ts';
import { tryAsk } from '../support/page/api.ts';
import { inOnePractice, itInApp, itInPractice } from './support/world.ts';

/** The bridge as a page sees it that knows nothing of its types. */
interface LooseBridge {
  readonly call: Record<string, (input: unknown) => Promise<unknown>>;
  readonly onChange: unknown;
}

inOnePractice('the page', (itInOne) => {
  itInOne('of the window, has no Node and no Electron', async ({ page }) => {
    const seen = await page.evaluate(() =>
      ['require', 'process', 'module', 'Buffer', 'ipcRenderer', 'electron', '__dirname'].filter(
        (name) => Reflect.get(globalThis, name) !== undefined,
      ),
    );
    expect(seen).toEqual([]);
  });

  itInOne(
    'of the window, sees each channel of the contract as a method, and nothing else',
    async ({ page }) => {
      const seen = await page.evaluate(() => {
        const app = Reflect.get(globalThis, 'app') as unknown as LooseBridge;
        const frozen = !Reflect.set(app.call, 'fs.read', () => 'mine') || app.call['fs.read'] === undefined;
        return { top: Object.keys(app).sort(), call: Object.keys(app.call).sort(), frozen };
      });
      expect(seen).toEqual({ top: ['call', 'onChange', 'onGo'], call: [...CHANNELS].sort(), frozen: true });
    },
  );

  itInOne('of the window, is answered only what the contract allows to come in', async ({ page }) => {
    for (const input of [null, 'text', { ids: [] }, { ids: [-1] }, { ids: Array(6000).fill(1) }]) {
      const answer = await tryAsk(page, 'queue.retry', input as never);
      expect(answer).toMatchObject({ ok: false, error: { code: 'bad_request' } });
    }
  });

  itInOne('of main, listens to the channels of the contract alone', async ({ launched }) => {
    const handled = await launched.app.evaluate(({ ipcMain }) => {
      const handlers = Reflect.get(ipcMain, '_invokeHandlers') as Map<string, unknown>;
      return [...handlers.keys()].sort();
    });
    expect(handled).toEqual([...CHANNELS].sort());
  });

  itInOne('of the window, comes with a policy that allows only its own scripts', async ({ page }) => {
    const policy = await page.evaluate(
      async () => (await fetch('/index.html')).headers.get('content-security-policy') ?? '',
    );
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
  });

  itInOne('of the window, opens no other window and goes nowhere', async ({ page, launched }) => {
    const opened = await page.evaluate(() => window.open('https://www.sii.cl') === null);
    expect(opened).toBe(true);
    const before = page.url();
    const refused = launched.app.evaluate(
      ({ webContents }) =>
        new Promise<boolean>((resolve) => {
          const [contents] = webContents.getAllWebContents();
          // After our own listener, which is the one that refuses.
          contents?.on('will-navigate', (event) => resolve(event.defaultPrevented));
        }),
    );
    await page.evaluate(() => {
      location.href = 'https://www.sii.cl/';
    });
    expect(await refused).toBe(true);
    expect(await page.evaluate(() => location.href)).toBe(before);
    expect(launched.app.windows()).toHaveLength(1);
  });

  itInOne('of the window, is sandboxed and isolated', async ({ launched }) => {
    const preferences = await launched.app.evaluate(({ webContents }) =>
      webContents.getAllWebContents().map((contents) => {
        const read = Reflect.get(contents, 'getLastWebPreferences') as () => Record<string, unknown>;
        const { sandbox, contextIsolation, nodeIntegration, webviewTag } = read.call(contents);
        return { sandbox, contextIsolation, nodeIntegration, webviewTag };
      }),
    );
    expect(preferences).toEqual([
      { sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false },
    ]);
  });
});

/** What a page of somebody else's would do: call each channel by its name, through the preload script that it was given. */
const CALL_ALL = `Promise.all(Object.entries(window.app.call).map(async ([channel, call]) => {
  const answer = await call({});
  return [channel, answer.ok ? 'answered' : answer.error.code];
}))`;
type Answers = readonly (readonly [string, string])[];

describe('another sender', () => {
  itInPractice(
    'with our own preload script from another origin, or a frame inside of our page, is refused on every channel',
    async ({ launched, page }) => {
      const tried = await launched.app.evaluate(
        async ({ BrowserWindow, ipcMain }, { callAll, preload }) => {
          const foreign = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } });
          await foreign.loadURL('data:text/html,<title>otra</title>');
          const fromElsewhere = (await foreign.webContents.executeJavaScript(callAll)) as unknown;
          foreign.destroy();
          // A frame is given no preload script: this is what it would send if it found another way.
          const handlers = Reflect.get(ipcMain, '_invokeHandlers') as Map<
            string,
            (event: unknown, input: unknown) => Promise<{ readonly error?: { readonly code: string } }>
          >;
          const fromFrame: [string, string][] = [];
          const senderFrame = { parent: {}, url: 'app://resguardo/' };
          for (const [channel, handler] of handlers)
            fromFrame.push([channel, (await handler({ senderFrame }, {})).error?.code ?? 'answered']);
          return { fromElsewhere, fromFrame };
        },
        { callAll: CALL_ALL, preload: join(ROOT, 'out', 'preload', 'index.cjs') },
      );
      for (const answers of [tried.fromElsewhere, tried.fromFrame] as readonly Answers[]) {
        expect(answers.map(([channel]) => channel).sort()).toEqual([...CHANNELS].sort());
        expect([...new Set(answers.map(([, code]) => code))]).toEqual(['forbidden']);
      }
      const bare = await page.evaluate(() => {
        const frame = document.createElement('iframe');
        document.body.append(frame);
        const seen = Reflect.get(frame.contentWindow ?? {}, 'app') === undefined;
        frame.remove();
        return seen;
      });
      expect(bare).toBe(true);
      console.log(
        `senders: ${CHANNELS.length} channels tried from another origin and from a frame, all refused`,
      );
    },
  );
});

describe('a second instance', () => {
  itInApp('on the same profile, ends by itself and brings the first one forward', async (world) => {
    await world.launched.app.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      if (!window) throw new Error('no window');
      window.focus = () => Reflect.set(globalThis, 'broughtForward', true);
    });
    const runtime = electronRuntime();
    const second = spawn(
      runtime.executable,
      [...appArguments(runtime), ...chromiumArguments(world.profileDir)],
      {
        env: childEnv(),
        stdio: 'ignore',
      },
    );
    const [code] = (await once(second, 'exit', { signal: AbortSignal.timeout(20_000) })) as [number | null];
    expect(code).toBe(0);
    await expect
      .poll(() => world.launched.app.evaluate(() => Reflect.get(globalThis, 'broughtForward')))
      .toBe(true);
    expect(world.launched.app.windows()).toHaveLength(1);
  });
});
