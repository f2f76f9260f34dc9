import { describe, expect } from 'vitest';
import { texts } from '../../shared/texts/es-CL.ts';
import { factura, RECEPTOR } from './support/documents.ts';
import { itInPractice } from './support/world.ts';

describe('the form', () => {
  itInPractice(
    'offers whom and what was issued before, by name, by RUT and by item, with the keyboard alone',
    async (world) => {
      const { form, page } = world;
      await world.issue(factura());

      await form.open();
      await form.field('receptor-name').pressSequentially('nandu');
      await page.getByRole('option', { name: `${RECEPTOR.name} · ${RECEPTOR.rut}` }).waitFor();
      await world.settle();
      await world.launched.screenshot('formulario-receptor-recordado');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      for (const [field, value] of [
        ['receptor-rut', RECEPTOR.rut],
        ['receptor-name', RECEPTOR.name],
        ['receptor-giro', RECEPTOR.giro],
        ['receptor-address', RECEPTOR.address],
        ['receptor-comuna', RECEPTOR.comuna],
      ] as const)
        await expect.poll(() => form.field(field).inputValue()).toBe(value);
      await form.field('receptor-comuna').focus();
      await page.keyboard.press('Tab');
      await form.field('line-0-name').pressSequentially('pinas');
      await page.getByRole('option', { name: 'Cajón de piñas' }).waitFor();
      // Not under the totals that stand over the form's foot.
      const [item, totals] = [form.field('line-0-name'), page.getByTestId('issue-totals')];
      const [field, over] = [await item.boundingBox(), await totals.boundingBox()];
      expect((field?.y ?? 0) + (field?.height ?? 0)).toBeLessThan(over?.y ?? 0);
      await world.launched.screenshot('formulario-item-recordado');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await expect.poll(() => form.field('line-0-name').inputValue()).toBe('Cajón de piñas');
      await expect.poll(() => form.total()).toBe('$1.416');
      await form.submit();
      expect((await world.issued()).folio).toBe(2);

      // The RUT alone says the rest.
      await form.open();
      await form.field('receptor-rut').fill('761920839');
      await expect.poll(() => form.field('receptor-name').inputValue()).toBe(RECEPTOR.name);
      await expect.poll(() => form.field('receptor-comuna').inputValue()).toBe(RECEPTOR.comuna);

      // A net price is none with IVA: in a boleta it is left to the person.
      await form.open();
      await form.fill({ typeName: texts.documentTypes[39], lines: [] });
      await form.field('line-0-name').pressSequentially('cajon');
      await page.getByRole('option', { name: 'Cajón de piñas' }).click();
      await expect.poll(() => form.field('line-0-name').inputValue()).toBe('Cajón de piñas');
      expect(await form.field('line-0-price').inputValue()).toBe('');
    },
  );
});
