import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright';
import { describe, expect } from 'vitest';
import { formatDate, localDate, nextDate } from '../../shared/format/time.ts';
import { texts } from '../../shared/texts/es-CL.ts';
import { ask } from '../support/page/api.ts';
import { choose } from '../support/page/controls.ts';
import { factura, isReceived } from './support/documents.ts';
import { itInPractice, type World } from './support/world.ts';

const t = texts.documents.form;

/** Types a day as people do, and leaves the field. */
const typeDate = async ({ form }: World, testId: string, day: string): Promise<void> => {
  await form.field(testId).fill(formatDate(day));
  await form.field(testId).press('Tab');
};

const isInView = async (place: Locator): Promise<boolean> => {
  const box = await place.boundingBox();
  return box !== null && box.y >= 0 && box.y + box.height <= 800;
};

const draftFile = ({ folder }: World, service: number): string => {
  const { receptor } = factura();
  const file = join(folder, `servicio-${service}.json`);
  const draft = {
    Encabezado: {
      IdDoc: { TipoDTE: 33, IndServicio: service },
      Receptor: {
        RUTRecep: '76192083-9',
        RznSocRecep: receptor?.name,
        GiroRecep: receptor?.giro,
        DirRecep: receptor?.address,
        CmnaRecep: receptor?.comuna,
      },
    },
    Detalle: [{ NmbItem: 'Servicio de gas', QtyItem: 2, PrcItem: 1000 }],
  };
  writeFileSync(file, JSON.stringify(draft));
  return file;
};

describe('the form, part by part', () => {
  itInPractice(
    'an example with a discount, a purchase order and dates, then a guía / are sent as they were typed',
    async (world) => {
      const { page, form } = world;
      const day = nextDate(localDate(Date.now()), -1);
      const due = nextDate(day, 30);
      await form.open();
      await page.getByTestId('issue-example').click();
      await expect.poll(() => form.field('receptor-name').inputValue()).toBe(texts.tour.example.receptor);
      await form.field('issue-from').getByText(texts.tour.example.filled).waitFor();
      await expect.poll(() => form.total()).toBe('$11.876');

      await typeDate(world, 'issue-date', day);
      expect(await page.getByTestId('issue-date').inputValue()).toBe(formatDate(day));
      expect(await page.getByTestId('issue-due-date').count()).toBe(0);
      await choose(page, 'issue-payment', t.payments[2]);
      await page.getByTestId('issue-due-date').waitFor();
      await typeDate(world, 'issue-due-date', due);
      await page.getByTestId('adjustment-add').click();
      await form.field('adjustment-0-label').fill('Cliente frecuente');
      await form.field('adjustment-0-value').fill('10');
      await page.getByTestId('reference-add').click();
      await choose(page, 'reference-0-type', t.references.otherTypes[801]);
      await form.field('reference-0-folio').fill('OC-77');
      await typeDate(world, 'reference-0-date', day);
      await expect.poll(() => form.total()).toBe('$10.689');
      await world.settle();
      await world.launched.screenshot('formulario-partes');
      await form.submit();
      const issued = await world.issued();
      const { xml } = await world.waitFor(issued, 'received', isReceived);
      expect(xml).toContain(`<FchEmis>${day}</FchEmis>`);
      expect(xml).toContain(`<FmaPago>2</FmaPago>`);
      expect(xml).toContain(`<FchVenc>${due}</FchVenc>`);
      expect(xml).toContain('<GlosaDR>Cliente frecuente</GlosaDR>');
      expect(xml).toContain('<ValorDR>10</ValorDR>');
      expect(xml).toContain('<TpoDocRef>801</TpoDocRef>');
      expect(xml).toContain('<FolioRef>OC-77</FolioRef>');
      expect(xml).toContain('<MntTotal>10689</MntTotal>');
      const { received } = await ask(page, 'practice.get', {});
      expect(received).toMatchObject([{ type: 33, folio: issued.folio, uploads: 1 }]);

      await page.getByTestId('issued-detail').click();
      const drawer = page.getByTestId('document-drawer').getByRole('dialog');
      await drawer.getByText(`Factura ${issued.folio}`).first().waitFor();
      await world.drawer.close();
      await page.evaluate((id) => {
        (globalThis as unknown as { location: { hash: string } }).location.hash =
          `#/documentos/emitido/${id}`;
      }, issued.id);
      await page.getByTestId('issue-another').click();
      await form.field('issue-form').waitFor();
      expect(await form.field('receptor-name').inputValue()).toBe('');
      expect(await form.field('line-0-name').inputValue()).toBe('');

      // A guía says why it travels and who carries it.
      await form.open();
      expect(await page.getByTestId('issue-transfer').count()).toBe(0);
      await form.fill({ ...factura(), typeName: texts.documentTypes[52] });
      await choose(page, 'issue-transfer', t.transfers[5]);
      await choose(page, 'issue-dispatch', t.dispatches[2]);
      await form.submit();
      const { xml: guia } = await world.waitFor(await world.issued(), 'received', isReceived);
      expect(guia).toContain('<TipoDespacho>2</TipoDespacho>');
      expect(guia).toContain('<IndTraslado>5</IndTraslado>');
    },
  );

  itInPractice(
    'a draft file with more than the form shows / is told what is wrong there, and keeps what is right',
    async (world) => {
      const { page, form } = world;
      await form.open();
      await form.importFile(draftFile(world, 9));
      await page.getByTestId('issue-elsewhere').getByText('IndServicio').waitFor();
      await form.submit();
      // It has no field, and stands where nobody who pressed the button looks.
      await expect
        .poll(() =>
          page.evaluate(
            () => document.activeElement?.querySelector('[data-testid="issue-elsewhere"]') !== null,
          ),
        )
        .toBe(true);
      expect(await isInView(page.getByTestId('issue-elsewhere'))).toBe(true);
      await world.settle();
      await world.launched.screenshot('formulario-otros-datos');
      expect(await ask(page, 'documents.list', {})).toMatchObject({ total: 0 });

      await form.importFile(draftFile(world, 1));
      await page.getByTestId('issue-elsewhere').waitFor({ state: 'hidden' });
      await expect.poll(() => page.getByTestId('issue-kept').textContent()).toBe(t.keeps(1));
      await expect.poll(() => form.total()).toBe('$2.380');
      await form.submit();
      const { xml } = await world.waitFor(await world.issued(), 'received', isReceived);
      expect(xml).toContain('<IndServicio>1</IndServicio>');
    },
  );

  itInPractice('four begun and left / shows three of them, and all by a button', async (world) => {
    const { page, form } = world;
    for (const name of ['Panadería', 'Zapatería', 'Ferretería', 'Botillería']) {
      await form.open();
      await form.field('receptor-name').fill(name);
      await expect
        .poll(async () => JSON.stringify((await ask(page, 'drafts.kept', {})).items))
        .toContain(name);
      await world.documents.open();
    }
    const kept = page.getByTestId('kept-drafts').getByTestId('kept-draft');
    await expect.poll(() => kept.count()).toBe(3);
    await page.getByTestId('drafts-all').click();
    await expect.poll(() => kept.count()).toBe(4);
    expect(await page.getByTestId('drafts-all').count()).toBe(0);
    await kept.filter({ hasText: 'Panadería' }).getByTestId('draft-resume').click();
    await expect.poll(() => form.field('receptor-name').inputValue()).toBe('Panadería');
  });
});
