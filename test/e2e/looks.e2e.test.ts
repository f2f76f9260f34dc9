import type { Page } from 'playwright';
import { describe, expect } from 'vitest';
import type { Section } from '../../renderer/lib/route.ts';
import { factura, isReceived, isWaiting } from './support/documents.ts';
import { itInPractice, type World } from './support/world.ts';

const SECTIONS: readonly Section[] = ['inicio', 'documentos', 'respaldos', 'cola', 'folios', 'ajustes'];
/** The least that the window can be, the size of a shop's laptop, and an office’s screen above its task bar. */
const SIZES = [
  { width: 1024, height: 640 },
  { width: 1280, height: 800 },
  { width: 1920, height: 1000 },
] as const;

/** What is wider than its room, by test id or class: a person would have to scroll sideways for it. */
const widerThanRoom = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('body, main, main *')]
      .filter((element) => {
        const { overflowX } = getComputedStyle(element);
        return overflowX !== 'hidden' && overflowX !== 'clip' && overflowX !== 'visible';
      })
      .filter((element) => element.scrollWidth > element.clientWidth + 1)
      .map(
        (element) =>
          `${element.dataset['testid'] ?? element.className}: ${element.scrollWidth} > ${element.clientWidth}`,
      ),
  );

/** One document that the SII has, and one that waits. */
const something = async (world: World): Promise<void> => {
  const received = await world.issue(
    factura({ name: 'Sociedad de Inversiones y Transportes Los Copihues Limitada' }),
  );
  await world.waitFor(received, 'received', isReceived);
  await world.practice.setFault('down');
  const waiting = await world.issue(factura({}, '98765432'));
  await world.waitFor(waiting, 'failed', isWaiting);
};

describe('the window', () => {
  for (const size of SIZES) {
    for (const colors of ['light', 'dark'] as const) {
      const name = `${size.width}x${size.height}-${colors}`;
      itInPractice(
        `at ${size.width}x${size.height}, ${colors}, shows every section without scrolling sideways`,
        async (world) => {
          await world.chooseColors(colors);
          await something(world);
          const found: Record<string, readonly string[]> = {};
          for (const section of SECTIONS) {
            await world.go(section);
            await world.settle();
            await world.launched.screenshot(`${name}-${section}`);
            found[section] = await widerThanRoom(world.page);
          }
          await world.form.open();
          await world.settle();
          await world.launched.screenshot(`${name}-formulario`);
          found['formulario'] = await widerThanRoom(world.page);
          expect(found).toEqual(Object.fromEntries(Object.keys(found).map((key) => [key, []])));
        },
        { size },
      );
    }
  }

  itInPractice(
    'at the least size, leaves room to read the name of an item',
    async (world) => {
      await world.form.open();
      const box = await world.page.getByTestId('line-0-name').boundingBox();
      expect(box?.width).toBeGreaterThan(160);
    },
    { size: SIZES[0] },
  );

  itInPractice('going from one section to another, begins at its top', async (world) => {
    await world.go('ajustes');
    await world.page.getByTestId('settings-looks').click();
    await world.go('inicio');
    await world.page.getByTestId('home-hero').waitFor();
    expect(await world.page.locator('main').evaluate((main) => main.scrollTop)).toBe(0);
  });
});
