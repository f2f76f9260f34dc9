import { describe, expect } from 'vitest';
import { formatDay, formatTime } from '../../shared/format/time.ts';
import { texts } from '../../shared/texts/es-CL.ts';
import { isDone, isReceived, isWaiting } from './support/documents.ts';
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
    // As people type thousands: with the point of Chile.
    await form.field('line-0-price').fill('');
    await form.field('line-0-price').pressSequentially('12.500');
    await expect.poll(() => form.total()).toBe('$25.000');
    await form.field('line-0-qty').fill('');
    await form.field('line-0-qty').pressSequentially('1.5');
    await expect.poll(() => form.total()).toBe('$18.750');
    await form.field('line-0-qty').fill('2');
    await form.field('line-0-price').fill('1190');
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

  itInPractice('that waits, says until when the SII expects it, and that it is late', async (world) => {
    const { form, queue } = world;
    await world.practice.setFault('down');
    await form.open();
    await form.fill({
      typeName: texts.documentTypes[39],
      lines: [{ name: 'Hallulla, un kilo', qty: '1', price: '1190' }],
    });
    await form.submit();
    const boleta = await world.issued();
    const { document } = await world.waitFor(boleta, 'failed', isWaiting);
    await queue.tab('waiting');
    const deadline = queue.row(boleta).getByTestId('queue-deadline');
    const by = document.createdAt + 3_600_000;
    await expect
      .poll(() => deadline.textContent())
      .toBe(texts.queue.deadline.until(formatTime(by), formatDay(by, document.createdAt)));
    await world.practice.advance(1);
    await queue.tab('waiting');
    await expect.poll(() => deadline.textContent()).toBe(texts.queue.deadline.late);
  });
});
