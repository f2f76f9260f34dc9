import { describe, expect } from 'vitest';
import { texts } from '../../shared/texts/es-CL.ts';
import { ask } from '../support/page/api.ts';
import { factura, isReceived, needsPerson } from './support/documents.ts';
import { noticesOf } from './support/notices.ts';
import { trayDesktop, trayOf } from './support/tray.ts';
import { itInPractice, type World } from './support/world.ts';

const t = texts.presence.tray;

/** Whether the window is on the screen, seen from the program itself. */
const isShown = ({ launched }: World): Promise<boolean> =>
  launched.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().some((each) => each.isVisible()),
  );

/** As a person does: it goes on in the tray, and that is told once. */
const closeWindow = async (world: World): Promise<void> => {
  await world.launched.app.evaluate(({ dialog }) => {
    dialog.showMessageBox = () => Promise.resolve({ response: 0, checkboxChecked: false });
  });
  const handle = await world.launched.app.browserWindow(world.page);
  await handle.evaluate((window) => window.close());
  await expect.poll(() => isShown(world)).toBe(false);
};

describe('the menu of the tray', () => {
  itInPractice(
    'with the window closed, tells how all stands, opens it, pauses, resumes, backs up and quits',
    async (world) => {
      const { page, launched } = world;
      const tray = trayOf(world);
      const notices = await noticesOf(world);
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

      await closeWindow(world);
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

describe('a notice of the system', () => {
  itInPractice(
    'of a document that stops while the window is closed, clicked, opens the window at that document',
    async (world) => {
      const { page } = world;
      const notices = await noticesOf(world);
      await world.practice.setFault('schema_rejection');
      await ask(page, 'sending.pause', { untilMs: Date.now() + 3_600_000, reason: 'Para después' });
      const stopped = await world.issue(factura());
      await world.go('ayuda');
      await closeWindow(world);
      await ask(page, 'sending.resume', {});
      await world.waitFor(stopped, 'stopped', needsPerson);
      const title = texts.presence.notices.person(1);
      const { body } = await notices.waitFor(title);
      expect(body).toBe(texts.presence.notices.personText);
      expect(await isShown(world)).toBe(false);
      await notices.click(title);
      await expect.poll(() => isShown(world)).toBe(true);
      await world.queue.row(stopped).waitFor();
      expect(await page.getByTestId('queue-tab-person').getAttribute('aria-selected')).toBe('true');
      expect((await notices.seen()).map((each) => each.title)).toEqual([title]);
    },
    { env: trayDesktop() },
  );
});
