import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { CHANNELS, type ChannelName } from '../../shared/ipc/channels.ts';
import { texts } from '../../shared/texts/es-CL.ts';
import { ask, tryAsk } from '../support/page/api.ts';
import { chooseSeveral } from '../support/page/controls.ts';
import { sessionScreen } from '../support/page/session-screen.ts';
import { answerFolderChooser } from '../support/page/system.ts';
import { until } from '../support/page/until.ts';
import { factura, isReceived, isWaiting } from './support/documents.ts';
import { itInPractice, type World } from './support/world.ts';

const ANA = { name: 'Ana Pérez', pin: '407193' } as const;
const BETO = { name: 'Beto Soto', role: 'usuario', pin: '9305' } as const;
const WHILE_LOCKED: readonly ChannelName[] = ['session.state', 'session.signIn', 'session.recover'];

/** Calls every channel through the page's own bridge, with input that none takes. @returns by channel: the code */
const tryAll = async (world: World): Promise<ReadonlyMap<ChannelName, string>> => {
  const codes = new Map<ChannelName, string>();
  for (const channel of CHANNELS) {
    const answer = await tryAsk(world.page, channel, 'nothing that any channel takes' as never);
    codes.set(channel, answer.ok ? 'answered' : answer.error.code);
  }
  return codes;
};
const channelsWith = (codes: ReadonlyMap<ChannelName, string>, code: string): readonly ChannelName[] =>
  [...codes].filter(([, each]) => each === code).map(([channel]) => channel);

/** Time passes for main as for a shop: nobody waits ten minutes in a test. */
const passTime = (world: World, ms: number): Promise<void> =>
  world.launched.app.evaluate((_, by) => {
    const before = Date.now;
    Date.now = () => before() + by;
  }, ms);

const focused = ({ page }: World): Promise<string | null> =>
  page.evaluate(() => document.activeElement?.getAttribute('data-testid') ?? null);

const seen = (world: World, testIds: readonly string[]): Promise<readonly string[]> =>
  Promise.all(
    testIds.map(async (each) => ((await world.page.getByTestId(each).count()) > 0 ? each : '')),
  ).then((all) => all.filter(Boolean));

describe('a second operator', () => {
  itInPractice(
    'turns sign-in on; as usuario one reads and cannot act; a session closes; the trail tells who did what',
    async (world) => {
      const { page } = world;
      const who = sessionScreen(page);
      const received = await world.issue(factura());
      await world.waitFor(received, 'received', isReceived);
      await world.practice.setFault('down');
      const waiting = await world.issue(factura({ name: 'Ferretería El Perno Cuerdo' }));
      await world.waitFor(waiting, 'failed', isWaiting);
      expect(await page.getByTestId('operator-chip').count()).toBe(0);

      // Too easy, and different: told beside the field; nothing was added.
      await who.fillNew({ ...BETO, pin: '1234' }, { ...ANA });
      await page.getByTestId('own-secret-again').fill('407194');
      await page.getByTestId('operator-submit').click();
      await page.getByText(texts.operators.fields.different).waitFor();
      await page.getByText(texts.errors.secret_too_easy().youCan).waitFor();
      await world.launched.screenshot('operadores-agregar');
      await page.getByTestId('operator-secret').fill(BETO.pin);
      await page.getByTestId('operator-secret-again').fill(BETO.pin);
      await page.getByTestId('own-secret-again').fill(ANA.pin);
      await who.submitNew();
      await page.getByTestId('operator-chip').getByText(ANA.name).waitFor();
      await world.settle();
      await page.getByTestId('settings-operators').click();
      await world.launched.screenshot('operadores-lista');

      // What is half typed is still there after a coffee, when the same person comes back.
      await world.form.open();
      await page.getByTestId('receptor-name').fill('A medio escribir');
      await page.keyboard.press('Control+l');
      await who.screen.waitFor();
      expect(await page.getByTestId('nav-inicio').isVisible()).toBe(false);
      await world.launched.screenshot('operadores-bloqueada');
      const locked = await tryAll(world);
      expect(channelsWith(locked, 'bad_request')).toEqual(WHILE_LOCKED);
      expect(channelsWith(locked, 'signed_out')).toHaveLength(CHANNELS.length - WHILE_LOCKED.length);
      await page.keyboard.press('Control+2');
      await who.typePin(ANA.pin);
      await page.getByTestId('operator-chip').waitFor();
      expect(await page.getByTestId('receptor-name').inputValue()).toBe('A medio escribir');
      // And one goes on typing where one was; locked by a menu that is gone, one goes on from the top of the screen.
      await expect.poll(() => focused(world)).toBe('receptor-name');
      await who.lock();
      await who.typePin(ANA.pin);
      await page.getByTestId('operator-chip').waitFor();
      await expect.poll(() => page.evaluate('document.activeElement.tagName')).toBe('MAIN');

      // Three wrong PINs cost a wait, that is counted down; another person's is not touched by it.
      await page.keyboard.press('Control+Shift+l');
      await world.launched.screenshot('operadores-fichas');
      await who.choose(BETO.name);
      for (let n = 0; n < 3; n++) {
        await who.typePin('5082');
        await until(
          'refused',
          async () => (await page.getByText(texts.errors.wrong_secret(undefined).what).count()) > 0,
        );
        await until('counted', async () => {
          const { choices } = await ask(page, 'session.state', {});
          return n < 2 || (choices.find(({ name }) => name === BETO.name)?.waitSeconds ?? 0) > 0;
        });
      }
      await page.getByTestId('sign-in-wait').waitFor();
      await page.getByTestId('sign-in-secret').fill(BETO.pin);
      expect(await page.getByTestId('sign-in-submit').isDisabled()).toBe(true);
      await world.launched.screenshot('operadores-espera');
      const early = await tryAsk(page, 'session.signIn', { id: 2, secret: BETO.pin });
      expect(early).toMatchObject({ ok: false, error: { code: 'sign_in_wait' } });
      await passTime(world, 11_000);
      await who.signIn(BETO.name, BETO.pin);

      // As usuario: what would be refused is not there.
      await world.go('inicio');
      await page.getByTestId('home-hero').waitFor();
      const offered = [...(await seen(world, ['home-issue']))];
      await world.documents.open();
      offered.push(...(await seen(world, ['issue-open', 'mass-open'])));
      await world.documents.openRow(received);
      await page.getByTestId('more-actions').click();
      await page.getByTestId('pdf-letter').waitFor();
      offered.push(
        ...(await seen(world, ['verify-one', 'duplicate', 'correct-anular', 'customer-copy-mail'])),
      );
      await page.keyboard.press('Escape');
      await world.drawer.close();
      await world.queue.tab('waiting');
      await world.queue.row(waiting).waitFor();
      await world.launched.screenshot('operadores-usuario-cola');
      offered.push(...(await seen(world, ['queue-retry', 'sending-pause', 'sending-probe', 'select-all'])));
      await world.queue.row(waiting).getByTestId('queue-more').click();
      offered.push(...(await seen(world, ['queue-abandon'])));
      await page.keyboard.press('Escape');
      await world.go('ajustes');
      await page.getByTestId('only-manager').waitFor();
      expect(await page.getByTestId('company-save').isDisabled()).toBe(true);
      expect(await page.getByTestId('practice-fault-apply').isDisabled()).toBe(true);
      offered.push(...(await seen(world, ['settings-operators', 'operator-add'])));
      await world.launched.screenshot('operadores-usuario-ajustes');
      await page.evaluate("location.hash = '#/documentos/emitir'");
      await page.getByTestId('reserved').waitFor();
      await page.keyboard.press('Control+k');
      await page.getByLabel(texts.shell.commands.label).fill('emitir');
      await page.getByText(texts.shell.commands.empty).waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
      expect(offered).toEqual([]);
      // And main refuses all the same, whatever the page asks.
      const { refused } = await ask(page, 'session.state', {});
      const codes = await tryAll(world);
      expect(channelsWith(codes, 'forbidden')).toEqual(refused);
      expect(refused).toEqual(
        expect.arrayContaining(['documents.issue', 'queue.retry', 'queue.abandon', 'operators.add']),
      );
      expect(await tryAsk(page, 'queue.retry', { ids: [waiting.id] })).toMatchObject({
        error: { code: 'forbidden' },
      });
      console.log(
        `operators: ${CHANNELS.length} channels tried by nobody and by a usuario in the window; refused ${channelsWith(locked, 'signed_out').length} and ${refused.length}`,
      );
      // What is his: how the window looks, and taking documents out.
      await world.chooseColors('dark');
      await answerFolderChooser(world.launched.app, world.folder);
      await world.backups.open();
      await page.getByTestId('export-zip').click();
      await page.getByText(texts.backups.export.done).waitFor();
      expect(readdirSync(world.folder).some((name) => name.endsWith('.zip'))).toBe(true);

      // Bitácora: who did what, by filter, and out as a table.
      await world.go('bitacora');
      await page.getByText(texts.trail.badge.intact).waitFor();
      await world.settle();
      await world.launched.screenshot('bitacora-oscuro');
      await world.chooseColors('light');
      await page.getByTestId('filter-operators').waitFor();
      await chooseSeveral(page, 'filter-operators', [BETO.name]);
      await page.getByText('Beto Soto entró a Resguardo.').first().waitFor();
      expect(await page.getByText(/emitió/).count()).toBe(0);
      await page.getByRole('button', { name: texts.common.clearFilters }).click();
      await chooseSeveral(page, 'filter-kinds', [texts.trail.kinds.documents]);
      await page
        .getByText(/^Encargado emitió Factura/)
        .first()
        .waitFor();
      await page.getByTestId('filter-text').fill('perno');
      await page.locator('tr[data-action]').first().waitFor();
      await until('one line', async () => (await page.locator('tr[data-action]').count()) === 1);
      await page.getByTestId('trail-details').click();
      await page.getByTestId('trail-figures').waitFor();
      await world.settle();
      await world.launched.screenshot('bitacora-detalle');
      await page.getByTestId('trail-export').click();
      await page.getByText(texts.trail.export.done).waitFor();
      const csv = readdirSync(world.folder).find((name) => name.startsWith('bitacora-')) ?? '';
      const lines = readFileSync(join(world.folder, csv), 'utf8').trimEnd().split('\r\n');
      expect(lines).toHaveLength(2);
      expect(lines[1]).toContain('Encargado emitió Factura');
      await page.getByTestId('filter-text').fill('nadie con este nombre');
      await page.getByTestId('clear-filters').click();
      await page.getByTestId('trail-verify').click();
      await page.getByText(texts.trail.badge.verified).waitFor();

      // Nobody there for a while: keys and the mouse are seen by main itself, then it locks.
      await world.launched.app.evaluate(({ webContents }) => {
        for (const contents of webContents.getAllWebContents())
          contents.on('input-event', () => Reflect.set(globalThis, 'inputSeen', true));
      });
      await page.mouse.move(300, 300);
      await page.keyboard.press('Shift');
      await until('input', () =>
        world.launched.app.evaluate(() => Reflect.get(globalThis, 'inputSeen') === true),
      );
      await passTime(world, 10 * 60_000);
      await who.screen.waitFor({ timeout: 15_000 });
      await who.signIn(ANA.name, ANA.pin);
      await world.go('bitacora');
      await page.getByText('La pantalla de Beto Soto se bloqueó por falta de uso.').waitFor();
      await world.settle();
      await world.launched.screenshot('bitacora-claro');
      // The computer's own lock closes it as well; and so does a restart.
      await world.launched.app.evaluate(({ powerMonitor }) => powerMonitor.emit('lock-screen'));
      await who.screen.waitFor();
      const again = await world.restart('quit');
      await again.page.getByTestId('sign-in').waitFor();
      const back = sessionScreen(again.page);
      await back.signIn(ANA.name, ANA.pin);

      // Another name, another PIN for who forgot it, one's own, and how long the screen waits.
      await again.page.getByTestId('operator-chip').click();
      await again.page.getByTestId('session-change').click();
      await again.page.getByTestId('own-current').fill(ANA.pin);
      await again.page.getByTestId('own-secret').fill('860271');
      await again.page.getByTestId('own-secret-again').fill('860271');
      await again.page.getByTestId('own-submit').click();
      await again.page.getByText(texts.operators.own.done).waitFor();
      await again.go('ajustes');
      await again.page.getByTestId('settings-operators').click();
      await again.page.getByTestId('operator-actions-2').click();
      await again.page.getByTestId('operator-edit').click();
      await again.page.getByTestId('operator-name').fill('Beto Soto Díaz');
      await again.page.getByTestId('operator-submit').click();
      await again.page.getByTestId('operator-2').getByText('Beto Soto Díaz').waitFor();
      await again.page.getByRole('dialog').waitFor({ state: 'hidden' });
      await again.page.getByTestId('operator-actions-2').click();
      await again.page.getByTestId('operator-reset').click();
      await again.page.getByTestId('operator-secret').fill('7418');
      await again.page.getByTestId('operator-secret-again').fill('7418');
      await again.page.getByTestId('operator-submit').click();
      await again.page.getByText(texts.operators.reset.done('Beto Soto Díaz')).waitFor();
      await again.page.getByRole('dialog').waitFor({ state: 'hidden' });
      await again.page.getByTestId('idle-minutes').fill('25');
      await again.page.getByTestId('idle-save').click();
      await again.page.getByText(texts.operators.card.idleSaved).waitFor();

      // Alone again: nobody is asked any more.
      await again.page.getByTestId('operator-actions-2').click();
      await again.page.getByTestId('operator-deactivate').click();
      await again.page.getByTestId('operator-submit').click();
      await again.page.getByTestId('operator-chip').waitFor({ state: 'hidden' });
      expect(await ask(again.page, 'session.state', {})).toMatchObject({
        signInOn: false,
        operator: { name: ANA.name },
      });
    },
    { timeout: 180_000 },
  );
});
