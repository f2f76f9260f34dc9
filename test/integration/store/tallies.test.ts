import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createQueueService } from '../../../main/sending/queue-service.ts';
import type { ListFilter, Scope } from '../../../main/store/lists/filter.ts';
import { DOCUMENT_TYPES } from '../../../shared/domain/document-type.ts';
import { INTEGRITIES, SII_STATES } from '../../../shared/domain/states.ts';
import { createRandom } from '../../promises/support/random.ts';
import { createFakeClock, NOON } from '../../support/clock.ts';
import { addDocument, documentOf, jobOf, openTempStore, type TempStore } from '../../support/store.ts';

const SEED = 20_260_709;
const DOCUMENTS = 400;

const clock = createFakeClock();
let temp: TempStore;
beforeEach(() => {
  temp = openTempStore(clock);
});
afterEach(() => temp.close());

const NAMES = ['Panadería Ñuñoa', 'Ferretería Talca', 'Bazar del Sur', 'Librería El Faro'];
const collator = new Intl.Collator('es-CL');
const RUTS = ['76192083-9', '60803000-K', '5126663-3', '66666666-6'];

interface Plain {
  readonly id: number;
  readonly type: number;
  readonly state: string;
  readonly integrity: string;
  readonly day: string;
  readonly rut: string;
  readonly folio: number;
  readonly total: number;
}

/** Documents of three years in every state, some with a backup, moved about so that every trigger has run. */
const fill = (random: ReturnType<typeof createRandom>): void => {
  const { store } = temp;
  for (let folio = 1; folio <= DOCUMENTS; folio++) {
    const who = random.below(NAMES.length);
    const day = `202${4 + random.below(3)}-${String(1 + random.below(12)).padStart(2, '0')}-${String(1 + random.below(28)).padStart(2, '0')}`;
    const { id } = addDocument(store, {
      folio,
      type: random.pick(DOCUMENT_TYPES),
      receptorRut: RUTS[who] ?? '',
      receptorName: NAMES[who] ?? '',
      total: 1 + random.below(100_000),
      issuedOn: day,
      at: NOON + folio,
    });
    for (let move = random.below(3); move > 0; move--)
      store.documents.change(documentOf(store, id), { siiState: random.pick(SII_STATES) }, NOON);
    if (random.below(2) === 0) continue;
    const { companyId, type, sha256 } = documentOf(store, id);
    const bytes = store.documents.content(id)?.bytes ?? Buffer.alloc(0);
    store.backups.insert({ documentId: id, companyId, type, folio, bytes, sha256, backedUpAt: NOON });
    store.backups.markVerified(id, random.pick(INTEGRITIES), NOON);
    if (random.below(3) > 0) store.backups.markFile(id, { file: `a/${id}.xml`, envelopeFile: null });
    const job = jobOf(store, id);
    const failed = { errorClass: 'timeout', errorCode: 'no_answer', firstFailedAt: NOON } as const;
    if (random.below(2) === 0) store.jobs.write(job, { ...job, state: 'success', nextDueAt: null }, NOON);
    else store.jobs.write(job, { ...job, ...failed, askFirst: random.below(2) === 0 }, NOON);
  }
};

const plainRows = (): readonly Plain[] => {
  const db = new Database(temp.file, { readonly: true });
  const rows = db
    .prepare<[], Plain>(`
      SELECT document.id, document.type, sii_state AS state, coalesce(backup.integrity, 'none') AS integrity, issued_on AS day,
        receptor_rut AS rut, document.folio, total FROM document LEFT JOIN backup ON backup.document_id = document.id`)
    .all();
  db.close();
  return rows;
};

const tallies = (): Readonly<Record<string, readonly unknown[]>> => {
  const db = new Database(temp.file, { readonly: true });
  const all = Object.fromEntries(
    ['document_tally', 'receptor_tally', 'job_tally', 'backup_tally'].map((table) => [
      table,
      db
        .prepare(`SELECT * FROM ${table}`)
        .all()
        .map((row) => JSON.stringify(row))
        .sort(),
    ]),
  );
  db.close();
  return all;
};

test(`${DOCUMENTS} documents that were moved about, seed ${SEED} / tallies kept by triggers / are those that counting anew gives`, () => {
  fill(createRandom(SEED));
  const kept = tallies();
  temp.store.lists.tallies.recount();
  expect(tallies()).toEqual(kept);
  expect(kept['document_tally']?.length).toBeGreaterThan(100);
  expect(kept['backup_tally']).toHaveLength(1);
});

test(`80 filters, seed ${SEED} / page by page, counted and grouped / find what a plain look at every row finds`, () => {
  const random = createRandom(SEED + 1);
  fill(random);
  const rows = plainRows();
  const some = <T>(from: readonly T[], most: number): readonly T[] =>
    random.below(2) === 0 ? [] : Array.from({ length: 1 + random.below(most) }, () => random.pick(from));
  let found = 0;
  for (let n = 0; n < 80; n++) {
    const scope: Scope = random.pick(['documents', 'backups']);
    const filter: ListFilter = {
      types: [...new Set(some(DOCUMENT_TYPES, 4))],
      siiStates: [...new Set(some(SII_STATES, 3))],
      integrities: random.below(3) === 0 ? [...new Set(some(INTEGRITIES, 2))] : [],
      from: random.below(3) === 0 ? `202${4 + random.below(3)}-0${1 + random.below(9)}-15` : undefined,
      to: random.below(3) === 0 ? `202${4 + random.below(3)}-0${1 + random.below(9)}-20` : undefined,
      receptorRut: random.below(4) === 0 ? random.pick(RUTS) : undefined,
      minTotal: random.below(4) === 0 ? random.below(50_000) : undefined,
      maxTotal: random.below(4) === 0 ? 50_000 + random.below(50_000) : undefined,
      text:
        random.below(4) === 0
          ? random.pick(['panaderia', 'fa', 'el', 'sur', '7', 'ferreteria talca'])
          : undefined,
    };
    const sort = {
      by: random.pick(['date', 'amount', 'folio', 'receptor'] as const),
      descending: random.below(2) === 0,
    };
    const named = new Map(RUTS.map((rut, at) => [rut, NAMES[at] ?? '']));
    const isText = (row: Plain): boolean => {
      if (filter.text === undefined) return true;
      const { rows: hit } = temp.store.documents.list(
        1,
        { text: filter.text, receptorRut: row.rut },
        { limit: 200 },
      );
      return hit.some(({ document }) => document.id === row.id) || named.get(row.rut) === undefined;
    };
    const chosen = <T>(values: readonly T[] | undefined, value: T): boolean =>
      values === undefined || values.length === 0 || values.includes(value);
    const expected = rows
      .filter(
        (row) =>
          chosen<number>(filter.types, row.type) &&
          chosen<string>(filter.siiStates, row.state) &&
          chosen<string>(filter.integrities, row.integrity) &&
          (scope === 'documents' || row.integrity !== 'none') &&
          (filter.from === undefined || row.day >= filter.from) &&
          (filter.to === undefined || row.day <= filter.to) &&
          (filter.receptorRut === undefined || row.rut === filter.receptorRut) &&
          (filter.minTotal === undefined || row.total >= filter.minTotal) &&
          (filter.maxTotal === undefined || row.total <= filter.maxTotal) &&
          isText(row),
      )
      .sort((one, other) => {
        const way = sort.descending ? -1 : 1;
        const key = {
          date: () => one.day.localeCompare(other.day),
          amount: () => one.total - other.total,
          folio: () => one.folio - other.folio,
          receptor: () => collator.compare(named.get(one.rut) ?? '', named.get(other.rut) ?? ''),
        }[sort.by]();
        return way * (key === 0 ? one.id - other.id : key);
      })
      .map(({ id }) => id);
    const everything = rows.filter((row) => scope === 'documents' || row.integrity !== 'none').length;
    expect(temp.store.lists.documents.all(1, scope)).toBe(everything);
    const ids: number[] = [];
    let cursor: string | null = null;
    do {
      const page = temp.store.lists.documents.page(1, scope, filter, { cursor, limit: 37, sort });
      ids.push(...page.ids);
      if (page.exact) expect(page.total, JSON.stringify({ scope, filter })).toBe(expected.length);
      cursor = page.next;
    } while (cursor !== null);
    expect(ids, JSON.stringify({ scope, filter, sort })).toEqual(expected);
    for (const by of ['type', 'month', 'state', 'receptor'] as const) {
      const { groups, exact } = temp.store.lists.documents.groups(1, scope, filter, by);
      expect(exact).toBe(true);
      expect(
        groups.reduce((sum, group) => sum + group.n, 0),
        JSON.stringify({ scope, filter, by }),
      ).toBe(expected.length);
    }
    found += expected.length;
  }
  expect(found).toBeGreaterThan(500);
});

test('failures of three kinds / causes of the queue / each once, with its number and its documents', () => {
  const { store } = temp;
  const fail = (folio: number, errorCode: 'no_answer' | 'no_connection', code: string | null): void => {
    const { id } = addDocument(store, { folio });
    const job = jobOf(store, id);
    const errorClass = code === null ? (errorCode === 'no_answer' ? 'timeout' : 'connection') : 'validation';
    store.jobs.write(
      job,
      { ...job, errorClass, errorCode, errorParams: code === null ? {} : { code } },
      NOON,
    );
  };
  for (let folio = 1; folio <= 5; folio++) fail(folio, 'no_connection', null);
  for (let folio = 6; folio <= 8; folio++) fail(folio, 'no_answer', null);
  fail(9, 'no_answer', 'HED-3-100');
  fail(10, 'no_answer', 'HED-3-200');
  addDocument(store, { folio: 11 });
  const causes = store.jobs.causes(1, { states: ['pending'], failed: true });
  expect(causes.map(({ cause, n }) => [cause, n])).toEqual([
    ['connection:no_connection:', 5],
    ['timeout:no_answer:', 3],
    ['validation:no_answer:HED-3-100', 1],
    ['validation:no_answer:HED-3-200', 1],
  ]);
  const [first] = causes;
  const page = store.jobs.list(1, { cause: first?.cause }, { limit: 3 });
  expect([page.total, page.rows.length, page.next === null]).toEqual([5, 3, false]);
  expect(first?.documentId).toBe(page.rows[0]?.document.id);
});

test('an abandonment / taken back / the job is as before; one that was sent since stays', () => {
  const { store } = temp;
  const queue = createQueueService({
    store,
    clock,
    changes: { on: () => () => {}, emit: () => {} },
    wake: () => {},
  });
  const ids = [1, 2].map((folio) => addDocument(store, { folio }).id);
  const [one = 0, two = 0] = ids;
  const before = jobOf(store, one);
  const { undo } = queue.abandon(ids, 'por error', 'prueba');
  expect(jobOf(store, one).state).toBe('abandoned');
  const moved = jobOf(store, two);
  store.jobs.write(moved, { ...moved, abandonedReason: 'otra cosa' }, clock.now() + 5);
  expect(queue.undo(undo ?? '', 'prueba')).toEqual({ undone: 1, left: 1 });
  expect(jobOf(store, one)).toMatchObject({
    state: 'pending',
    nextDueAt: before.nextDueAt,
    abandonedReason: null,
  });
  expect(jobOf(store, two).state).toBe('abandoned');
  expect(queue.undo(undo ?? '', 'prueba')).toEqual({ undone: 0, left: 0 });
  expect(store.audit.ofDocument(one).map(({ action }) => action)).toContain('job.undone_by_person');
});
