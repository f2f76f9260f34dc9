import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { texts } from '../../shared/texts/es-CL.ts';
import { answerFolderChooser } from '../support/page/system.ts';
import { until } from '../support/page/until.ts';
import { factura, isAbandoned, isDone, isReceived, isWaiting, needsPerson } from './support/documents.ts';
import { itInPractice } from './support/world.ts';

describe('what the window says of a document', () => {
  itInPractice('that was abandoned, is the same everywhere and promises no retry', async (world) => {
    const { page } = world;
    await world.practice.setFault('down');
    const document = await world.issue(factura());
    await world.waitFor(document, 'failed', isWaiting);
    await world.queue.tab('waiting');
    await world.queue.startAbandoning(document);
    await world.queue.giveReason('Ya no hace falta');
    await world.queue.confirmAbandon();
    await world.waitFor(document, 'abandoned', isAbandoned);
    const { name } = texts.queueStates.abandoned;
    await world.documents.open();
    await expect.poll(() => world.documents.row(document).textContent()).toContain(name);
    await world.go('inicio');
    await expect.poll(() => page.locator('main').textContent()).toContain(name);
    expect(await page.locator('main').textContent()).not.toContain(texts.siiStates.not_sent.name);
    await world.queue.tab('abandoned');
    await world.queue.openDetail(document);
    const said = await page.getByTestId('what-now').textContent();
    expect(said).toContain(texts.queue.situations.abandonedByPerson);
    expect(said).not.toContain('Reintentaremos solos');
  });

  itInPractice('that the SII did not take, names what the SII objected to', async (world) => {
    await world.practice.setFault('schema_rejection');
    const document = await world.issue(factura());
    const { document: row } = await world.waitFor(document, 'stopped', needsPerson);
    const [line = ''] = String(row.error?.params['details'] ?? '').split('\n');
    expect(line).not.toBe('');
    await world.queue.tab('person');
    await world.queue.openDetail(document);
    await expect.poll(() => world.page.getByTestId('what-now').textContent()).toContain(line.trim());
  });

  itInPractice('that was accepted, gives no reason; rejected, the reason of the SII', async (world) => {
    const { page } = world;
    const good = await world.issue(factura());
    await world.waitFor(good, 'received', isReceived);
    await world.practice.advance(1);
    await world.waitFor(good, 'accepted', isDone);
    await world.practice.setFault('rejection_after_epr');
    const bad = await world.issue(factura());
    await world.waitFor(bad, 'received', isReceived);
    await world.practice.advance(1);
    await world.waitFor(bad, 'rejected', needsPerson);
    await world.documents.openDetail(good);
    expect(await page.getByTestId('sii-reason').count()).toBe(0);
    await world.drawer.close();
    await world.documents.openRow(bad);
    const reason = page.getByTestId('sii-reason');
    await reason.waitFor();
    expect(await reason.textContent()).not.toMatch(/\(\s*\)/);
  });

  itInPractice('printed, is saved as PDF into the folder that was picked', async (world) => {
    const document = await world.issue(factura());
    await world.waitFor(document, 'received', isReceived);
    await world.documents.openDetail(document);
    await answerFolderChooser(world.launched.app, world.folder);
    await world.drawer.more('pdf-letter');
    await world.page.getByTestId('preview-save').click();
    await until('the PDF', async () => existsSync(join(world.folder, 'T33F1.pdf')));
  });
});
