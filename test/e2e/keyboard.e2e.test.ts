import { describe, expect } from 'vitest';
import { texts } from '../../shared/texts/es-CL.ts';
import { factura, isReceived, needsPerson } from './support/documents.ts';
import { itInPractice, type World } from './support/world.ts';

const current = ({ page }: World): Promise<string | null> =>
  page.locator('[data-testid^="nav-"][aria-current="page"]').getAttribute('data-testid');
const focusedRow = ({ page }: World): Promise<string | null> =>
  page.evaluate(() => document.activeElement?.closest('tr')?.getAttribute('data-testid') ?? null);
const focusedRegion = ({ page }: World): Promise<string | null> =>
  page.evaluate(() => document.activeElement?.closest('[data-region]')?.tagName ?? null);

/** Goes on with Tab, as somebody without a mouse does, until what is read out is this. @throws Error when it never is */
const tabTo = async ({ page }: World, name: RegExp): Promise<void> => {
  for (let presses = 0; presses < 60; presses += 1) {
    const said = await page.evaluate(() => {
      const { activeElement: element } = document;
      return element?.getAttribute('aria-label') ?? element?.textContent ?? '';
    });
    if (name.test(said.trim())) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`no way by Tab to ${name}`);
};

describe('the keyboard', () => {
  itInPractice(
    'goes everywhere: sections, regions, sheet, palette; and lets single keys be turned off',
    async (world) => {
      const { page } = world;
      for (const [index, section] of Object.keys(texts.shell.nav).entries()) {
        await page.keyboard.press(`Control+${index + 1}`);
        await expect.poll(() => current(world)).toBe(`nav-${section}`);
        // Never left behind on what is gone.
        await expect.poll(() => focusedRegion(world)).not.toBeNull();
      }
      const regions: (string | null)[] = [];
      for (let presses = 0; presses < 3; presses += 1) {
        await page.keyboard.press('F6');
        regions.push(await focusedRegion(world));
      }
      expect(regions.toSorted()).toEqual(['FOOTER', 'MAIN', 'NAV']);

      await page.keyboard.press('?');
      const sheet = page.getByTestId('shortcut-help').getByRole('dialog', { name: texts.shell.help.title });
      await sheet.waitFor();
      for (const row of ['sections', 'commands', 'help'] as const)
        await sheet.getByText(texts.shell.help.rows[row], { exact: true }).waitFor();
      // Nobody else signs in here: what closes a session is not among them.
      expect(await sheet.getByText(texts.shell.help.rows.lock, { exact: true }).count()).toBe(0);
      await page.getByTestId('single-keys').uncheck({ force: true });
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
      await page.keyboard.press('?');
      await page.keyboard.press('Control+2');
      await expect.poll(() => current(world)).toBe('nav-documentos');
      expect(await page.getByRole('dialog').count()).toBe(0);

      await page.keyboard.press('Control+k');
      const search = page.getByLabel(texts.shell.commands.label);
      await search.fill('boleta');
      await page.keyboard.press('Enter');
      await world.form.field('issue-form').waitFor();
      await page
        .getByRole('heading', { name: texts.documents.form.title(texts.documentTypes[39]) })
        .waitFor();
    },
  );

  itInPractice(
    'alone, issues a factura, finds it again, tries a stopped one again, and verifies the backups',
    async (world) => {
      const { page } = world;
      const type = (text: string) => page.keyboard.type(text);
      await page.keyboard.press('Control+k');
      await page.getByLabel(texts.shell.commands.label).fill(texts.documentTypes[33]);
      await page.keyboard.press('Enter');
      await world.form.field('receptor-rut').focus();
      const receptor = factura().receptor;
      await type(receptor?.rut ?? '');
      for (const text of [receptor?.name, receptor?.giro, '', receptor?.address, receptor?.comuna]) {
        await page.keyboard.press('Tab');
        await type(text ?? '');
      }
      await page.keyboard.press('Tab');
      await type('Cajón de piñas');
      for (let presses = 0; presses < 4; presses += 1) await page.keyboard.press('Tab');
      await type('1190');
      await page.keyboard.press('Enter');
      await world.waitFor(await world.issued(), 'received', isReceived);

      // Made to stop with the mouse: the task is what a person does about it.
      await world.practice.setFault('schema_rejection');
      const stopped = await world.issue(factura({ name: 'Panadería Ñuble' }));
      await world.waitFor(stopped, 'stopped', needsPerson);
      await world.practice.setFault('none');

      await page.keyboard.press('Control+2');
      await world.documents.row({ type: 33, folio: 2 }).waitFor();
      await page.keyboard.press('j');
      expect(await focusedRow(world)).toBe('doc-row-33-2');
      await page.keyboard.press('ArrowDown');
      expect(await focusedRow(world)).toBe('doc-row-33-1');
      await page.keyboard.press('k');
      expect(await focusedRow(world)).toBe('doc-row-33-2');
      await page.keyboard.press('Enter');
      await world.drawer.waitFor();
      await page.keyboard.press('Escape');
      await world.drawer.panel.waitFor({ state: 'hidden' });
      // Back where it was opened from.
      await expect.poll(() => focusedRow(world)).toBe('doc-row-33-2');
      await page.keyboard.press('/');
      await type('nuble');
      await expect.poll(() => world.documents.rows().count()).toBe(1);
      expect(await page.getByTestId('filter-text').inputValue()).toBe('nuble');

      await page.keyboard.press('Control+4');
      await world.queue.row(stopped).waitFor();
      await page.keyboard.press('j');
      await page.keyboard.press('Enter');
      await world.drawer.waitFor();
      await tabTo(world, new RegExp(`^${texts.queue.actions.retry}`));
      await page.keyboard.press('Enter');
      await world.waitFor(stopped, 'tried again and received', isReceived);
      await world.drawer.close();

      await page.keyboard.press('Control+3');
      await tabTo(world, new RegExp(`^${texts.backups.card.verify}`));
      await page.keyboard.press('Enter');
      await page
        .getByRole('status')
        .filter({ hasText: /verific/i })
        .first()
        .waitFor();
    },
  );
});
