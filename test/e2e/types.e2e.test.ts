import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { PRACTICE_IDK } from '../../main/dte/caf-issuers.ts';
import { makeCaf, practiceCafIssuer } from '../../main/dte/practice-identity.ts';
import { DOCUMENT_TYPES, type DocumentType, PRACTICE_TYPES } from '../../shared/domain/document-type.ts';
import type { Rut } from '../../shared/domain/rut.ts';
import { localDate } from '../../shared/format/time.ts';
import { texts } from '../../shared/texts/es-CL.ts';
import { exchange } from '../../shared/texts/exchange.ts';
import { customs } from '../../shared/texts/print-customs.ts';
import { ask } from '../support/page/api.ts';
import { choose } from '../support/page/controls.ts';
import type { Issued } from '../support/page/desk.ts';
import type { TypedDocument, TypedLine } from '../support/page/issue-form.ts';
import { until } from '../support/page/until.ts';
import { textOf } from './print/support/pdf.ts';
import { isDone, isReceived, RECEPTOR } from './support/documents.ts';
import { itInPractice, type World } from './support/world.ts';

const LINE: TypedLine = { name: 'Cajón de piñas', qty: '2', price: '1190' };
const BUYER = {
  rut: '',
  name: 'Pacific Fruit Inc.',
  giro: '',
  address: '12 Bay Street, Oakland',
  comuna: '',
};

/** What stands in `Referencias` of a note: the document that it is about was issued before it. */
const ABOUT: Partial<Record<DocumentType, DocumentType>> = { 61: 33, 56: 61, 112: 110, 111: 112 };
/** Notes come after what they are about. */
const ORDER: readonly DocumentType[] = [33, 34, 39, 41, 46, 52, 110, 61, 112, 56, 111];
/** Lines of 1,190 twice, with IVA where the price is without it. */
const TOTALS: Partial<Record<DocumentType, number>> = {
  33: 2832,
  34: 2380,
  39: 2380,
  41: 2380,
  61: 2832,
  110: 2380,
};

const isForeign = (type: DocumentType): boolean => type === 110 || type === 111 || type === 112;
const typed = (type: DocumentType): TypedDocument => ({
  typeName: texts.documentTypes[type],
  ...(type === 39 || type === 41 ? {} : { receptor: isForeign(type) ? BUYER : RECEPTOR }),
  lines: [LINE],
});

/** Loads the CAFs that a practice company does not begin with, in Ajustes. */
const loadCafs = async (world: World): Promise<void> => {
  const { rut, name } = await ask(world.page, 'company.get', {});
  const missing = DOCUMENT_TYPES.filter((type) => !(PRACTICE_TYPES as readonly number[]).includes(type));
  const files = missing.map((type) => {
    const spec = {
      rut: rut as Rut,
      name,
      type,
      from: 1,
      to: 20,
      authorizedOn: localDate(Date.now()),
      idk: PRACTICE_IDK,
    };
    const file = join(world.folder, `caf-${type}.xml`);
    writeFileSync(file, makeCaf(spec, practiceCafIssuer().privateKeyPem));
    return file;
  });
  await world.go('folios');
  await world.page.getByTestId('caf-import-input').setInputFiles(files);
  for (const type of missing) await world.page.getByTestId(`caf-row-${type}-1`).waitFor();
  await world.closeNotices();
};

/** Currency, rate and country of an export of goods, with what Aduanas asks for. */
const fillExport = async ({ page, form }: World): Promise<void> => {
  await choose(page, 'export-kind', exchange.exportCard.kinds.goods);
  await choose(page, 'export-nationality', customs.countries[225] ?? '');
  await form.field('export-rate').fill('950');
  await choose(page, 'export-payment', customs.payments[1] ?? '');
  await choose(page, 'export-saleMode', customs.saleModes[1] ?? '');
  await choose(page, 'export-clause', customs.clauses[5] ?? '');
  await form.field('export-clauseTotal').fill('2380');
  await choose(page, 'export-route', customs.routes[1] ?? '');
  await choose(page, 'export-loadPort', customs.ports[906] ?? '');
  await choose(page, 'export-unloadPort', customs.ports[160] ?? '');
  await form.field('export-packages').fill('4');
  await choose(page, 'export-buyerCountry', customs.countries[225] ?? '');
  await choose(page, 'export-destination', customs.countries[225] ?? '');
};

const fillReference = async ({ page, form }: World, about: Issued): Promise<void> => {
  const type = about.type as DocumentType;
  await choose(page, 'reference-0-type', texts.documentTypes[type]);
  await form.field('reference-0-folio').fill(String(about.folio));
  const { document } = await ask(page, 'documents.get', { id: about.id });
  const [year, month, day] = document.issuedOn.split('-');
  await form.field('reference-0-date').fill(`${day}-${month}-${year}`);
  await form.field('reference-0-date').press('Tab');
  await form.field('reference-0-reason').fill('Anula');
};

const issueTyped = async (world: World, type: DocumentType, done: ReadonlyMap<number, Issued>) => {
  const { form } = world;
  await form.open();
  await form.fill(typed(type));
  expect(await form.field('export-card').count()).toBe(isForeign(type) ? 1 : 0);
  if (isForeign(type)) await fillExport(world);
  const about = done.get(ABOUT[type] ?? 0);
  if (about !== undefined) await fillReference(world, about);
  const total = TOTALS[type];
  await until('the totals are worked out', async () => (await form.total()) !== '$0');
  await world.settle();
  await world.launched.screenshot(`formulario-tipo-${type}`);
  await form.submit();
  const issued = await world.issued();
  expect(issued).toMatchObject({ type, folio: 1 });
  const { document, xml } = await world.detail(issued);
  if (isForeign(type)) expect(xml).toContain('<CodPaisDestin>225</CodPaisDestin>');
  if (total !== undefined) expect(document.total).toBe(total);
  return issued;
};

/** The PDFs that the system was asked to open, instead of a viewer on the screen of whoever runs this. */
const watchViewer = async ({ launched }: World): Promise<() => Promise<readonly string[]>> => {
  await launched.app.evaluate(({ shell }) => {
    const seen: string[] = [];
    Object.assign(globalThis, { openedFiles: seen });
    shell.openPath = (path: string) => {
      seen.push(path);
      return Promise.resolve('');
    };
  });
  return () =>
    launched.app.evaluate(() => (globalThis as unknown as { openedFiles: readonly string[] }).openedFiles);
};

const packed = (text: string): string => text.replaceAll(/\s+/g, '').toUpperCase();

describe('every type of document', () => {
  itInPractice(
    'is issued through the form, accepted, and opened as a PDF with its name and folio',
    async (world) => {
      await world.practice.setProcessing(1);
      await loadCafs(world);
      const opened = await watchViewer(world);
      const done = new Map<number, Issued>();
      for (const type of ORDER) {
        const issued = await issueTyped(world, type, done);
        done.set(type, issued);
        await world.waitFor(issued, 'received', isReceived);
        // Notes wait until what they are about is accepted.
        if (Object.values(ABOUT).includes(type) || type === ORDER.at(-1)) {
          await world.practice.advance(1);
          await world.waitFor(issued, 'accepted', isDone);
        }
      }
      await world.practice.advance(1);
      for (const [type, issued] of done) {
        await world.waitFor(issued, 'accepted', isDone);
        await world.documents.openDetail(issued);
        await world.page.getByTestId('open-pdf').click();
        await world.page.getByTestId('preview-outside').click();
        const name = `T${type}F1.pdf`;
        const file = await until(`${name} is opened`, async () =>
          // While Chromium prints, main may collect the answer before it is read: the next look has it.
          (await opened().catch(() => [])).find((path) => path.endsWith(name)),
        );
        const text = packed(await textOf(file));
        expect(text).toContain(packed(texts.printing.boxNames[type as DocumentType]));
        expect(text).toContain(packed(texts.printing.boxFolio('1')));
        await world.page.keyboard.press('Escape');
        await world.page.getByTestId('preview-outside').waitFor({ state: 'hidden' });
        await world.drawer.close();
      }
      expect([...done.keys()].sort()).toEqual([...DOCUMENT_TYPES].sort());
    },
    { timeout: 180_000 },
  );
});
