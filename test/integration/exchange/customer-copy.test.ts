import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDteEngine } from '../../../main/dte/engine.ts';
import { type CustomerCopyService, createCustomerCopyService } from '../../../main/exchange/customer-copy.ts';
import { exchangeHandlers } from '../../../main/ipc/handlers/exchange.ts';
import type { Services } from '../../../main/ipc/services.ts';
import { createPreferences } from '../../../main/setup/preferences.ts';
import type { Draft } from '../../../shared/domain/draft.ts';
import type { SiiState } from '../../../shared/domain/states.ts';
import type { PrintData } from '../../../shared/print/data.ts';
import { print } from '../../../shared/texts/print.ts';
import { NOW } from '../../support/certificates.ts';
import { createFakeClock, type FakeClock } from '../../support/clock.ts';
import { addCaf, addCertificate, draft, type Office, openOffice } from '../../support/issuing.ts';
import { openTempStore, type TempFolder, type TempStore, tempFolder } from '../../support/store.ts';
import { xmllint, xmlsec1 } from '../dte/tools.ts';

/** A buyer who is not the SII, or one abroad. */
const draftTo = (type: number): Draft => {
  const RUTRecep = '76192083-9';
  const plain = draft({ type });
  const { Receptor } = plain['Encabezado'] as { readonly Receptor: object };
  if (type !== 110)
    return {
      ...plain,
      Encabezado: {
        IdDoc: { TipoDTE: type },
        Receptor: { ...Receptor, RUTRecep, ...(type === 39 ? { GiroRecep: undefined } : {}) },
      },
    };
  const Totales = { TpoMoneda: 'DOLAR USA' };
  return {
    ...plain,
    Encabezado: { IdDoc: { TipoDTE: type }, Receptor: { RznSocRecep: 'Pacific Fruit Inc.' }, Totales },
  };
};

const WHO = { id: 1, name: 'Ana', role: 'encargado' } as const;

describe('the customer’s copy', () => {
  let folder: TempFolder;
  let clock: FakeClock;
  let temp: TempStore;
  let office: Office;
  let copies: CustomerCopyService;
  let mails: string[];
  let printed: PrintData[];
  let revealed: string[];
  let mailProgram: boolean;

  const issue = (type = 33, siiState: SiiState = 'received'): number => {
    const { id } = office.issuing.issue(draftTo(type), 'prueba');
    const document = temp.store.documents.get(id);
    if (document) temp.store.documents.change(document, { siiState }, clock.now());
    return id;
  };
  const handlersOf = () => {
    const desktop = {
      chooseSaveFile: async () => null,
      features: () => ({ trayAvailable: false, noticesAvailable: false, startAvailable: false }),
      setStartWithSystem: async () => undefined,
      runtime: () => ({}),
      printOnPaper: async () => true,
      printPdf: (data: PrintData) => {
        printed.push(data);
        return Promise.resolve(Buffer.from('%PDF-1'));
      },
      reveal: (path: string) => revealed.push(path) > 0,
      openMail: (address: string) => {
        mails.push(address);
        return Promise.resolve(mailProgram);
      },
    };
    const setup = { company: () => temp.store.companies.get(1) };
    const preferences = createPreferences(temp.store.settings, folder.path);
    const services = {
      preferences,
      store: temp.store,
      setup,
      desktop,
      customerCopies: copies,
      announce: () => undefined,
    };
    return exchangeHandlers(services as unknown as Services);
  };
  const deliver = (id: number, mail = false) => {
    const handlers = handlersOf();
    return handlers['exchange.deliver']({ id, folder: folder.path, mail }, WHO);
  };
  const actions = (id: number) => temp.store.audit.ofDocument(id).map(({ action }) => action);

  beforeEach(() => {
    folder = tempFolder();
    clock = createFakeClock(NOW);
    temp = openTempStore(clock);
    office = openOffice(temp.store, clock);
    addCertificate(temp.store, office.custody);
    addCaf(temp.store, office.custody, 33);
    addCaf(temp.store, office.custody, 39);
    copies = createCustomerCopyService({
      store: temp.store,
      clock,
      keyring: office.keyring,
      dte: createDteEngine(),
    });
    mails = [];
    printed = [];
    revealed = [];
    mailProgram = true;
  });
  afterEach(() => {
    temp.close();
    folder.remove();
  });

  it('is an envelope to the buyer’s RUT that the official schema and xmlsec1 take', async () => {
    const id = issue();
    const { xml } = await deliver(id);
    expect(xml).toBe(join(folder.path, 'T33F1-cliente.xml'));
    const text = readFileSync(xml, 'latin1');
    expect(text).toContain('<RutReceptor>76192083-9</RutReceptor>');
    expect(xmllint('EnvioDTE_v10.xsd', [xml])).toMatchObject({ code: 0 });
    for (const signature of ['envelope', 'document'] as const)
      expect(xmlsec1(xml, signature), signature).toMatchObject({ code: 0 });
  });

  it('of a buyer abroad, goes to 55555555-5', async () => {
    addCaf(temp.store, office.custody, 110);
    const { xml } = await deliver(issue(110));
    expect(readFileSync(xml, 'latin1')).toContain('<RutReceptor>55555555-5</RutReceptor>');
    expect(xmllint('EnvioDTE_v10.xsd', [xml])).toMatchObject({ code: 0 });
  });

  it('holds the document’s signed bytes, in another envelope than the SII’s', () => {
    const id = issue();
    const copy = copies.of(id, 'Ana').bytes.toString('latin1');
    const document = temp.store.documents.content(id)?.bytes.toString('latin1') ?? '?';
    expect(copy).toContain(document.slice(document.indexOf('<DTE '), document.indexOf('</DTE>')));
    expect(temp.store.documents.get(id)?.envelopeId).toBe(1);
  });

  it('is signed once: asked for later, it is the same bytes, and nothing can change or delete them', async () => {
    const id = issue();
    const first = copies.of(id, 'Ana');
    await clock.advance(3_600_000);
    expect(copies.of(id, 'Ana').bytes.equals(first.bytes)).toBe(true);
    expect(actions(id).filter((action) => action === 'copy.signed')).toHaveLength(1);
    expect(() => temp.store.customerCopies.insert(first)).toThrow();
  });

  it('of a document that the SII does not have, or has refused, or of a boleta, is none', () => {
    for (const id of [issue(33, 'not_sent'), issue(33, 'rejected'), issue(39)]) {
      expect(() => copies.of(id, 'Ana')).toThrow('copy_not_ready');
      expect(temp.store.customerCopies.get(id)).toBe(null);
    }
  });

  it('needs the keys, and leaves nothing behind without them', () => {
    const id = issue();
    office.keyring.forget();
    office.custody.locked = true;
    expect(() => copies.of(id, 'Ana')).toThrow('locked');
    expect(temp.store.customerCopies.get(id)).toBe(null);
  });

  it('saved, lies beside the PDF and is told in the history', async () => {
    const id = issue();
    const { pdf, mailOpened } = await deliver(id);
    expect(readFileSync(pdf, 'latin1')).toBe('%PDF-1');
    expect(mailOpened).toBe(false);
    expect(mails).toEqual([]);
    expect(actions(id)).toEqual(expect.arrayContaining(['copy.signed', 'copy.saved']));
  });

  it('is printed under the SII’s unit that was set, or else the comuna', async () => {
    const id = issue();
    await deliver(id);
    expect(await handlersOf()['print.setOffice']({ office: 'Santiago Oriente' }, WHO)).toMatchObject({
      office: 'Santiago Oriente',
    });
    await deliver(id);
    const { comuna = '?' } = temp.store.companies.get(1) ?? {};
    expect(JSON.stringify(printed[0])).toContain(print.boxOffice(comuna));
    expect(JSON.stringify(printed[1])).toContain(print.boxOffice('Santiago Oriente'));
  });

  it('by mail, begins a message that tells of both files, and shows where they lie', async () => {
    const id = issue();
    const { xml, mailOpened } = await deliver(id, true);
    expect(mailOpened).toBe(true);
    expect(revealed).toEqual([xml]);
    expect(decodeURIComponent(mails[0] ?? '')).toContain('Van adjuntos el PDF y el XML firmado.');
    expect(actions(id)).toContain('copy.mail_opened');
  });

  it('by mail without a mail program, is saved all the same', async () => {
    mailProgram = false;
    const id = issue();
    expect(await deliver(id, true)).toMatchObject({ mailOpened: false });
    expect(actions(id)).not.toContain('copy.mail_opened');
  });
});
