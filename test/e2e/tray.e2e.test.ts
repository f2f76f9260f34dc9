import { describe, expect } from 'vitest';
import { texts } from '../../shared/texts/es-CL.ts';
import { ask } from '../support/page/api.ts';
import { factura, isReceived } from './support/documents.ts';
import { noticesOf } from './support/notices.ts';
import { trayDesktop, trayOf } from './support/tray.ts';
import { itInPractice, type World } from './support/world.ts';

const t = texts.presence.tray;

/** Whether the window is on the screen, seen from the program itself. */
const isShown = ({ launched }: World): Promise<boolean> =>
  launched.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().some((each) => each.isVisible()),
  );

describe('the menu of the tray', () => {
  itInPractice(
    'with the window closed, tells how all stands, opens it, pauses, resumes, backs up and quits',
    async (world) => {
      const { page, launched } = world;
      const tray = trayOf(world);
      const notices = await noticesOf(world);
      await launched.app.evaluate(({ dialog }) => {
        dialog.showMessageBox = (() =>
          Promise.resolve({ response: 0, checkboxChecked: false })) as typeof dialog.showMessageBox;
      });
      const document = await world.issue(factura());
      await world.waitFor(document, 'received', isReceived);
      await tray.says(t.good);
      expect((await tray.lines()).map(({ label }) => label)).toEqual([
        t.good,
        t.open,
        t.pause,
        t.backup,
        t.quit,
      ]);

      const handle = await launched.app.browserWindow(page);
      await handle.evaluate((window) => window.close());
      await expect.poll(() => isShown(world)).toBe(false);
      await tray.click(t.open);
      await expect.poll(() => isShown(world)).toBe(true);

      await tray.click(t.pause);
      await tray.says(t.resume);
      const paused = await ask(page, 'sending.state', {});
      expect(paused).toMatchObject({ state: 'paused', pauseReason: t.pauseReason });
      expect((await tray.lines())[0]?.label).toMatch(/^Envíos pausados hasta /);
      await tray.click(t.resume);
      await tray.says(t.pause);
      expect((await ask(page, 'sending.state', {})).state).toBe('sending');

      const before = (await ask(page, 'snapshots.list', {})).items.length;
      await tray.click(t.backup);
      const said = await notices.waitFor(t.backedUp);
      expect(said.body).toBe(texts.safekeeping.snapshots.taken('1'));
      expect((await ask(page, 'snapshots.list', {})).items.length).toBe(before + 1);
      await notices.click(t.backedUp);
      await page.getByTestId('vault-card').waitFor();

      const ended = new Promise<number | null>((resolve) => launched.app.process().once('exit', resolve));
      await tray.click(t.quit).catch(() => undefined);
      expect(await ended).toBe(0);
    },
    { env: trayDesktop() },
  );
});
