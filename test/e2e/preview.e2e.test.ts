import { describe, expect } from 'vitest';
import { texts } from '../../shared/texts/es-CL.ts';
import { print } from '../../shared/texts/print.ts';
import { factura, isReceived } from './support/documents.ts';
import { itInPractice, type World } from './support/world.ts';

const t = texts.documents.detail.preview;

/** What a printer was asked for. */
interface Job {
  readonly pageSize: string | { readonly width: number; readonly height: number };
  readonly title: string;
}

/** No printer is at hand in a test: from now on each page that is printed is written down, and answered with this. */
const answerPrinter = ({ launched }: World, success: boolean, reason: string): Promise<void> =>
  launched.app.evaluate(
    ({ app }, answer) => {
      const known = globalThis as { jobs?: unknown[]; answer?: typeof answer };
      known.answer = answer;
      if (known.jobs !== undefined) return;
      const taken: unknown[] = [];
      known.jobs = taken;
      app.on('browser-window-created', (_event, { webContents }) => {
        webContents.print = (settings, done) => {
          taken.push({ pageSize: settings?.pageSize, title: webContents.getTitle() });
          setTimeout(() => done?.(known.answer?.success ?? false, known.answer?.reason ?? ''), 10);
        };
      });
    },
    { success, reason },
  );
const jobs = ({ launched }: World): Promise<readonly Job[]> =>
  launched.app.evaluate(() => (globalThis as { jobs?: readonly Job[] }).jobs ?? []);

/** A PDF is drawn in a window of its own: a busy machine takes its time. */
const PATIENT = { timeout: 20_000 };

const packed = (text: string | null): string => (text ?? '').replace(/\s+/g, '');

describe('the printed copy on the screen', () => {
  itInPractice(
    'of a factura, is seen page by page on both papers, for the buyer and to be assigned, larger and smaller',
    async (world) => {
      const { page, launched } = world;
      const document = await world.issue(factura());
      await world.waitFor(document, 'received', isReceived);
      await world.documents.openDetail(document);
      await page.getByTestId('open-pdf').click();
      const preview = page.getByTestId('print-preview').getByRole('dialog', { name: /vista previa/ });
      const sheet = preview.getByTestId('preview-page');
      const drawn = preview.locator('[data-testid="preview-page"][data-drawn]');
      await drawn.waitFor();
      expect(await sheet.count()).toBe(1);
      const words = async () => packed(await preview.getByRole('figure').first().textContent());
      await expect.poll(words, PATIENT).toContain(packed(print.boxNames[33]));
      expect(await words()).toContain(packed(print.boxFolio(String(document.folio))));
      expect(await words()).not.toContain(packed(print.acuse.law));
      // Something is on the paper: neither one colour, nor nothing.
      const colours = await sheet.evaluate((canvas: HTMLCanvasElement) => {
        const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? {
          data: [],
        };
        const seen = new Set<number>();
        for (let at = 0; at < data.length; at += 4)
          seen.add(((data[at] ?? 0) << 16) | ((data[at + 1] ?? 0) << 8) | (data[at + 2] ?? 0));
        return seen.size;
      });
      expect(colours).toBeGreaterThan(20);
      await launched.screenshot('vista-previa-carta');

      const width = async () => (await sheet.first().boundingBox())?.width ?? 0;
      const before = await width();
      await page.getByTestId('zoom-in').click();
      await expect.poll(width, PATIENT).toBeGreaterThan(before * 1.2);
      await page.getByTestId('zoom-out').click();
      await page.getByTestId('zoom-out').click();
      await expect.poll(width, PATIENT).toBeLessThan(before * 0.8);
      await page.getByTestId('zoom-in').click();

      await page.getByTestId('preview-cedible').click();
      await expect.poll(words, PATIENT).toContain(packed(print.acuse.law));
      await page.getByTestId('preview-paper').getByText(t.papers.roll).click();
      await expect.poll(width, PATIENT).toBeLessThan(before / 2);
      await drawn.waitFor();
      await launched.screenshot('vista-previa-rollo');
      await page.emulateMedia({ colorScheme: 'dark' });
      await launched.screenshot('vista-previa-rollo-oscuro');
      await page.emulateMedia({ colorScheme: 'light' });

      await page.keyboard.press('Escape');
      await preview.waitFor({ state: 'hidden' });
      // The document under it stays, which the copy was a part of.
      await expect
        .poll(() => page.evaluate(() => window.document.activeElement?.getAttribute('data-testid')))
        .toBe('open-pdf');

      // Each copy by its name too.
      const checked = () => preview.getByTestId('preview-cedible').isChecked();
      const paper = () => preview.getByTestId('preview-paper').locator('input:checked').inputValue();
      await world.drawer.more('pdf-cedible');
      await expect.poll(words, PATIENT).toContain(packed(print.acuse.law));
      expect([await checked(), await paper()]).toEqual([true, 'letter']);
      await page.keyboard.press('Escape');
      await preview.waitFor({ state: 'hidden' });
      await world.drawer.more('pdf-roll');
      await expect.poll(width, PATIENT).toBeLessThan(before / 2);
      await expect.poll(words, PATIENT).toContain(packed(print.boxNames[33]));
      expect(await words()).not.toContain(packed(print.acuse.law));
      expect([await checked(), await paper()]).toEqual([false, 'roll']);
    },
  );

  itInPractice(
    'printed, goes to the system’s dialog in its size; closed there, says nothing; refused, says what to do',
    async (world) => {
      const { page } = world;
      const document = await world.issue(factura());
      await page.getByTestId('open-pdf').click();
      await page.locator('[data-testid="preview-page"][data-drawn]').waitFor();

      await answerPrinter(world, true, '');
      await page.getByTestId('preview-print').click();
      await page.getByRole('status').filter({ hasText: t.printed }).waitFor();
      const [sheet] = await jobs(world);
      expect(sheet?.pageSize).toBe('Letter');
      expect(sheet?.title).toContain(`N° ${document.folio}`);

      await answerPrinter(world, false, 'Print job canceled');
      await page.getByTestId('preview-paper').getByText(t.papers.roll).click();
      await page.getByTestId('preview-print').click();
      await expect.poll(async () => (await jobs(world)).length, PATIENT).toBe(2);
      await page.locator('[data-testid="preview-print"]:not([data-loading])').waitFor();
      const roll = (await jobs(world))[1]?.pageSize;
      expect(roll).toMatchObject({ width: 80_000 });
      expect((roll as { height: number }).height).toBeGreaterThan(100_000);
      expect(
        await page
          .getByRole('alert')
          .filter({ hasText: /impresora/ })
          .count(),
      ).toBe(0);

      await answerPrinter(world, false, 'Print job failed');
      await page.getByTestId('preview-print').click();
      await page.getByRole('alert').filter({ hasText: texts.errors.printer_failed().what }).waitFor();
      const windows = await world.launched.app.evaluate(
        ({ BrowserWindow }) => BrowserWindow.getAllWindows().length,
      );
      expect(windows).toBe(1);
    },
  );
});
