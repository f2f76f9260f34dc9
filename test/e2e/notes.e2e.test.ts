import { describe, expect } from 'vitest';
import { texts } from '../../shared/texts/es-CL.ts';
import { ask } from '../support/page/api.ts';
import type { Issued } from '../support/page/desk.ts';
import { factura, isDone, isReceived, needsPerson, RECEPTOR } from './support/documents.ts';
import { itInPractice, type World } from './support/world.ts';

/** A factura that the SII has accepted. */
const accepted = async (world: World): Promise<Issued> => {
  const document = await world.issue(factura());
  await world.waitFor(document, 'received', isReceived);
  await world.practice.advance(1);
  await world.waitFor(document, 'accepted', isDone);
  return document;
};

/** What the form would issue now. */
const draftOf = async ({ page }: World, { id }: Issued) => (await ask(page, 'documents.draft', { id })).draft;

describe('a document begun from another one', () => {
  itInPractice('annulled by the menu, is a nota de crédito of the same amount', async (world) => {
    const original = await accepted(world);
    await world.documents.openDetail(original);
    await world.drawer.more('correct-anular');
    await world.page.getByText(texts.documents.form.from.annul('Factura 1')).waitFor();
    await expect.poll(() => world.form.total()).toBe('$2.832');
    await world.settle();
    await world.launched.screenshot('nota-de-credito-anula');
    await world.form.submit();
    const note = await world.issued();
    expect(note).toMatchObject({ type: 61, folio: 1 });
    await world.waitFor(note, 'received', isReceived);
    expect(await draftOf(world, note)).toMatchObject({
      Referencia: [{ TpoDocRef: '33', FolioRef: '1', CodRef: 1 }],
    });
    await world.practice.advance(1);
    expect((await world.waitFor(note, 'accepted', isDone)).document.total).toBe(2832);
    // A nota de crédito is annulled by a nota de débito.
    await world.documents.openDetail(note);
    await world.drawer.more('correct-anular');
    await world.form.submit();
    expect(await world.issued()).toMatchObject({ type: 56, folio: 1 });
  });

  itInPractice('correcting a text, has one line to write and no amount', async (world) => {
    const original = await accepted(world);
    await world.documents.openDetail(original);
    await world.drawer.more('correct-texto');
    await world.form.field('line-0-name').fill('Donde dice piñas, debe decir papayas');
    await world.form.submit();
    const note = await world.issued();
    const { document } = await world.waitFor(note, 'received', isReceived);
    expect(document).toMatchObject({ type: 61, total: 0 });
  });

  itInPractice('correcting amounts, keeps the lines to change', async (world) => {
    const original = await accepted(world);
    await world.documents.openDetail(original);
    await world.drawer.more('correct-montos');
    expect(await world.form.field('line-0-name').inputValue()).toBe('Cajón de piñas');
    await world.form.field('line-0-qty').fill('1');
    await world.form.submit();
    const { document } = await world.waitFor(await world.issued(), 'received', isReceived);
    expect(document).toMatchObject({ type: 61, total: 1416 });
  });

  itInPractice('duplicated, has the same receptor and lines, and a folio of its own', async (world) => {
    const original = await accepted(world);
    await world.documents.openDetail(original);
    await world.drawer.more('duplicate');
    expect(await world.form.field('receptor-name').inputValue()).toBe(RECEPTOR.name);
    await world.form.submit();
    const copy = await world.issued();
    expect(copy).toMatchObject({ type: 33, folio: 2 });
    expect((await world.waitFor(copy, 'received', isReceived)).document.total).toBe(2832);
  });

  itInPractice('after a validation error, is corrected and issued with another folio', async (world) => {
    await world.practice.setFault('schema_rejection');
    const refused = await world.issue(factura());
    await world.waitFor(refused, 'stopped', needsPerson);
    await world.practice.setFault('none');
    await world.queue.tab('person');
    await world.queue.openDetail(refused);
    await world.settle();
    await world.launched.screenshot('cola-detalle-corregir');
    await world.page.getByTestId('detail-correct').click();
    expect(await world.form.field('line-0-name').inputValue()).toBe('Cajón de piñas');
    await world.form.field('line-0-name').fill('Cajón de papayas');
    await world.form.submit();
    const corrected = await world.issued();
    expect(corrected).toMatchObject({ type: 33, folio: 2 });
    await world.waitFor(corrected, 'received', isReceived);
  });
});
