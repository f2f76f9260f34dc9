import type { Locator } from 'playwright';
import { describe, expect } from 'vitest';
import { texts } from '../../shared/texts/es-CL.ts';
import { sessionScreen } from '../support/page/session-screen.ts';
import { factura, isReceived } from './support/documents.ts';
import { itInPractice } from './support/world.ts';

/** Pixels that a target has to have at least (WCAG 2.5.8). */
const TARGET = 24;

/** How wide it is where the mouse really meets it. */
const hitWidth = (handle: Locator): Promise<number> =>
  handle.evaluate((element) => {
    const { left, right, top, height } = element.getBoundingClientRect();
    let hit = 0;
    for (let x = left + 0.5; x < right; x += 1)
      if (document.elementFromPoint(x, top + height / 2) === element) hit += 1;
    return hit;
  });

describe('tables', () => {
  itInPractice(
    'have a name for who hears them, edges that are easy to hit, and an order that goes back with the columns',
    async (world) => {
      const { page } = world;
      const document = await world.issue(factura());
      await world.waitFor(document, 'received', isReceived);
      const named = (name: string): Promise<void> =>
        page.getByRole('table', { name, exact: true }).first().waitFor();
      await world.form.open();
      await named(texts.documents.form.lines.caption);
      await world.go('ajustes');
      await named(texts.settings.practice.received);
      const who = sessionScreen(page);
      await who.fillNew(
        { name: 'Beto Soto', role: 'usuario', pin: '9305' },
        { name: 'Ana Pérez', pin: '407193' },
      );
      await who.submitNew();
      await named(texts.operators.card.caption);
      await world.backups.openDetail(document);
      await world.drawer.tab('attempts');
      await named(texts.documents.detail.attemptsCaption);
      await world.drawer.close();

      const edges = page.locator('[role="separator"][data-edge]');
      for (const edge of await edges.all())
        expect(await hitWidth(edge), (await edge.getAttribute('aria-label')) ?? '').toBeGreaterThanOrEqual(
          TARGET,
        );
      const edge = page.getByTestId('width-amount');
      await edge.focus();
      await page.keyboard.press('ArrowLeft');
      await page.keyboard.press('ArrowLeft');
      for (const scheme of ['light', 'dark'] as const) {
        await world.chooseColors(scheme);
        await world.settle();
        await edge.focus();
        await page.keyboard.press('Tab');
        await page.keyboard.press('Shift+Tab');
        await world.launched.screenshot(`columnas-borde-${scheme}`);
      }
      // One mark, not a ring around a line.
      expect(await edge.evaluate((element) => getComputedStyle(element).outlineStyle)).toBe('none');

      const sorted = () =>
        page.getByRole('columnheader', { name: texts.common.table.amount }).getAttribute('aria-sort');
      await page.getByTestId('sort-amount').click();
      await expect.poll(sorted).toBe('descending');
      await page.getByTestId('columns-open').click();
      await page.getByTestId('columns-reset').click();
      await expect.poll(sorted).toBe('none');
      await page.keyboard.press('Escape');
    },
  );
});
