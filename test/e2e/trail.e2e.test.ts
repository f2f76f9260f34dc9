import { describe, expect } from 'vitest';
import { texts } from '../../shared/texts/es-CL.ts';
import { ask } from '../support/page/api.ts';
import { itInPractice } from './support/world.ts';

describe('Bitácora', () => {
  itInPractice('open while something happens / shows its lines without being asked again', async (world) => {
    const { page } = world;
    await world.go('bitacora');
    await page.getByText(texts.trail.badge.intact).waitFor();
    const lines = page.locator('tr[data-action]');
    await lines.first().waitFor();
    expect(await page.getByText(/emitió Boleta/).count()).toBe(0);

    // A batch goes on in the background, and issues while the person reads.
    const content = Buffer.from(
      ['documento;tipo;rut;item;cantidad;precio', '1;boleta;;Pan amasado;1;1000'].join('\r\n'),
    ).toString('base64');
    const { id } = await ask(page, 'intake.csvPreview', { name: 'ventas.csv', content });
    await ask(page, 'intake.csvIssue', { preview: id });
    await page
      .getByText(/emitió Boleta/)
      .first()
      .waitFor();

    // What somebody does at once, and of which no other screen hears.
    await ask(page, 'snapshots.take', {});
    await page.locator('tr[data-action="snapshot.made"]').waitFor();
    await world.settle();
    await world.launched.screenshot('bitacora-crece');
  });
});
