import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { texts } from '../../shared/texts/es-CL.ts';
import { ask } from '../support/page/api.ts';
import { sessionScreen } from '../support/page/session-screen.ts';
import { breakChannel, mendChannel } from './support/channels.ts';
import { factura, isReceived, isWaiting, needsPerson } from './support/documents.ts';
import { setUpCompany } from './support/first-start.ts';
import { trayDesktop, trayOf } from './support/tray.ts';
import { allViews } from './support/views.ts';
import { itInApp, itInPractice, type World } from './support/world.ts';

const t = texts.shell.offline;

const setOffline = ({ page }: World, offline: boolean): Promise<void> => page.context().setOffline(offline);

/** A document that failed once waits for an hour by itself. */
const waitingOne = async (world: World) => {
  await world.practice.setFault('down');
  const document = await world.issue(factura());
  await world.waitFor(document, 'failed', isWaiting);
  await world.practice.setFault('none');
  return document;
};

describe('a computer without a network', () => {
  itInPractice(
    'on every view, says so and goes on; when the network is back, says no more and what waited is sent by itself',
    async (world) => {
      const { page } = world;
      const banner = page.getByTestId('offline-banner');
      const sii = page.getByTestId('status-sii');
      const good = await world.issue(factura());
      await world.waitFor(good, 'received', isReceived);
      await world.practice.setFault('schema_rejection');
      const bad = await world.issue(factura());
      await world.waitFor(bad, 'stopped', needsPerson);
      await world.practice.setFault('none');
      const hasNetwork = await page.evaluate<boolean>('navigator.onLine');
      expect(await banner.count()).toBe(hasNetwork ? 0 : 1);

      await setOffline(world, true);
      await banner.getByText(t.practice).waitFor();
      expect(await sii.textContent()).not.toContain(texts.shell.status.offline);
      const here = await world.issue(factura());
      await world.waitFor(here, 'received without a network', isReceived);

      // With an SII out there it means more.
      const status = await ask(page, 'app.status', {});
      await breakChannel(world, 'app.status', {
        ok: true,
        value: { ...status, environment: 'certification' },
      });
      await page.keyboard.press('F5');
      await banner.getByText(t.issuing).waitFor();
      // What leads out of Práctica is not there in Certificación.
      const views = allViews({ good: good.id, bad: bad.id }).filter(({ name }) => name !== 'ajustes-empezar');
      for (const view of views) {
        await view.open(world);
        await world.settle();
        expect(await banner.isVisible(), view.name).toBe(true);
        expect(await sii.textContent(), view.name).toContain(texts.shell.status.offline);
        await world.launched.screenshot(join('sin-internet', view.name));
        await view.leave?.(world);
      }
      await world.go('inicio');
      await world.chooseColors('dark');
      await world.settle();
      await world.launched.screenshot(join('sin-internet', 'inicio-oscuro'));
      await mendChannel(world, 'app.status');

      if (!hasNetwork) {
        console.info('the way back: not looked at, this machine has no network at all');
        return;
      }
      const waiting = await waitingOne(world);
      await setOffline(world, false);
      await banner.waitFor({ state: 'hidden' });
      await world.waitFor(waiting, 'sent by itself', isReceived);
      console.info(`without a network: said on ${views.length} views`);
    },
    { timeout: 240_000 },
  );

  itInApp(
    'before there is a company, and on the screen that asks who is there, says so too',
    async (world) => {
      const { page, launched } = world;
      const banner = page.getByTestId('offline-banner').filter({ visible: true });
      const who = sessionScreen(page);
      await setOffline(world, true);
      await banner.getByText(t.first).waitFor();
      await page.getByTestId('start-practice').waitFor();
      await world.settle();
      await launched.screenshot(join('sin-internet', 'primer-inicio'));
      await page.getByTestId('start-certification').click();
      await page.getByTestId('company-rut').waitFor();
      expect(await banner.isVisible()).toBe(true);
      await page.getByTestId('setup-back').click();
      await page.getByTestId('restore-first').click();
      await page.getByTestId('restore-back').waitFor();
      expect(await banner.isVisible()).toBe(true);
      await page.getByTestId('restore-back').click();

      await world.startPractice();
      await who.fillNew(
        { name: 'Beto Soto', role: 'usuario', pin: '9305' },
        { name: 'Ana Pérez', pin: '407193' },
      );
      await who.submitNew();
      await who.lock();
      await banner.getByText(t.practice).waitFor();
      await world.settle();
      await launched.screenshot(join('sin-internet', 'quien-eres'));
      await who.signIn('Ana Pérez', '407193');
    },
  );

  itInApp(
    'that sends to the SII out there, says so in the tray, and no more once the network is back',
    async (world) => {
      const { app } = world.launched;
      const setNetwork = (online: boolean): Promise<void> =>
        app.evaluate(({ net }, is) => {
          net.isOnline = () => is;
        }, online);
      const tray = trayOf(world);
      await setNetwork(true);
      await setUpCompany(world);
      await tray.says(texts.presence.tray.good);
      await setNetwork(false);
      await tray.says(texts.presence.tray.offline);
      expect((await tray.lines()).map(({ label }) => label)).not.toContain(texts.presence.tray.good);
      await setNetwork(true);
      await tray.says(texts.presence.tray.good);
    },
    { env: trayDesktop(), timeout: 90_000 },
  );
});
