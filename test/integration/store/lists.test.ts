import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Page, PageRequest } from '../../../main/store/page.ts';
import { createFakeClock, NOON } from '../../support/clock.ts';
import { addDocument, jobOf, openTempStore, type TempStore } from '../../support/store.ts';

let temp: TempStore;
beforeEach(() => {
  temp = openTempStore(createFakeClock());
});
afterEach(() => temp.close());

const walk = <Row>(read: (page: PageRequest) => Page<Row>, limit: number): Row[] => {
  const rows: Row[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<Row> = read({ cursor, limit });
    rows.push(...page.rows);
    cursor = page.next;
  } while (cursor !== null);
  return rows;
};

describe('documents', () => {
  test('25 of them, several in one ms / pages of 7 / each once, newest first', () => {
    const ids = Array.from(
      { length: 25 },
      (_, index) => addDocument(temp.store, { folio: index + 1, at: NOON + Math.floor(index / 4) }).id,
    );
    const rows = walk((page) => temp.store.documents.list(1, {}, page), 7);
    expect(rows.map(({ document }) => document.id)).toEqual([...ids].reverse());
    expect(rows.every(({ document, job }) => job.documentId === document.id)).toBe(true);
    expect(temp.store.documents.list(1, {}, { limit: 7 }).total).toBe(25);
  });

  test('one is issued while somebody turns pages / next page / repeats none and skips none', () => {
    for (let folio = 1; folio <= 4; folio++) addDocument(temp.store, { folio, at: NOON + folio });
    const first = temp.store.documents.list(1, {}, { limit: 2 });
    addDocument(temp.store, { folio: 5, at: NOON + 5 });
    const second = temp.store.documents.list(1, {}, { limit: 2, cursor: first.next });
    expect([...first.rows, ...second.rows].map(({ document }) => document.folio)).toEqual([4, 3, 2, 1]);
    expect(second.next).toBeNull();
  });

  test.each([
    ['garbage'],
    [Buffer.from('1.2.3').toString('base64url')],
    [Buffer.from('1.x').toString('base64url')],
  ])('cursor %s / list / is refused', (cursor) => {
    expect(() => temp.store.documents.list(1, {}, { cursor })).toThrow(
      expect.objectContaining({ value: expect.objectContaining({ code: 'bad_request' }) }),
    );
  });

  test('limits / list / are 1 to 200', () => {
    expect(() => temp.store.documents.list(1, {}, { limit: 0 })).toThrow();
    expect(() => temp.store.documents.list(1, {}, { limit: 1.5 })).toThrow();
    for (let folio = 1; folio <= 205; folio++) addDocument(temp.store, { folio, at: NOON });
    expect(temp.store.documents.list(1, {}, { limit: 10_000 }).rows).toHaveLength(200);
  });

  describe('search', () => {
    beforeEach(() => {
      addDocument(temp.store, {
        folio: 101,
        receptorName: 'Panadería Ñuñoa Ltda.',
        receptorRut: '76192083-9',
        total: 1_234_567,
      });
      addDocument(temp.store, {
        folio: 102,
        receptorName: '100% Chileno_S.A.',
        receptorRut: '5126663-3',
        total: 5000,
      });
    });
    test.each([
      ['panaderia nunoa', [101]],
      ['PANADERÍA', [101]],
      ['ltda pan', [101]],
      ['76.192.083-9', [101]],
      ['76192083', [101]],
      ['1.234.567', [101]],
      ['1234567', [101]],
      ['102', [102]],
      ['%', [102]],
      ['_', [102]],
      ['100%', [102]],
      ['\\', []],
      ["'; DROP TABLE document; --", []],
      ['   ', [102, 101]],
      ['pan chileno', []],
    ])('"%s" / finds / %j', (text, folios) => {
      const page = temp.store.documents.list(1, { text });
      expect(page.rows.map(({ document }) => document.folio)).toEqual(folios);
      expect(page.total).toBe(folios.length);
    });
  });

  test('dates, types and states / together / narrow the list and its total', () => {
    addDocument(temp.store, { folio: 1, issuedOn: '2026-06-30' });
    addDocument(temp.store, { folio: 2, issuedOn: '2026-07-01' });
    addDocument(temp.store, { folio: 3, issuedOn: '2026-07-02', type: 61 });
    const folios = (filter: Parameters<typeof temp.store.documents.list>[1]) => {
      const page = temp.store.documents.list(1, filter);
      expect(page.total).toBe(page.rows.length);
      return page.rows.map(({ document }) => document.folio);
    };
    expect(folios({ from: '2026-07-01' })).toEqual([3, 2]);
    expect(folios({ to: '2026-07-01' })).toEqual([2, 1]);
    expect(folios({ from: '2026-07-01', to: '2026-07-01' })).toEqual([2]);
    expect(folios({ types: [61] })).toEqual([3]);
    expect(folios({ types: [] })).toEqual([3, 2, 1]);
    expect(folios({ siiStates: ['not_sent'], types: [33] })).toEqual([2, 1]);
    expect(folios({ siiStates: ['accepted'] })).toEqual([]);
    expect(temp.store.documents.counts(1)).toMatchObject({ not_sent: 3, accepted: 0 });
  });
});

describe('queue', () => {
  beforeEach(() => {
    for (let folio = 1; folio <= 6; folio++)
      addDocument(temp.store, { folio, at: NOON, receptorName: folio % 2 ? 'Almacén' : 'Bazar' });
    const change = (id: number, next: object): void => {
      const job = jobOf(temp.store, id);
      temp.store.jobs.write(job, { ...job, ...next }, NOON);
    };
    change(1, { state: 'abandoned', nextDueAt: null, errorClass: 'timeout' });
    change(2, {
      state: 'needs_person',
      nextDueAt: null,
      errorClass: 'validation',
      errorParams: { status: 7 },
    });
    change(3, { askFirst: true, errorClass: 'timeout', uncertainSince: NOON });
  });

  test('filters / by state, class, doubt and text / meet', () => {
    const ids = (filter: Parameters<typeof temp.store.jobs.list>[1]) => {
      const rows = walk((page) => temp.store.jobs.list(1, filter, page), 2);
      expect(temp.store.jobs.list(1, filter).total).toBe(rows.length);
      return rows.map(({ job }) => job.documentId);
    };
    expect(ids({})).toEqual([6, 5, 4, 3, 2, 1]);
    expect(ids({ states: ['abandoned', 'needs_person'] })).toEqual([2, 1]);
    expect(ids({ classes: ['timeout'] })).toEqual([3, 1]);
    expect(ids({ states: ['pending'], classes: ['timeout'] })).toEqual([3]);
    expect(ids({ uncertain: true })).toEqual([3]);
    expect(ids({ text: 'ALMACEN', states: ['pending'] })).toEqual([5, 3]);
    expect(temp.store.jobs.counts(1)).toMatchObject({
      pending: 4,
      abandoned: 1,
      needs_person: 1,
      success: 0,
    });
  });

  test('a job / written and read / keeps flags and parameters', () => {
    expect(jobOf(temp.store, 2)).toMatchObject({ errorParams: { status: 7 }, askFirst: false });
    expect(jobOf(temp.store, 3)).toMatchObject({ errorParams: {}, askFirst: true });
  });
});

describe('backups', () => {
  test('made, filed and verified / lists and counts / say so', () => {
    const { store } = temp;
    for (let folio = 1; folio <= 3; folio++) {
      const document = addDocument(store, { folio });
      const bytes = store.documents.content(document.id)?.bytes ?? Buffer.alloc(0);
      const backup = { ...document, documentId: document.id, bytes, backedUpAt: NOON + folio };
      const { companyId, documentId, type, sha256, backedUpAt } = backup;
      const row = { companyId, documentId, type, folio, bytes, sha256, backedUpAt };
      expect(store.backups.insert(row)).toBe(true);
      expect(store.backups.insert(row)).toBe(false);
    }
    store.backups.markFile(2, { file: 'a/b.xml', envelopeFile: null });
    store.backups.markVerified(2, 'verified', NOON);
    store.backups.markVerified(3, 'damaged', NOON);
    expect(store.backups.counts(1)).toEqual({
      verified: 1,
      unverified: 1,
      damaged: 1,
      total: 3,
      withoutFile: 2,
    });
    expect(store.backups.withoutFile().map(({ documentId }) => documentId)).toEqual([1, 3]);
    expect(store.backups.get(2)).toMatchObject({ file: 'a/b.xml', integrity: 'verified', verifiedAt: NOON });
    const listed = (filter: Parameters<typeof store.backups.list>[1]) =>
      walk((page) => store.backups.list(1, filter, page), 1).map(({ backup }) => backup.documentId);
    expect(listed({})).toEqual([3, 2, 1]);
    expect(listed({ integrities: ['damaged'] })).toEqual([3]);
    expect(listed({ text: '2', integrities: ['verified'] })).toEqual([2]);
    expect(store.backups.bytes(1)?.equals(store.documents.content(1)?.bytes ?? Buffer.alloc(0))).toBe(true);
  });
});

describe('folio ranges', () => {
  const caf = (fromFolio: number, toFolio: number) => ({
    companyId: 1,
    type: 33 as const,
    fromFolio,
    toFolio,
    authorizedOn: '2026-06-01',
    idk: 1,
    element: Buffer.alloc(0),
    sealedKey: Buffer.from('old'),
    sha256: '',
    importedAt: 0,
  });

  test('ranges that overlap / insert / are refused', () => {
    temp.store.cafs.insert(caf(11, 20));
    for (const [from, to] of [
      [1, 11],
      [20, 30],
      [12, 13],
      [1, 99],
    ] as const)
      expect(() => temp.store.cafs.insert(caf(from, to))).toThrow(
        expect.objectContaining({ value: expect.objectContaining({ code: 'caf_overlaps' }) }),
      );
    temp.store.cafs.insert(caf(1, 10));
    expect(temp.store.cafs.withFolios(1, 33).map(({ fromFolio }) => fromFolio)).toEqual([1, 11]);
  });

  test('a folio / taken twice / fails the second time, and a range ends', () => {
    const id = temp.store.cafs.insert(caf(1, 2));
    temp.store.cafs.take(id, 1);
    expect(() => temp.store.cafs.take(id, 1)).toThrow('taken');
    temp.store.cafs.take(id, 2);
    expect(() => temp.store.cafs.take(id, 3)).toThrow('taken');
    expect(temp.store.cafs.withFolios(1, 33)).toEqual([]);
  });

  test('sealed keys / reseal / are replaced', () => {
    temp.store.cafs.insert(caf(1, 2));
    temp.store.transaction(() => temp.store.cafs.reseal((old) => Buffer.concat([old, Buffer.from('!')])));
    expect(temp.store.cafs.list(1)[0]?.sealedKey.toString()).toBe('old!');
  });
});
