import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { ROOT } from '../../scripts/lib/paths.mjs';
import { texts } from '../../shared/texts/es-CL.ts';
import { ask } from '../support/page/api.ts';
import { factura, isReceived } from './support/documents.ts';
import { itInPractice } from './support/world.ts';

const DRAFTS = join(ROOT, '../shared/sii/fixtures/drafts');

describe('the form to issue', () => {
  itInPractice('with a draft file, takes it over and issues it', async (world) => {
    const { form, page } = world;
    await form.open();
    await form.importFile(join(DRAFTS, '033_005_descuento_item_monto.json'));
    await page.getByText('033_005_descuento_item_monto.json').waitFor();
    await expect.poll(() => form.field('receptor-name').inputValue()).not.toBe('');
    await expect.poll(() => form.total()).not.toBe('$0');
    await world.settle();
    await world.launched.screenshot('draft-imported');
    await form.submit();
    await world.waitFor(await world.issued(), 'received', isReceived);
  });

  itInPractice('with a file that is no draft, says so and leaves the form as it was', async (world) => {
    const { form, page, folder } = world;
    await form.open();
    await form.field('receptor-name').fill('Queda como estaba');
    const file = join(folder, 'foto.json');
    writeFileSync(file, 'GIF89a no es JSON');
    await form.importFile(file);
    await page.getByText(texts.errors.draft_unreadable().what).waitFor();
    expect(await form.field('receptor-name').inputValue()).toBe('Queda como estaba');
  });

  itInPractice('with a wrong RUT, says so beside it and takes no folio', async (world) => {
    const { form, page } = world;
    await form.open();
    await form.fill(factura({ rut: '76.192.083-8' }));
    await form.submit();
    await expect.poll(() => form.errorOf('receptor-rut')).toBe(texts.issues.bad_rut());
    expect(await ask(page, 'documents.list', {})).toMatchObject({ total: 0 });
    const [caf] = (await ask(page, 'cafs.list', {})).items;
    expect(caf?.next).toBe(1);
    await world.launched.screenshot('form-wrong-rut');
  });

  itInPractice('with an emoji in a name, says so beside it, and issues once it is gone', async (world) => {
    const { form } = world;
    await form.open();
    await form.fill(factura({ name: 'Flores 🌷 y Más' }));
    await form.submit();
    await expect.poll(() => form.errorOf('receptor-name')).toBe(texts.issues.not_latin1());
    await form.field('receptor-name').fill('Flores y Más');
    await form.submit();
    await world.waitFor(await world.issued(), 'received', isReceived);
  });

  itInPractice('empty, marks every field that is missing when one tries to issue', async (world) => {
    const { form } = world;
    await form.open();
    await form.submit();
    for (const name of ['rut', 'name', 'giro', 'address', 'comuna'])
      await expect
        .poll(() => form.errorOf(`receptor-${name}`), { message: name })
        .toBe(texts.issues.required());
    await world.settle();
    await world.launched.screenshot('form-everything-missing');
  });

  itInPractice(
    'with euro signs and dashes from a word processor, refuses what is not Latin-1',
    async (world) => {
      const { form } = world;
      await form.open();
      await form.fill({ ...factura(), lines: [{ name: 'Café – taza a 3 €', qty: '1', price: '1000' }] });
      await form.submit();
      await expect.poll(() => form.errorOf('line-0-name')).toBe(texts.issues.not_latin1());
    },
  );
});
