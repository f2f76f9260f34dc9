import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, vi } from 'vitest';
import { formatDate, localDate, nextDate } from '../../shared/format/time.ts';
import { texts } from '../../shared/texts/es-CL.ts';
import { ask } from '../support/page/api.ts';
import { choose, chooseSeveral } from '../support/page/controls.ts';
import { massScreen } from '../support/page/mass-screen.ts';
import { factura, isKept, isReceived, RECEPTOR } from './support/documents.ts';
import { itInPractice, type World } from './support/world.ts';

vi.setConfig({ testTimeout: 240_000 });

const { common, lists, queue: q } = texts;

/** More than what an action for many names one by one. */
const MANY = 205;
const PAGE = 50;
const LISTED = 200;
/** Pages of many rows take their time on a busy machine. */
const PATIENT = { timeout: 30_000 };

const facturasFile = ({ folder }: World): string => {
  const { rut, name, giro, address, comuna } = RECEPTOR;
  const rows = Array.from(
    { length: MANY },
    (_, n) => `${n + 1};factura;${rut};${name};${giro};${address};${comuna};Cajón de piñas;1;${1_000 + n}`,
  );
  const file = join(folder, 'facturas.csv');
  writeFileSync(
    file,
    ['documento;tipo;rut;razon_social;giro;direccion;comuna;item;cantidad;precio', ...rows].join('\r\n'),
  );
  return file;
};

/** Picks a day in the open calendar, by what it is called, and goes back a month where it is not there. */
const pickDay = async ({ page }: World, isoDate: string): Promise<void> => {
  const [year, month, day] = isoDate.split('-').map(Number);
  const name = new Intl.DateTimeFormat('es', { month: 'long', timeZone: 'UTC' }).format(
    new Date(Date.UTC(year ?? 0, (month ?? 1) - 1, 1)),
  );
  const button = page.getByRole('button', { name: `${day} ${name} ${year}`, exact: true });
  if ((await button.count()) === 0) await page.getByRole('button', { name: common.dates.previous }).click();
  await button.click();
};

describe('the lists, narrowed', () => {
  itInPractice(
    'by days, amount, receptor and integrity / show what is meant, and only the chosen are exported',
    async (world) => {
      const { page, backups } = world;
      const today = localDate(Date.now());
      const yesterday = nextDate(today, -1);
      const cheap = await world.issue(factura({ name: 'Panadería Ñuble' }, '1000'));
      const dear = await world.issue(
        factura({ name: 'Zapatería El Tacón', rut: '60.803.000-K' }, '90000'),
        async () => {
          await world.form.field('issue-date').fill(formatDate(yesterday));
          await world.form.field('issue-date').press('Tab');
        },
      );
      for (const each of [cheap, dear]) await world.waitFor(each, 'received', isReceived);
      for (const each of [cheap, dear]) await world.waitFor(each, 'kept', isKept);
      await backups.open();
      const showsOnly = async (...documents: readonly (typeof cheap)[]): Promise<void> => {
        await expect.poll(() => backups.rows().count()).toBe(documents.length);
        for (const each of documents) await backups.row(each).waitFor();
      };
      const clear = () => page.getByRole('button', { name: common.clearFilters }).first().click();
      await showsOnly(cheap, dear);

      await choose(page, 'filter-dates', common.dates.range);
      await page.getByTestId('filter-range').click();
      await pickDay(world, yesterday);
      await pickDay(world, yesterday);
      await page.keyboard.press('Escape');
      await showsOnly(dear);
      expect(await page.getByTestId('filter-range').textContent()).toContain(formatDate(yesterday));
      await world.settle();
      await world.launched.screenshot('lists-range-light');
      await clear();

      await page.getByTestId('filter-amounts').click();
      await page.getByTestId('filter-max').fill('5000');
      await showsOnly(cheap);
      await page.keyboard.press('Escape');
      await clear();

      await choose(page, 'group-by', lists.group.by.receptor);
      await page.getByTestId('group-60803000-K').click();
      await showsOnly(dear);
      const receptor = page.getByTestId('filter-receptor');
      expect(await receptor.textContent()).toBe(lists.receptor('Zapatería El Tacón'));
      await receptor.click();
      await showsOnly(cheap, dear);

      await chooseSeveral(page, 'filter-integrities', [texts.integrities.damaged.name]);
      await showsOnly();
      await page.getByText(common.filteredEmptyTitle).waitFor();
      await clear();
      await chooseSeveral(page, 'filter-integrities', [texts.integrities.verified.name]);
      await showsOnly(cheap, dear);
      await clear();

      // What is chosen is what the button speaks of, until it is let go.
      const exporting = () => page.getByTestId('export-zip').textContent();
      await expect.poll(exporting).toContain(texts.backups.export.all('2'));
      await backups.row(cheap).getByRole('checkbox').check();
      await expect.poll(exporting).toContain(texts.backups.export.selected(1));
      await page.getByTestId('clear-selection').click();
      await expect.poll(exporting).toContain(texts.backups.export.all('2'));
      expect(await backups.row(cheap).getByRole('checkbox').isChecked()).toBe(false);
      expect(await page.getByTestId('clear-selection').count()).toBe(0);
    },
  );

  itInPractice(
    `${MANY} that wait / come page by page, are counted everywhere, and what is left alone is named up to ${LISTED}`,
    async (world) => {
      const { page, queue } = world;
      await queue.pauseForAnHour();
      await page.getByTestId('status-queue').getByText(texts.shell.status.queueEmpty).waitFor();

      const mass = massScreen(page);
      await mass.open();
      await mass.choose(facturasFile(world));
      await mass.issue();
      await mass.waitFor('done', ({ counts }) => counts.issued === MANY, 120_000);
      await page
        .getByTestId('status-queue')
        .getByText(texts.shell.status.queue(MANY, 0, 0))
        .waitFor();

      // The next page comes by its button too, wherever the list is scrolled to.
      for (const [section, rows] of [
        ['documentos', world.documents.rows()],
        ['bitacora', page.locator('tr[data-action]')],
      ] as const) {
        await world.go(section);
        await expect.poll(() => rows.count(), PATIENT).toBeGreaterThanOrEqual(PAGE);
        const before = await rows.count();
        // Without the pointer, which would bring it into sight: there the page comes by itself.
        await page.getByTestId('load-more').dispatchEvent('click');
        await expect.poll(() => rows.count(), PATIENT).toBeGreaterThan(before);
      }

      // At this pace the folios do not last.
      await world.go('inicio');
      const { items } = await ask(page, 'folios.report', {});
      const days = items.find(({ type }) => type === 33)?.daysLeft ?? -1;
      const radar = page.getByTestId('radar').getByRole('listitem');
      await expect
        .poll(() => radar.allTextContents())
        .toContain(texts.home.radar.folios(texts.documentTypes[33]) + texts.home.radar.low(days));
      await world.settle();
      await world.launched.screenshot('inicio-radar');

      // Told to go while they are due already: nothing changes, and the list says of whom.
      await queue.tab('fresh');
      await queue.rows().first().waitFor();
      await page.getByTestId('select-all').check();
      await page.getByTestId('select-matching').click();
      await page.getByTestId('bulk-retry').click();
      await page.getByText(q.report.none).waitFor();
      await page.getByTestId('see-left').click();
      const left = page.getByTestId('left-alone');
      await left.waitFor();
      expect(await left.getByTestId('left-alone-row').count()).toBe(LISTED);
      const more = page.getByTestId('left-alone-more');
      expect(await more.textContent()).toBe(lists.first(String(LISTED), String(MANY)));
      await more.scrollIntoViewIfNeeded();
      await world.settle(true);
      await world.launched.screenshot('queue-many-left-more');
      expect((await ask(page, 'practice.get', {})).received).toEqual([]);
    },
  );
});
