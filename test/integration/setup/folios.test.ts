import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createFolioService, type FolioService } from '../../../main/setup/folio-service.ts';
import type { ErrorCode } from '../../../shared/domain/errors.ts';
import { NOW } from '../../support/certificates.ts';
import { createFakeClock, type FakeClock } from '../../support/clock.ts';
import { addCaf, addCertificate, draft, type Office, openOffice } from '../../support/issuing.ts';
import { openTempStore, type TempStore } from '../../support/store.ts';

const DAY = 86_400_000;

let clock: FakeClock;
let temp: TempStore;
let office: Office;
let folios: FolioService;
beforeEach(() => {
  clock = createFakeClock(NOW);
  temp = openTempStore(clock);
  office = openOffice(temp.store, clock);
  addCertificate(temp.store, office.custody);
  addCaf(temp.store, office.custody, 33);
  folios = createFolioService({
    store: temp.store,
    clock,
    company: () => temp.store.companies.get(1) ?? expect.unreachable(),
  });
});
afterEach(() => temp.close());

const code = (expected: ErrorCode) =>
  expect.objectContaining({ value: expect.objectContaining({ code: expected }) });
const facturas = () => folios.report().find(({ type }) => type === 33) ?? expect.unreachable();
const cafId = () => facturas().ranges[0]?.caf.id ?? expect.unreachable();
const spans = () => facturas().unused.map(({ from, to, why, note }) => [from, to, why, note?.kind ?? null]);

describe('folios', () => {
  test('two issued, then skipped to 10 / the next document / has 10, and 3 to 9 are told of with who said why', () => {
    office.issuing.issue(draft(), 'Ana');
    office.issuing.issue(draft(), 'Ana');
    const { usable } = facturas();
    folios.skipTo(cafId(), 10, 'elsewhere', 'Ana');
    expect(office.issuing.issue(draft(), 'Ana').folio).toBe(10);
    expect(spans()).toEqual([[3, 9, 'skipped', 'elsewhere']]);
    expect(facturas().unused[0]?.note).toMatchObject({ notedBy: 'Ana', notedAt: NOW });
    expect(facturas().usable).toBe(usable - 8);
    expect(facturas()).toMatchObject({ perDay: 3 / 7 });
  });

  test('skipped twice without a document in between / told / each span with what was said of it', () => {
    folios.skipTo(cafId(), 4, 'elsewhere', 'Ana');
    folios.skipTo(cafId(), 6, 'annulled', 'Luis');
    office.issuing.issue(draft(), 'Ana');
    expect(spans()).toEqual([
      [1, 3, 'skipped', 'elsewhere'],
      [4, 5, 'skipped', 'annulled'],
    ]);
    folios.note(33, { from: 1, to: 3 }, 'annulled', 'Luis');
    expect(spans()).toEqual([[1, 5, 'skipped', 'annulled']]);
  });

  test('back, to itself or past the end / skipped / refused, nothing changes', () => {
    office.issuing.issue(draft(), 'Ana');
    const last = facturas().ranges[0]?.caf.toFolio ?? 0;
    for (const next of [1, 2, last + 2])
      expect(() => folios.skipTo(cafId(), next, 'annulled', 'Ana')).toThrow(code('folio_skip_invalid'));
    expect(() => folios.skipTo(999, 5, 'annulled', 'Ana')).toThrow(code('not_found'));
    expect(spans()).toEqual([]);
    expect(office.issuing.issue(draft(), 'Ana').folio).toBe(2);
  });

  test('the whole rest left out / issue / says that there are no folios', () => {
    const last = facturas().ranges[0]?.caf.toFolio ?? 0;
    folios.skipTo(cafId(), last + 1, 'annulled', 'Ana');
    expect(facturas()).toMatchObject({ usable: 0, ranges: [{ state: 'used_up' }] });
    expect(() => office.issuing.issue(draft(), 'Ana')).toThrow(code('folios_exhausted'));
  });

  test('folios with a document / noted / refused', () => {
    office.issuing.issue(draft(), 'Ana');
    expect(() => folios.note(33, { from: 1, to: 1 }, 'annulled', 'Ana')).toThrow(code('folio_has_document'));
    expect(() => folios.note(33, { from: 5, to: 6 }, 'annulled', 'Ana')).toThrow(code('folio_has_document'));
  });

  test('a range past its last day / told / expired, its folios are not usable and wait for an explanation', async () => {
    await clock.advance(200 * DAY);
    const last = facturas().ranges[0]?.caf.toFolio ?? 0;
    expect(facturas()).toMatchObject({
      usable: 0,
      perDay: null,
      daysLeft: null,
      ranges: [{ state: 'expired' }],
    });
    expect(spans()).toEqual([[1, last, 'expired', null]]);
    folios.note(33, { from: 1, to: last }, 'annulled', 'Ana');
    expect(spans()).toEqual([[1, last, 'expired', 'annulled']]);
  });

  test('every action / afterwards / is in the audit trail with its folios', () => {
    folios.skipTo(cafId(), 4, 'elsewhere', 'Ana');
    folios.note(33, { from: 1, to: 3 }, 'annulled', 'Luis');
    const trail = temp.store.audit
      .list({}, { limit: 10 })
      .rows.map(({ action, actor, params }) => ({ action, actor, params }));
    expect(trail).toEqual(
      expect.arrayContaining([
        { action: 'folios.skipped', actor: 'Ana', params: { type: 33, from: 1, to: 3, kind: 'elsewhere' } },
        { action: 'folios.noted', actor: 'Luis', params: { type: 33, from: 1, to: 3, kind: 'annulled' } },
      ]),
    );
  });
});
