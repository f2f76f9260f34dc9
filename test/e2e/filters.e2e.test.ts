import { describe, expect } from 'vitest';
import { texts } from '../../shared/texts/es-CL.ts';
import { choose, chooseSeveral } from '../support/page/controls.ts';
import { factura, isDone, isReceived, isWaiting, needsPerson } from './support/documents.ts';
import { itInPractice, type World } from './support/world.ts';

const { common } = texts;

/** Two facturas and a guía, all accepted. */
const threeAccepted = async (world: World) => {
  const documents = [
    await world.issue(factura({ name: 'Panadería Ñuble' })),
    await world.issue(factura({ name: 'Zapatería El Tacón' })),
    await world.issue({ ...factura({ name: 'Bodega Ñuble Sur' }), typeName: texts.documentTypes[52] }),
  ] as const;
  for (const each of documents) await world.waitFor(each, 'received', isReceived);
  await world.practice.advance(1);
  for (const each of documents) await world.waitFor(each, 'accepted', isDone);
  return documents;
};

describe('the lists', () => {
  for (const [title, section] of [
    ['Documentos', 'documents'],
    ['Respaldos', 'backups'],
  ] as const) {
    itInPractice(
      `of ${title}, are narrowed by text, type, state and date, and widened again`,
      async (world) => {
        const { page } = world;
        const [first, second, guia] = await threeAccepted(world);
        const list = world[section];
        const shows = async (...folios: readonly string[]): Promise<void> => {
          const ids = async () =>
            (
              await list
                .rows()
                .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-testid') ?? ''))
            )
              .map((id) => id.replace(/^\D+/, ''))
              .sort();
          await expect.poll(ids).toEqual([...folios].sort());
          const found = String(folios.length);
          const clear = page.getByRole('button', { name: common.clearFilters }).first();
          const wanted = async () =>
            (await clear.isVisible()) ? texts.lists.resultsOf(found, true, '3') : common.results(found);
          await expect.poll(async () => (await list.results()) === (await wanted())).toBe(true);
        };
        await list.open();
        await shows('33-1', '33-2', '52-1');
        await list.search('nuble');
        await shows('33-1', '52-1');
        await chooseSeveral(page, 'filter-types', [texts.documentTypes[52]]);
        await shows('52-1');
        await page.getByRole('button', { name: common.clearFilters }).click();
        await shows('33-1', '33-2', '52-1');
        await list.search(String(second.folio));
        await expect.poll(() => list.row(second).count()).toBe(1);
        await list.search('');
        await chooseSeveral(page, 'filter-states', [texts.siiStates.rejected.name]);
        await shows();
        await page.getByText(common.filteredEmptyTitle).waitFor();
        await page.getByRole('button', { name: common.clearFilters }).first().click();
        await choose(page, 'filter-dates', common.dates.year);
        await shows('33-1', '33-2', '52-1');
        await choose(page, 'filter-dates', common.dates.lastMonth);
        await shows();
        expect([first.folio, guia.folio]).toEqual([1, 1]);
      },
    );
  }

  itInPractice('of the queue, are told apart by tab and by cause', async (world) => {
    const { page, queue } = world;
    await world.practice.setFault('schema_rejection');
    const refused = await world.issue(factura());
    await world.waitFor(refused, 'stopped', needsPerson);
    await world.practice.setFault('down');
    const unconnected = await world.issue(factura());
    await world.waitFor(unconnected, 'failed', isWaiting);
    await queue.tab('person');
    await queue.row(refused).waitFor();
    expect(await queue.row(unconnected).count()).toBe(0);
    await queue.tab('waiting');
    await queue.row(unconnected).waitFor();
    await page.getByTestId('filter-classes').click();
    await page.getByRole('option', { name: new RegExp(`^${texts.errorClasses.timeout}`) }).click();
    await page.keyboard.press('Escape');
    await page.getByText(common.filteredEmptyTitle).waitFor();
    await page.getByRole('button', { name: common.clearFilters }).first().click();
    await queue.row(unconnected).waitFor();
  });
});
