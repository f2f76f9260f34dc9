import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Parsed } from '../../../main/ipc/dispatch.ts';
import { printHandlers } from '../../../main/ipc/handlers/print.ts';
import type { Services } from '../../../main/ipc/services.ts';
import type { PrintData } from '../../../shared/print/data.ts';
import { NOW } from '../../support/certificates.ts';
import { createFakeClock, type FakeClock } from '../../support/clock.ts';
import { addCaf, addCertificate, draft, openOffice } from '../../support/issuing.ts';
import { openTempStore, type TempFolder, type TempStore, tempFolder } from '../../support/store.ts';

const WHO = { id: 1, name: 'Ana', role: 'usuario' } as const;
type Request = Parsed<'documents.pdf'>;

describe('documents.pdf', () => {
  let folder: TempFolder;
  let clock: FakeClock;
  let temp: TempStore;
  let printed: PrintData[];
  let opened: string[];
  let viewer: boolean;
  let printer: boolean;
  let id: number;

  const services = (): Services => {
    const desktop = {
      chooseSaveFile: async () => null,
      features: () => ({ trayAvailable: false, noticesAvailable: false, startAvailable: false }),
      setStartWithSystem: async () => undefined,
      runtime: () => ({}),
      printPdf: (data: PrintData) => {
        printed.push(data);
        return Promise.resolve(Buffer.from(`%PDF-${printed.length}`));
      },
      printOnPaper: (data: PrintData) => {
        printed.push(data);
        return Promise.resolve(printer);
      },
      openFile: (path: string) => {
        opened.push(path);
        return Promise.resolve(viewer);
      },
    };
    const setup = { company: () => temp.store.companies.get(1) };
    const preferences = { siiOffice: () => null, logo: () => null };
    const printFolder = join(folder.path, 'impresos');
    return { store: temp.store, setup, desktop, preferences, printFolder } as unknown as Services;
  };
  const ask = async (changes: Partial<Request> = {}, handlers = printHandlers(services())) =>
    handlers['documents.pdf'](
      { action: 'open', id, paper: 'letter', cedible: false, ...changes } as Request,
      WHO,
    );
  const save = (changes: Partial<Request> = {}) => ask({ action: 'save', folder: folder.path, ...changes });

  beforeEach(() => {
    folder = tempFolder();
    clock = createFakeClock(NOW);
    temp = openTempStore(clock);
    printed = [];
    opened = [];
    viewer = true;
    printer = true;
    const office = openOffice(temp.store, clock);
    addCertificate(temp.store, office.custody);
    addCaf(temp.store, office.custody, 33);
    id = office.issuing.issue(draft(), 'prueba').id;
  });
  afterEach(() => {
    temp.close();
    folder.remove();
  });

  it('of a document, prints what was signed with the resolution and the practice mark', async () => {
    await save({ paper: 'roll' });
    expect(printed[0]).toMatchObject({ paper: 'roll', type: 33, practice: true, cedible: null });
    expect(printed[0]?.legends[1]).toBe('Res. 0 de 2026');
    expect(
      temp.store.documents.content(id)?.bytes.includes(Buffer.from(printed[0]?.ted ?? '?', 'latin1')),
    ).toBe(true);
  });

  it('saved, takes the name of the document and never overwrites another file', async () => {
    writeFileSync(join(folder.path, 'T33F1.pdf'), 'mine');
    const { file, opened: shown } = await save();
    expect(file).toBe(join(folder.path, 'T33F1 (2).pdf'));
    expect(shown).toBe(false);
    expect(readFileSync(join(folder.path, 'T33F1.pdf'), 'utf8')).toBe('mine');
    expect((await save({ cedible: true })).file).toBe(join(folder.path, 'T33F1-cedible.pdf'));
    expect(opened).toEqual([]);
  });

  it('opened, clears away what earlier runs left, once', async () => {
    const impresos = join(folder.path, 'impresos');
    mkdirSync(impresos);
    writeFileSync(join(impresos, 'T33F9.pdf'), 'old');
    const handlers = printHandlers(services());
    await ask({}, handlers);
    await ask({ cedible: true }, handlers);
    expect(readdirSync(impresos).sort()).toEqual(['T33F1-cedible.pdf', 'T33F1.pdf']);
    expect(opened).toEqual([join(impresos, 'T33F1.pdf'), join(impresos, 'T33F1-cedible.pdf')]);
  });

  it('where the system has no viewer, says so and keeps the file', async () => {
    viewer = false;
    const { file, opened: shown } = await ask();
    expect(shown).toBe(false);
    expect(readFileSync(file, 'utf8')).toBe('%PDF-1');
  });

  it('of a document that has changed since it was signed, prints nothing', async () => {
    const broken = {
      ...services(),
      store: {
        documents: {
          get: temp.store.documents.get,
          content: () => ({ draft: {}, bytes: Buffer.from('<DTE/>') }),
        },
      },
    } as unknown as Services;
    await expect(ask({}, printHandlers(broken))).rejects.toMatchObject({
      value: { code: 'document_damaged', params: { type: 33, folio: 1 } },
    });
    expect(printed).toEqual([]);
  });

  it('looked at, is the PDF that would be saved, and leaves no file', async () => {
    const copy = { id, paper: 'letter', cedible: true } as const;
    const { name, pdf } = await printHandlers(services())['documents.preview'](copy, WHO);
    expect(name).toBe('T33F1');
    expect(Buffer.from(pdf, 'base64').toString()).toBe('%PDF-1');
    expect(printed[0]).toMatchObject({ paper: 'letter', cedible: expect.any(String) });
    expect(readdirSync(folder.path)).toEqual([]);
  });

  it('on paper, is drawn from the same bytes; a dialog that is closed is no failure', async () => {
    const copy = { id, paper: 'roll', cedible: false } as const;
    const handlers = printHandlers(services());
    expect(await handlers['documents.print'](copy, WHO)).toEqual({ printed: true });
    printer = false;
    expect(await handlers['documents.print'](copy, WHO)).toEqual({ printed: false });
    expect(printed[0]).toMatchObject({ paper: 'roll', type: 33, practice: true });
  });

  it('of no document, or into a folder that is no absolute path, refuses', async () => {
    await expect(ask({ id: 999 })).rejects.toMatchObject({ value: { code: 'not_found' } });
    await expect(save({ folder: 'aqui' } as Partial<Request>)).rejects.toMatchObject({
      value: { code: 'folder_not_writable' },
    });
    expect(printed).toEqual([]);
  });
});
