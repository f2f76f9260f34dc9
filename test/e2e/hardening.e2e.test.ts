import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { appArguments, electronRuntime } from '../../scripts/lib/runtime.mjs';
import { texts } from '../../shared/texts/es-CL.ts';
import { childEnv, chromiumArguments } from '../support/electron.ts';
import { pfxAskingFor } from '../support/hostile-pfx.ts';
import { listeningOf } from '../support/listening.ts';
import { itInApp, type World } from './support/world.ts';

/** ms. Longer than this and a person notices that the window does not answer. */
const NOTICED = 400;

/** Opens a file that is made to keep its reader busy, in the window, and says how long main did not answer meanwhile. */
const openCostlyFile = async ({ page, launched, folder, go }: World): Promise<number> => {
  const file = join(folder, 'certificado.pfx');
  writeFileSync(file, pfxAskingFor(900_000));
  await go('folios');
  await page.getByTestId('certificate-replace').click();
  await page.getByTestId('certificate-file-input').setInputFiles(file);
  await page.getByTestId('certificate-password').fill('una-clave-larga');
  await launched.app.evaluate(() => {
    const { monitorEventLoopDelay } = process.getBuiltinModule('node:perf_hooks');
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    Reflect.set(globalThis, 'delayOfMain', delay);
  });
  await page.getByTestId('certificate-submit').click();
  await page.getByText(texts.errors.pfx_wrong_password().what).waitFor({ timeout: 30_000 });
  return launched.app.evaluate(() => {
    const delay = Reflect.get(globalThis, 'delayOfMain') as { readonly max: number; disable(): void };
    delay.disable();
    return delay.max / 1e6;
  });
};

/** What a page that somebody else has got hold of might try. */
const tryEverything = ({ page }: World) =>
  page.evaluate(async () => {
    const fails = (work: () => Promise<unknown>): Promise<boolean> =>
      work().then(
        () => false,
        () => true,
      );
    const asked = async (name: string): Promise<string> =>
      (await navigator.permissions.query({ name: name as PermissionName })).state;
    const loads = (element: HTMLImageElement | HTMLScriptElement | HTMLIFrameElement, address: string) =>
      new Promise<boolean>((resolve) => {
        element.onload = () => resolve(element.tagName !== 'IFRAME');
        element.onerror = () => resolve(false);
        setTimeout(() => resolve(false), 1_500);
        element.src = address;
        document.body.append(element);
      });
    const outside = 'https://127.0.0.1:9/x';
    const results = {
      fetchRefused: await fails(() => fetch(outside)),
      fileRefused: await fails(() => fetch('file:///etc/hostname')),
      otherHostRefused: await fails(async () => {
        if (!(await fetch('app://otro/index.html')).ok) throw new Error('refused');
      }),
      aboveRefused: (await fetch('/..%2f..%2fmain/index.js')).status,
      image: await loads(document.createElement('img'), outside),
      script: await loads(document.createElement('script'), outside),
      frame: await loads(document.createElement('iframe'), outside),
      ownFrame: await loads(document.createElement('iframe'), '/index.html'),
      geolocation: await asked('geolocation'),
      notifications: await asked('notifications'),
      camera: await fails(() => navigator.mediaDevices.getUserMedia({ video: true })),
      screen: await fails(() => navigator.mediaDevices.getDisplayMedia()),
      clipboard: await fails(() => navigator.clipboard.readText()),
      evaluated: await fails(async () => new Function('return 1')()),
      worker: await fails(
        () =>
          new Promise((resolve, reject) => {
            const made = new Worker(URL.createObjectURL(new Blob(['1'])));
            made.onerror = reject;
            setTimeout(resolve, 1_000);
          }),
      ),
      opened: window.open('app://resguardo/index.html') === null,
    };
    for (const element of document.querySelectorAll('body > iframe, body > img, body > script[src^="https"]'))
      element.remove();
    return results;
  });

describe('the app against what is hostile', () => {
  itInApp(
    'in one sitting, gives nothing away, goes nowhere, and is not held up',
    async (world) => {
      const { launched, page, profileDir } = world;
      const pid = launched.app.process().pid ?? 0;
      const before = listeningOf(pid);
      await launched.app.evaluate(({ clipboard }) => clipboard.writeText('lo que copió la persona'));
      await world.startPractice();
      const since = listeningOf(pid).filter((each) => !before.includes(each));
      expect(since).toEqual([expect.stringMatching(/^127\.0\.0\.1:\d{4,5}$/)]);

      const longest = await openCostlyFile(world);
      console.info(`longest wait of main while a costly certificate was opened: ${longest.toFixed(0)} ms`);
      expect(longest).toBeLessThan(NOTICED);
      await launched.screenshot('hardening-costly-certificate');

      expect(await tryEverything(world)).toEqual({
        fetchRefused: true,
        fileRefused: true,
        otherHostRefused: true,
        aboveRefused: 404,
        image: false,
        script: false,
        frame: false,
        ownFrame: false,
        geolocation: 'denied',
        notifications: 'denied',
        camera: true,
        screen: true,
        clipboard: true,
        evaluated: true,
        worker: true,
        opened: true,
      });
      // What was refused is told on the console; the page itself has no other trouble.
      const told = (launched.problems as string[]).splice(0);
      expect(
        told.filter((each) => !/Content Security Policy|Refused to|ERR_|404|Failed to load/i.test(each)),
      ).toEqual([]);

      // Another start with an address for us, as a link on a page would make one: it brings the window forward, no more.
      const address = page.url();
      const runtime = electronRuntime();
      const second = spawn(
        runtime.executable,
        [
          ...appArguments(runtime),
          ...chromiumArguments(profileDir),
          'resguardo://ajustes',
          'app://resguardo/print.html',
        ],
        { env: childEnv(), stdio: 'ignore' },
      );
      const [code] = (await once(second, 'exit', { signal: AbortSignal.timeout(30_000) })) as [number | null];
      expect(code).toBe(0);
      expect(page.url()).toBe(address);
      expect(launched.app.windows()).toHaveLength(1);

      const inside = await launched.app.evaluate(({ app, clipboard, session, webContents }) => ({
        oneSession: webContents.getAllWebContents().every((each) => each.session === session.defaultSession),
        ours: ['resguardo', 'app', 'https', 'mailto'].filter((scheme) => app.isDefaultProtocolClient(scheme)),
        clipboard: clipboard.readText(),
      }));
      expect(inside).toEqual({ oneSession: true, ours: [], clipboard: 'lo que copió la persona' });
      const dumps = (readdirSync(profileDir, { recursive: true }) as string[]).filter((name) =>
        name.endsWith('.dmp'),
      );
      expect(dumps).toEqual([]);
    },
    { timeout: 120_000 },
  );
});
