import { describe, expect } from 'vitest';
import { texts } from '../../shared/texts/es-CL.ts';
import { factura } from './support/documents.ts';
import { itInPractice } from './support/world.ts';

const t = texts.folios;

const EIGHT_MONTHS = 244 * 24 * 3_600_000;

describe('Folios y certificado', () => {
  itInPractice(
    'tells what is left and how long it lasts; folios left out are never given, and are explained',
    async (world) => {
      const { page } = world;
      await world.issue(factura());
      await world.go('folios');
      const table = page.getByTestId('folios-33');
      await table.getByText('499').waitFor();
      await page.getByText(t.lastsLong).first().waitFor();
      await page.getByText(t.noPace).first().waitFor();
      await world.settle();
      await world.launched.screenshot('folios');

      await page.getByTestId('caf-actions-33-1').click();
      await page.getByTestId('caf-skip').click();
      await page.getByTestId('skip-next').fill('2');
      await page.getByTestId('skip-confirm').click();
      await page.getByText(t.skipModal.wrong('3', '501')).waitFor();
      await page.getByTestId('skip-next').fill('480');
      await page.getByText(t.skipModal.warning('478')).waitFor();
      await world.launched.screenshot('folios-empezar-en-otro');
      await page.getByTestId('skip-confirm').click();
      await page.getByText(t.skipModal.done).waitFor();
      await table.getByText('480', { exact: true }).waitFor();
      await page.getByText(t.span('2', '479')).waitFor();
      await page.getByText('Los usó otro programa. Lo anotó', { exact: false }).waitFor();

      expect((await world.issue(factura())).folio).toBe(480);
      await world.go('folios');
      await page.getByText(t.lasts(70)).waitFor();
      for (const scheme of ['light', 'dark'] as const) {
        await world.chooseColors(scheme);
        await world.settle();
        await world.launched.screenshot(`folios-aclarados-${scheme}`);
      }

      // Eight months on the folios left over have expired, and somebody says what became of them.
      await world.launched.app.evaluate(({ app: _ }, by) => {
        const real = Date.now;
        Date.now = () => real() + by;
      }, EIGHT_MONTHS);
      await page.keyboard.press('F5');
      await page.getByTestId('unused-33').getByTestId('note-annulled-481').click();
      await page.getByText(t.notedDone, { exact: true }).waitFor();
    },
  );
});
