import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type LaunchedApp, launchApp } from '../support/electron.ts';
import { until } from '../support/page/until.ts';

const base = mkdtempSync(join(tmpdir(), 'resguardo-window-'));
const profileDir = join(base, 'perfil');
let running: LaunchedApp | null = null;

/** No size of the test's own: it is the program that chooses it. */
const start = async (): Promise<LaunchedApp> => {
  running = await launchApp({ profileDir });
  return running;
};

const stop = async (): Promise<void> => {
  await running?.close();
  expect(running?.problems).toEqual([]);
  running = null;
};

const boundsOf = ({ app }: LaunchedApp) =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());
const areaOf = ({ app }: LaunchedApp) => app.evaluate(({ screen }) => screen.getPrimaryDisplay().workArea);

describe('the window', () => {
  afterEach(async () => {
    await running?.kill();
    rmSync(base, { recursive: true, force: true });
  });

  it('closed and opened again, is where and as big as it was; where the display is smaller by then, fits into it', async () => {
    const first = await start();
    const wanted = { x: 130, y: 70, width: 1210, height: 730 };
    await first.app.evaluate(
      ({ BrowserWindow }, to) => BrowserWindow.getAllWindows()[0]?.setBounds(to),
      wanted,
    );
    await expect.poll(() => boundsOf(first)).toEqual(wanted);
    await stop();

    const second = await start();
    await expect.poll(() => boundsOf(second)).toEqual(wanted);
    await stop();

    const far = { x: 5_200, y: 3_900, width: 3_840, height: 2_160, maximized: false };
    writeFileSync(join(profileDir, 'ventana.json'), JSON.stringify(far));
    const smaller = await start();
    const area = await areaOf(smaller);
    const shown = await until('a window', () => boundsOf(smaller));
    expect([shown.x, shown.y]).toEqual([area.x, area.y]);
    // X11 takes a pixel from a window as big as the display, lest it be taken for full screen.
    expect(
      [area.width - shown.width, area.height - shown.height].filter((less) => less < 0 || less > 1),
    ).toEqual([]);
    await smaller.screenshot('ventana-pantalla-menor');
    await stop();

    writeFileSync(join(profileDir, 'ventana.json'), '{"x": "nowhere"');
    const anew = await start();
    await expect
      .poll(() => boundsOf(anew).then((bounds) => [bounds?.width, bounds?.height]))
      .toEqual([1280, 800]);
    await stop();
  });
});
