import { describe, expect } from 'vitest';
import { texts } from '../../shared/texts/es-CL.ts';
import { isDone, isReceived } from './support/documents.ts';
import { itInPractice } from './support/world.ts';

describe('a boleta', () => {
  itInPractice('without a receptor, goes from the form to acceptance, its price with IVA', async (world) => {
    const { form } = world;
    await form.open();
    await form.fill({
      typeName: texts.documentTypes[39],
      lines: [{ name: 'Marraqueta, un kilo', qty: '2', price: '1190' }],
    });
    expect(await form.field('issue-payment').count()).toBe(0);
    expect(await form.field('receptor-giro').count()).toBe(0);
    await world.page.getByText(texts.documents.form.lines.grossPrice).waitFor();
    await expect.poll(() => form.total()).toBe('$2.380');
    await world.settle();
    await world.launched.screenshot('formulario-boleta');
    await form.submit();
    const boleta = await world.issued();
    expect(boleta).toMatchObject({ type: 39, folio: 1 });
    await world.waitFor(boleta, 'received', isReceived);
    await world.practice.advance(1);
    const { document } = await world.waitFor(boleta, 'accepted', isDone);
    expect(document).toMatchObject({ total: 2380, receptorRut: '66666666-6' });
  });
});
