import { describe, expect } from 'vitest';
import { texts } from '../../shared/texts/es-CL.ts';
import { choose, chooseSeveral } from '../support/page/controls.ts';
import { factura, isAbandoned, isDone, isReceived, isWaiting, needsPerson } from './support/documents.ts';
import { itInPractice, type World } from './support/world.ts';

const { common, lists, queue: q } = texts;

/** As it looks light and dark. */
const picture = async (world: World, name: string): Promise<void> => {
  await world.settle();
  await world.launched.screenshot(`lists-${name}-light`);
  await world.chooseColors('dark');
  await world.settle();
  await world.launched.screenshot(`lists-${name}-dark`);
  await world.chooseColors('light');
};

describe('the lists', () => {
  itInPractice(
    'grouped, ordered, with columns of their own and filters kept by name, are so after a new start too',
    async (world) => {
      const { page, backups } = world;
      const first = await world.issue(factura({ name: 'Panadería Ñuble' }, '1000'));
      const second = await world.issue(factura({ name: 'Zapatería El Tacón', rut: '60.803.000-K' }, '90000'));
      const guia = await world.issue({
        ...factura({ name: 'Panadería Ñuble' }),
        typeName: texts.documentTypes[52],
      });
      for (const each of [first, second, guia]) await world.waitFor(each, 'received', isReceived);
      await world.practice.advance(1);
      for (const each of [first, second, guia]) await world.waitFor(each, 'accepted', isDone);

      await backups.open();
      await backups.row(first).waitFor();
      for (const by of ['receptor', 'month', 'state', 'type'] as const) {
        await choose(page, 'group-by', lists.group.by[by]);
        await page.getByTestId('groups').waitFor();
        await picture(world, `group-${by}`);
      }
      await expect.poll(() => page.getByTestId('group-33').textContent()).toContain('$216.580');
      await page.getByTestId('group-33').click();
      await expect.poll(() => backups.results()).toBe(lists.resultsOf('2', true, '3'));

      // Ordered by amount, one way and the other.
      const order = () =>
        backups.rows().evaluateAll((rows) => rows.map((row) => row.getAttribute('data-testid') ?? ''));
      await page.getByTestId('sort-amount').click();
      await expect.poll(order).toEqual([`backup-row-33-${second.folio}`, `backup-row-33-${first.folio}`]);
      await page.getByTestId('sort-amount').click();
      await expect.poll(order).toEqual([`backup-row-33-${first.folio}`, `backup-row-33-${second.folio}`]);

      // By receptor, the first click begins with A; by folio, with the last one.
      await page.getByTestId('sort-receptor').click();
      await expect.poll(order).toEqual([`backup-row-33-${first.folio}`, `backup-row-33-${second.folio}`]);
      await page.getByTestId('sort-folio').click();
      await expect.poll(order).toEqual([`backup-row-33-${second.folio}`, `backup-row-33-${first.folio}`]);
      await page.getByTestId('sort-folio').click();
      await expect.poll(order).toEqual([`backup-row-33-${first.folio}`, `backup-row-33-${second.folio}`]);

      // A column's edge, dragged and moved by keyboard, and back.
      const edge = page.getByTestId('width-document');
      const width = async () => Number(await edge.getAttribute('aria-valuenow'));
      const before = await width();
      const box = await edge.boundingBox();
      if (!box) throw new Error('no edge');
      await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
      await page.mouse.down();
      await page.mouse.move(box.x + box.width / 2 + 60, box.y + box.height / 2, { steps: 4 });
      await page.mouse.up();
      await expect.poll(width).toBe(before + 60);
      await edge.focus();
      await page.keyboard.press('ArrowLeft');
      await expect.poll(width).toBe(before + 44);
      await edge.dblclick();
      await expect.poll(width).toBe(before);
      await edge.focus();
      await page.keyboard.press('ArrowRight');
      await expect.poll(width).toBe(before + 16);
      await picture(world, 'wider-column');

      await page.getByTestId('filter-amounts').click();
      await page.getByTestId('filter-min').fill('100000');
      await expect.poll(() => backups.results()).toBe(lists.resultsOf('1', true, '3'));
      await page.getByTestId('filter-min').waitFor();
      await world.settle();
      await world.launched.screenshot('lists-amounts-light');
      await page.keyboard.press('Escape');
      await page.getByTestId('saved-open').click();
      await page.getByTestId('saved-name').fill('Facturas grandes');
      await page.getByTestId('saved-save').click();
      await page.getByTestId('columns-open').click();
      await page.getByTestId('column-state').uncheck();
      await world.settle();
      await world.launched.screenshot('lists-columns-light');
      await page.keyboard.press('Escape');
      await picture(world, 'fewer-columns');
      await expect
        .poll(() => page.getByRole('columnheader', { name: common.table.siiState }).count())
        .toBe(0);
      await page.getByRole('button', { name: common.clearFilters }).first().click();
      await expect.poll(() => backups.results()).toBe(common.results('3'));

      const again = await world.restart('quit');
      await again.backups.open();
      await again.backups.row(first).waitFor();
      expect(await again.page.getByRole('columnheader', { name: common.table.siiState }).count()).toBe(0);
      expect(
        await again.page.getByRole('columnheader', { name: common.table.document }).getAttribute('aria-sort'),
      ).toBe('ascending');
      expect(await again.page.getByTestId('width-document').getAttribute('aria-valuenow')).toBe(
        String(before + 16),
      );
      await again.page.getByTestId('saved-open').click();
      await again.page.getByTestId('saved-apply').waitFor();
      await again.settle();
      await again.launched.screenshot('lists-saved-light');
      await again.page.getByTestId('saved-apply').click();
      await expect.poll(() => again.backups.results()).toBe(lists.resultsOf('1', true, '3'));
    },
    { timeout: 180_000 },
  );

  itInPractice(
    'of the queue, grouped by cause, are retried by one button, and an abandonment is taken back',
    async (world) => {
      const { page, queue } = world;
      await world.practice.setFault('schema_rejection');
      const refused = await world.issue(factura());
      await world.waitFor(refused, 'stopped', needsPerson);
      await world.practice.setFault('down');
      const down = [await world.issue(factura()), await world.issue(factura())];
      for (const each of down) await world.waitFor(each, 'failed', isWaiting);
      await queue.tab('person');
      await page.getByTestId('group-causes').check({ force: true });
      await page.getByTestId('cause-correct').waitFor();
      await picture(world, 'causes-person');
      await page.getByTestId('cause-correct').click();
      await queue.row(refused).waitFor();
      await page.getByTestId('filter-cause').click();

      await queue.tab('waiting');
      const [one] = down;
      if (!one) throw new Error('no document');
      await queue.startAbandoning(one);
      await queue.giveReason('Por error');
      await queue.confirmAbandon();
      await world.waitFor(one, 'abandoned', isAbandoned);
      await page.getByTestId('undo').waitFor();
      await world.settle(true);
      await world.launched.screenshot('lists-undo-light');
      await page.getByTestId('undo').click();
      await world.waitFor(one, 'waiting again', isWaiting);
      await page.getByText(lists.undo.done(1)).waitFor();

      await page.getByTestId('group-causes').check({ force: true });
      await page.getByTestId('cause-retry').first().waitFor();
      await picture(world, 'causes-waiting');
      await page.getByTestId('cause-open').first().click();
      for (const each of down) await queue.row(each).waitFor();
      await page.getByTestId('filter-cause').click();
      await world.practice.setFault('none');
      await queue.tab('waiting');
      await page.getByTestId('group-causes').check({ force: true });
      const retry = page.getByTestId('cause-retry').first();
      await expect.poll(() => retry.textContent()).toBe(q.causes.retry('2', 2));
      await retry.click();
      for (const each of down) await world.waitFor(each, 'received', isReceived);
      await queue.tab('done');
      for (const each of down) await queue.row(each).waitFor();
      await picture(world, 'done');
      await chooseNothing(world);
    },
    { timeout: 180_000 },
  );
});

/** A search that finds nothing says so, and leads back. */
const chooseNothing = async (world: World): Promise<void> => {
  await world.documents.open();
  await world.documents.search('zz');
  await world.page.getByText(common.filteredEmptyTitle).waitFor();
  await chooseSeveral(world.page, 'filter-types', [texts.documentTypes[33]]);
  await world.page.getByRole('button', { name: common.clearFilters }).first().click();
  await world.documents.rows().first().waitFor();
};
