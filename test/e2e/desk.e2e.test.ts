import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect } from 'vitest';
import { TOUR_STOPS } from '../../shared/domain/tour.ts';
import { texts } from '../../shared/texts/es-CL.ts';
import { ask } from '../support/page/api.ts';
import { answerSaveChooser } from '../support/page/system.ts';
import { until } from '../support/page/until.ts';
import { factura, isDone } from './support/documents.ts';
import { itInApp, type World } from './support/world.ts';

/** More than this and a newcomer gives up. */
const MOST_CLICKS = 12;
/** Where the desktop of this test keeps what starts with it: never that of the person who runs the tests. */
const CONFIG = mkdtempSync(join(tmpdir(), 'resguardo-config-'));

/** Counts what a person does with the mouse, in the page itself. */
const countClicks = ({ page }: World): Promise<void> =>
  page.evaluate(() => {
    const counted = window as unknown as { clicks: number };
    counted.clicks = 0;
    document.addEventListener(
      'pointerdown',
      (event) => {
        if (event.isTrusted) counted.clicks += 1;
      },
      true,
    );
  });
const clicks = ({ page }: World): Promise<number> => page.evaluate<number>('window.clicks');

/** Through the whole tour by its own button, waiting at each stop for what it wants to show. */
const walkTour = async (world: World): Promise<readonly string[]> => {
  const { page } = world;
  const seen: string[] = [];
  const panel = page.getByTestId('tour');
  for (const stop of TOUR_STOPS) {
    await page.locator(`[data-testid="tour"][data-stop="${stop}"]`).waitFor();
    await page.locator('[data-testid="tour-next"]:not([disabled])').waitFor({ timeout: 45_000 });
    if (stop === 'waiting' || stop === 'returned' || stop === 'rejected')
      seen.push((await page.getByTestId('tour-live').textContent()) ?? '');
    await page.getByTestId('tour-next').click();
  }
  await panel.waitFor({ state: 'hidden' });
  return seen;
};

const reportIn = (folder: string): string => join(folder, 'informe.txt');

describe('a newcomer', () => {
  afterAll(() => rmSync(CONFIG, { recursive: true, force: true }));

  itInApp(
    'from an empty profile, has a first document accepted within twelve clicks and one form, and takes the tour',
    async (world) => {
      const { page, launched, folder } = world;
      await countClicks(world);
      const begun = Date.now();
      await world.startPractice();
      await page.getByTestId('home-issue').click();
      await world.form.field('issue-form').waitFor();
      await world.form.fill(factura());
      await world.form.submit();
      const first = await world.issued();
      await page.getByText(texts.documents.issued.steps.accepted).waitFor();
      await world.waitFor(first, 'accepted', isDone);
      const seconds = (Date.now() - begun) / 1_000;
      const counted = await clicks(world);
      console.log(
        `newcomer: ${counted} clicks, 1 form, ${seconds.toFixed(1)} s to the first accepted document`,
      );
      expect(counted).toBeLessThanOrEqual(MOST_CLICKS);
      await launched.screenshot('novato-primer-aceptado');

      await world.go('inicio');
      await page.locator('[data-testid="checklist-document"][data-done="true"]').waitFor();
      expect(await page.getByTestId('days-strip').textContent()).toContain('1 emitido, 1 aceptado');
      expect(await page.locator('[data-testid="sii-days"] li').first().getAttribute('data-verdict')).toBe(
        'up',
      );
      await page.getByTestId('days-as').click();
      expect(await page.getByRole('table', { name: texts.home.days.caption }).textContent()).toContain('1');
      await page.getByTestId('checklist-away').click();
      await page.getByTestId('checklist').waitFor({ state: 'hidden' });
      await page.getByTestId('checklist-back').click();
      await page.getByTestId('checklist').waitFor();

      await world.practice.setFault('slow');
      const before = await ask(page, 'practice.get', {});
      await page.getByTestId('nav-ayuda').click();
      await page.getByTestId('tour-begin').click();
      const [waited, accepted, rejected] = await walkTour(world);
      expect(waited).toContain('el SII no contesta');
      expect(accepted).toContain('aceptada');
      expect(rejected).toContain('rechazada');
      const after = await ask(page, 'practice.get', {});
      expect([after.fault, after.processingMs]).toEqual([before.fault, before.processingMs]);
      expect((await ask(page, 'home.checklist', {})).items).toContainEqual({ step: 'tour', done: true });
      await world.practice.setFault('none');

      await page.getByTestId('nav-ayuda').click();
      await page.getByTestId('filter-text').fill('certificacion folios');
      await expect.poll(() => page.locator('main h2').count()).toBeLessThan(5);
      await page.getByTestId('help-diagnostico').click();
      await page.getByTestId('diagnosis-run').click();
      await page.locator('[data-testid="check-sii"][data-outcome="good"]').waitFor({ timeout: 20_000 });
      const found = (outcome: string) =>
        page.locator(`[data-testid="diagnosis"] tr[data-outcome="${outcome}"]`).count();
      expect(await page.getByTestId('diagnosis-summary').textContent()).toBe(
        texts.help.diagnosis.summary(await found('bad'), await found('warning')),
      );
      await answerSaveChooser(launched.app, reportIn(folder));
      await page.getByTestId('diagnosis-save').click();
      await until('the report', async () => existsSync(reportIn(folder)));
      const { companyName, companyRut } = await ask(page, 'app.status', {});
      const report = readFileSync(reportIn(folder), 'utf8');
      expect(report).toContain(texts.help.diagnosis.reportTitle);
      for (const secret of [companyName ?? '-', companyRut ?? '-', world.profileDir])
        expect(report).not.toContain(secret);

      await page.keyboard.press('Control+k');
      await page.getByLabel(texts.shell.commands.label).fill(String(first.folio));
      await page
        .getByRole('button', { name: new RegExp(`${texts.documentTypes[33]} ${first.folio}`) })
        .click();
      await world.drawer.waitFor();
      await page.getByLabel(texts.shell.commands.label).waitFor({ state: 'hidden' });
      await world.drawer.close();

      await world.go('ajustes');
      await page.getByTestId('density').getByText(texts.shell.density.compact).click();
      await page.locator('html[data-density="compact"]').waitFor();
      await page.getByTestId('presence-startWithSystem').click({ force: true });
      const autostart = join(CONFIG, 'autostart');
      await until(
        'the autostart entry',
        async () => existsSync(autostart) && readdirSync(autostart).length === 1,
      );
      // The file is there before the window knows of it, and a click before that would ask for the same again.
      await expect.poll(() => page.getByTestId('presence-startWithSystem').isChecked()).toBe(true);
      await page.getByTestId('presence-startWithSystem').click({ force: true });
      await until('no autostart entry', async () => readdirSync(autostart).length === 0);

      // Where no tray is, closing the window ends the program, safely.
      const handle = await launched.app.browserWindow(page);
      const ended = new Promise<number | null>((resolve) => launched.app.process().once('exit', resolve));
      await handle.evaluate((window) => window.close()).catch(() => undefined);
      expect(await ended).toBe(0);
    },
    { timeout: 240_000, env: { XDG_CONFIG_HOME: CONFIG } },
  );
});
