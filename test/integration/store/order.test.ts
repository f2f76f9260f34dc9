import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SortBy } from '../../../main/store/lists/cursor.ts';
import type { ListFilter } from '../../../main/store/lists/filter.ts';
import { NAME_KEY } from '../../../main/store/migrations/0011-order.ts';
import { openStore } from '../../../main/store/open.ts';
import { fillDatabase } from '../../../scripts/bench/fill.ts';
import { createFakeClock } from '../../support/clock.ts';
import { addDocument, openTempStore, type TempFolder, tempFolder } from '../../support/store.ts';

let folder: TempFolder;
beforeEach(() => {
  folder = tempFolder();
});
afterEach(() => folder.remove());

/** So many that lists are read from an index in its order, and more than one answer may look at. */
const MANY = 24_000;
const OPTIONS = { clock: createFakeClock() };
const COLUMNS = { date: 'issued_on', amount: 'total', folio: 'folio', receptor: NAME_KEY } as const;

const namesOf = (store: ReturnType<typeof openTempStore>['store'], descending: boolean): readonly string[] =>
  store.documents
    .list(1, {}, { limit: 200, sort: { by: 'receptor', descending } })
    .rows.map(({ document }) => document.receptorName);

test('names with accents, capitals and ñ / ordered by receptor / are as es-CL orders them', () => {
  const temp = openTempStore(createFakeClock());
  const names = [
    'Ñandú',
    'nz',
    'ÁRBOL',
    'arco',
    'Oña',
    'Onza',
    'ola',
    'Élite',
    'elena',
    'Zócalo',
    'ñu',
    'Núñez',
    'nunca',
  ];
  for (const [at, receptorName] of names.entries()) addDocument(temp.store, { folio: at + 1, receptorName });
  const expected = [...names].sort(new Intl.Collator('es-CL').compare);
  expect(namesOf(temp.store, false)).toEqual(expected);
  expect(namesOf(temp.store, true)).toEqual([...expected].reverse());
  temp.close();
});

test(`${MANY} documents / every order with every kind of filter, page by page / is the order of all rows sorted`, () => {
  const file = `${folder.path}/many.sqlite`;
  fillDatabase(file, MANY);
  const store = openStore(file, OPTIONS);
  const db = new Database(file, { readonly: true });
  const filters: readonly (readonly [ListFilter, string])[] = [
    [{}, 'true'],
    [{ receptorRut: '66666666-6' }, `receptor_rut = '66666666-6'`],
    [{ types: [61], siiStates: ['accepted'] }, `type = 61 AND sii_state = 'accepted'`],
    [{ minTotal: 1_900_000 }, 'total >= 1900000'],
    [{ from: '2025-03-01', to: '2025-06-30' }, `issued_on BETWEEN '2025-03-01' AND '2025-06-30'`],
    [{ text: 'comercial' }, `search LIKE '%comercial%'`],
  ];
  let compared = 0;
  for (const [filter, sql] of filters)
    for (const by of ['date', 'amount', 'folio', 'receptor'] as const satisfies readonly SortBy[])
      for (const descending of [true, false]) {
        const way = descending ? 'DESC' : 'ASC';
        const ids: number[] = [];
        let cursor: string | null = null;
        let ordered = true;
        do {
          const page = store.lists.documents.page(1, 'documents', filter, {
            cursor,
            limit: 200,
            sort: { by, descending },
          });
          ids.push(...page.ids);
          cursor = page.next;
          ordered &&= page.ordered;
        } while (cursor !== null);
        const order = ordered ? `${COLUMNS[by]} ${way}, id ${way}` : 'id DESC';
        const expected = db
          .prepare<[], number>(`SELECT id FROM document WHERE ${sql} ORDER BY ${order}`)
          .pluck()
          .all();
        expect(ids, JSON.stringify({ filter, by, descending })).toEqual(expected);
        expect(ordered || filter.text !== undefined).toBe(true);
        compared += ids.length;
      }
  expect(compared).toBeGreaterThan(MANY * 8);
  db.close();
  store.close();
}, 60_000);

test('every order / asked for / is read out of its index alone', () => {
  const file = `${folder.path}/plan.sqlite`;
  openStore(file, OPTIONS).close();
  const db = new Database(file, { readonly: true });
  for (const [index, by] of [
    ['document_by_amount', 'total'],
    ['document_by_folio', 'folio'],
    ['document_by_name', NAME_KEY],
  ] as const) {
    const plan = db
      .prepare<[], { readonly detail: string }>(
        `EXPLAIN QUERY PLAN SELECT id, ${by}, type, sii_state, integrity, issued_on, total, receptor_rut FROM document
         INDEXED BY ${index} WHERE company_id = 1 AND ${by} <= 'x' AND (${by} < 'x' OR id < 3) ORDER BY ${by} DESC, id DESC`,
      )
      .all();
    expect(plan).toHaveLength(1);
    expect(plan[0]?.detail).toContain(`COVERING INDEX ${index}`);
    expect(plan[0]?.detail).toMatch(/<\?\)$/);
  }
  db.close();
});
