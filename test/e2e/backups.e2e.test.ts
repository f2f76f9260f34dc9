import { mkdirSync, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { copiesText } from '../../renderer/lib/text.ts';
import { formatInstant } from '../../shared/format/time.ts';
import { texts } from '../../shared/texts/es-CL.ts';
import { ask } from '../support/page/api.ts';
import { factura, isReceived } from './support/documents.ts';
import { itInPractice, type World } from './support/world.ts';

const t = texts.backups;
/** A copy is written, and read again, behind the window. */
const PATIENT = { timeout: 15_000 };

/** As it looks light and dark. */
const picture = async (world: World, name: string): Promise<void> => {
  await world.settle();
  await world.launched.screenshot(`backups-${name}-light`);
  await world.chooseColors('dark');
  await world.settle();
  await world.launched.screenshot(`backups-${name}-dark`);
  await world.chooseColors('light');
};

describe('Respaldos', () => {
  itInPractice(
    'opened / its head says all that a person asks, and when the copies are checked again',
    async (world) => {
      const { page, backups } = world;
      const document = await world.issue(factura());
      await world.waitFor(document, 'received', isReceived);
      await backups.open();
      await backups.row(document).waitFor();
      const terms = () => page.locator('main dl').first().locator('dt').allTextContents();
      await expect
        .poll(terms)
        .toEqual([
          t.card.protected,
          t.card.last,
          t.card.lastVerified,
          t.card.next,
          t.card.size,
          t.card.free,
          t.card.folder,
        ]);
      expect(await page.getByText(t.card.protectedOf('1', '1'), { exact: true }).count()).toBe(1);
      const next = page.getByTestId('next-verification');
      expect([t.card.nextWhen.tonight, t.card.nextWhen.tomorrow]).toContain(await next.textContent());
      const { nextVerificationAt } = await ask(page, 'backups.summary', {});
      await next.hover();
      await page.getByText(t.card.nextHint(formatInstant(nextVerificationAt ?? 0))).waitFor();
      await picture(world, 'head');
    },
  );

  itInPractice(
    'with a second copy / each row says how many copies there are and where, by itself when one is added or away',
    async (world) => {
      const { page, backups } = world;
      const first = await world.issue(factura());
      await world.waitFor(first, 'received', isReceived);
      await backups.open();
      await backups.row(first).waitFor();
      // Not for everybody: whoever wants it finds it among the columns.
      const column = page.getByRole('columnheader', { name: t.copies.header });
      expect(await column.count()).toBe(0);
      await page.getByTestId('columns-open').click();
      await page.getByTestId('column-copies').check();
      await page.keyboard.press('Escape');
      await column.waitFor();
      const copies = (of: typeof first) => backups.row(of).getByText(/^\d+ copias?$/);
      await expect.poll(() => copies(first).textContent(), PATIENT).toBe(t.copies.count(2));
      await copies(first).hover();
      await page.getByText(copiesText(['database', 'vault'])).waitFor();

      const usb = join(world.folder, 'usb');
      mkdirSync(usb);
      await ask(page, 'mirror.set', { folder: usb });
      await expect.poll(() => copies(first).textContent(), PATIENT).toBe(t.copies.count(3));
      await page.mouse.move(5, 5);
      await copies(first).hover();
      await page.getByText(copiesText(['database', 'vault', 'mirror'])).waitFor();
      await picture(world, 'copies');

      // Pulled out: what it has it has, and what comes now it has not.
      renameSync(usb, join(world.folder, 'desconectado'));
      const second = await world.issue(factura());
      await world.waitFor(second, 'received', isReceived);
      await backups.open();
      await expect.poll(() => copies(second).textContent(), PATIENT).toBe(t.copies.count(2));
      expect(await copies(first).textContent()).toBe(t.copies.count(3));

      await page.getByTestId('columns-open').click();
      await page.getByTestId('columns-reset').click();
      await expect.poll(() => column.count()).toBe(0);
    },
  );

  itInPractice(
    'a kept filter that was removed, with the screen left / comes back by its notice all the same',
    async (world) => {
      const { page, backups } = world;
      const saved = texts.lists.saved;
      await world.issue(factura());
      await backups.open();
      await backups.search('ñandú');
      await page.getByTestId('saved-open').click();
      await page.getByTestId('saved-name').fill('De Ñandú');
      await page.getByTestId('saved-save').click();
      await page.getByText(saved.done('De Ñandú')).waitFor();
      await page.getByTestId('saved-name').waitFor({ state: 'detached' });
      await page.getByTestId('saved-open').click();
      await page.getByTestId('saved-remove').waitFor();
      await page.evaluate(() => {
        const { document: dom, location } = globalThis as unknown as {
          readonly document: { querySelector(what: string): { click(): void } | null };
          readonly location: { hash: string };
        };
        dom.querySelector('[data-testid="saved-remove"]')?.click();
        location.hash = '#/inicio';
      });
      await page.getByTestId('home-hero').waitFor();
      await page.getByText(saved.removed('De Ñandú')).waitFor();
      await page.getByTestId('undo').click();
      await page.getByText(saved.back('De Ñandú')).waitFor();
      await backups.open();
      await page.getByTestId('saved-open').click();
      await page.getByTestId('saved-apply').waitFor();
    },
  );

  itInPractice(
    'with the SII away / a document is in both folders as soon as it is signed, and the texts say so',
    async (world) => {
      const { page, backups } = world;
      const usb = join(world.folder, 'usb');
      mkdirSync(usb);
      await ask(page, 'mirror.set', { folder: usb });
      await world.practice.setFault('down');
      const document = await world.issue(factura());
      await page.getByText(texts.documents.issued.pending.backedUp).waitFor();
      const { folder } = await ask(page, 'vault.status', {});
      const xmlIn = (place: string) =>
        readdirSync(place, { recursive: true }).some((name) =>
          String(name).endsWith(`T${document.type}F${document.folio}.xml`),
        );
      await expect.poll(() => xmlIn(folder), PATIENT).toBe(true);
      await expect.poll(() => xmlIn(usb), PATIENT).toBe(true);
      expect((await world.detail(document)).document.siiState).toBe('not_sent');
      await backups.open();
      await page.getByText(t.lead).waitFor();
      await page.getByText(t.empty.text).waitFor();
      await page.getByText(t.card.noneText).waitFor();
      await picture(world, 'none-yet');
    },
  );
});
