import { describe, expect } from 'vitest';
import { texts } from '../../shared/texts/es-CL.ts';
import { factura, isReceived } from './support/documents.ts';
import { itInPractice, type World } from './support/world.ts';

const SECTIONS = ['inicio', 'documentos', 'respaldos', 'cola', 'folios', 'ajustes'] as const;

const current = ({ page }: World): Promise<string | null> =>
  page.locator('nav a[aria-current="page"]').getAttribute('data-testid');
const focusedRow = ({ page }: World): Promise<string | null> =>
  page.evaluate(() => document.activeElement?.closest('tr')?.getAttribute('data-testid') ?? null);

const two = async (world: World): Promise<void> => {
  for (const name of ['Panadería Ñuble', 'Zapatería El Tacón'])
    await world.waitFor(await world.issue(factura({ name })), 'received', isReceived);
};

describe('the keyboard', () => {
  itInPractice('with Ctrl and a number, goes to each section', async (world) => {
    for (const [index, section] of SECTIONS.entries()) {
      await world.page.keyboard.press(`Control+${index + 1}`);
      await expect.poll(() => current(world)).toBe(`nav-${section}`);
    }
  });

  itInPractice('on a list, searches, moves, opens and closes', async (world) => {
    const { page } = world;
    await two(world);
    await world.documents.open();
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
    await page.keyboard.press('/');
    await page.keyboard.type('nuble');
    await expect.poll(() => world.documents.rows().count()).toBe(1);
    expect(await page.getByTestId('filter-text').inputValue()).toBe('nuble');
  });

  itInPractice('with ?, shows its sheet; with single keys off, only Ctrl does something', async (world) => {
    const { page } = world;
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: texts.shell.help.title }).waitFor();
    await world.settle();
    await world.launched.screenshot('atajos');
    await page.getByTestId('single-keys').uncheck({ force: true });
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.keyboard.press('?');
    await page.keyboard.press('Control+2');
    await expect.poll(() => current(world)).toBe('nav-documentos');
    expect(await page.getByRole('dialog').count()).toBe(0);
  });

  itInPractice('with Ctrl+K, finds a command and runs it', async (world) => {
    const { page } = world;
    await page.keyboard.press('Control+k');
    const search = page.getByLabel(texts.shell.commands.label);
    await search.waitFor();
    await world.settle();
    await world.launched.screenshot('comandos');
    await search.fill('boleta');
    await page.keyboard.press('Enter');
    await world.form.field('issue-form').waitFor();
    await page.getByRole('heading', { name: texts.documents.form.title(texts.documentTypes[39]) }).waitFor();
  });

  itInPractice('alone, issues a factura from the first screen', async (world) => {
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
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await type('1190');
    await page.keyboard.press('Enter');
    await world.waitFor(await world.issued(), 'received', isReceived);
  });
});
