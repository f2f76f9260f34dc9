import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createDteEngine } from '../../../main/dte/engine.ts';
import { verifyFile } from '../../../main/dte/verify.ts';
import { sha256Hex } from '../../../main/store/hash.ts';
import type { ErrorCode } from '../../../shared/domain/errors.ts';
import { NOW, PRACTICE, throwaway } from '../../support/certificates.ts';
import { createFakeClock, type FakeClock } from '../../support/clock.ts';
import { addCaf, addCertificate, draft, type Office, openOffice } from '../../support/issuing.ts';
import { jobOf, openTempStore, type TempStore } from '../../support/store.ts';

let clock: FakeClock;
let temp: TempStore;
let office: Office;
beforeEach(() => {
  clock = createFakeClock(NOW);
  temp = openTempStore(clock);
  office = openOffice(temp.store, clock);
  addCertificate(temp.store, office.custody);
});
afterEach(() => temp.close());

const code = (expected: ErrorCode) =>
  expect.objectContaining({ value: expect.objectContaining({ code: expected }) });
const nextFolio = (): number | undefined => temp.store.cafs.list(1)[0]?.nextFolio;

describe('issue', () => {
  test('a draft / issue / document, envelope, job and audit in one go, signatures good', () => {
    addCaf(temp.store, office.custody, 33);
    const document = office.issuing.issue(draft(), 'Ana');
    expect(document).toMatchObject({
      type: 33,
      folio: 1,
      issuedOn: '2026-11-24',
      receptorRut: '60803000-K',
      receptorName: 'Servicio de Impuestos Internos',
      total: 1190,
      siiState: 'not_sent',
      createdBy: 'Ana',
    });
    const content = temp.store.documents.content(document.id);
    const envelope = temp.store.envelopes.get(document.envelopeId);
    if (!content || !envelope) throw new Error('nothing stored');
    expect(sha256Hex(content.bytes)).toBe(document.sha256);
    expect(sha256Hex(envelope.bytes)).toBe(envelope.sha256);
    expect(content.draft).toEqual(draft());
    expect(content.bytes.toString('latin1')).toMatch(/^<\?xml version="1.0" encoding="ISO-8859-1"\?>\n<DTE /);
    for (const bytes of [content.bytes, envelope.bytes]) {
      const verdicts = verifyFile('x.xml', bytes, PRACTICE);
      expect(verdicts.length).toBeGreaterThan(0);
      expect(verdicts.filter(({ ok }) => !ok)).toEqual([]);
    }
    expect(envelope.bytes.toString('latin1')).toContain('<RutReceptor>60803000-K</RutReceptor>');
    expect(envelope.fileName).toBe('Envio_F1T33.xml');
    expect(jobOf(temp.store, document.id)).toMatchObject({ state: 'pending', nextDueAt: NOW, attempts: 0 });
    expect(temp.store.audit.ofDocument(document.id)).toMatchObject([
      { action: 'document.issued', actor: 'Ana', params: { type: 33, folio: 1 } },
    ]);
    expect(office.woken()).toBe(1);
  });

  test('two ranges / three documents / the lower is used up first', () => {
    addCaf(temp.store, office.custody, 33, { from: 51, to: 60 });
    addCaf(temp.store, office.custody, 33, { from: 1, to: 2 });
    const folios = [1, 2, 3].map(() => office.issuing.issue(draft(), 'Ana').folio);
    expect(folios).toEqual([1, 2, 51]);
  });

  test('the lower range has expired / issue / is skipped', () => {
    addCaf(temp.store, office.custody, 33, { from: 1, to: 10, authorizedOn: '2026-01-01' });
    addCaf(temp.store, office.custody, 33, { from: 51, to: 60 });
    expect(office.issuing.issue(draft(), 'Ana').folio).toBe(51);
    expect(temp.store.cafs.withFolios(1, 33)[0]?.nextFolio).toBe(1);
  });

  test('no range left / issue / says so, and what of them expired', () => {
    addCaf(temp.store, office.custody, 33, { authorizedOn: '2026-01-01' });
    expect(() => office.issuing.issue(draft(), 'Ana')).toThrow(code('folios_exhausted'));
    expect(() => office.issuing.issue(draft({ type: 61 }), 'Ana')).toThrow(code('folios_exhausted'));
  });
});

describe('what fails takes no folio', () => {
  test.each([
    ['a type nobody knows', draft({ type: 99 })],
    ['no type', { ...draft(), Encabezado: {} }],
    ['a line without amount', { ...draft(), Detalle: [{ NmbItem: 'x' }] }],
    ['a letter outside of Latin-1', draft({ item: 'Precio en €' })],
  ])('%s / issue / fields at fault, nothing taken', (_, bad) => {
    addCaf(temp.store, office.custody, 33);
    try {
      office.issuing.issue(bad, 'Ana');
      expect.unreachable();
    } catch (error) {
      expect(error).toEqual(code('draft_invalid'));
      expect((error as { value: { fields: readonly unknown[] } }).value.fields).not.toEqual([]);
    }
    expect(nextFolio()).toBe(1);
    expect(temp.store.documents.list(1).total).toBe(0);
    expect(office.woken()).toBe(0);
  });

  test.each(['sign', 'wrap'] as const)(
    'the engine throws in %s / issue / the next one gets that folio',
    (step) => {
      addCaf(temp.store, office.custody, 33);
      const real = createDteEngine();
      const broken = openOffice(temp.store, clock, {
        ...real,
        [step]: () => {
          throw new Error('out of order');
        },
      });
      expect(() => broken.issuing.issue(draft(), 'Ana')).toThrow('out of order');
      expect(nextFolio()).toBe(1);
      expect(temp.store.audit.list().total).toBe(0);
      expect(office.issuing.issue(draft(), 'Ana').folio).toBe(1);
    },
  );

  test('locked keys, expired, not yet valid, missing / issue / says which', () => {
    addCaf(temp.store, office.custody, 33);
    office.custody.locked = true;
    expect(() => office.issuing.issue(draft(), 'Ana')).toThrow(code('locked'));
    office.custody.locked = false;
    clock.jump(throwaway().certificate.validTo - clock.now() + 1);
    expect(() => office.issuing.issue(draft(), 'Ana')).toThrow(code('certificate_expired'));
    clock.jump(throwaway().certificate.validFrom - clock.now() - 1);
    expect(() => office.issuing.issue(draft(), 'Ana')).toThrow(code('certificate_not_yet_valid'));
    expect(nextFolio()).toBe(1);
  });

  test('no certificate / issue / certificate_missing; no company / not_set_up', () => {
    const other = openTempStore(clock);
    const bare = openOffice(other.store, clock);
    expect(() => bare.issuing.issue(draft(), 'Ana')).toThrow(code('certificate_missing'));
    expect(() => bare.issuing.issue(draft(), 'Ana', 99)).toThrow(code('not_set_up'));
    other.close();
  });
});

describe('secrets', () => {
  test('forget / after a lock / what was opened is gone', () => {
    addCaf(temp.store, office.custody, 33);
    office.issuing.issue(draft(), 'Ana');
    office.custody.locked = true;
    // Still in memory until the application says that it is locked.
    expect(office.issuing.issue(draft(), 'Ana').folio).toBe(2);
    office.keyring.forget();
    expect(() => office.issuing.issue(draft(), 'Ana')).toThrow(code('locked'));
  });
});
