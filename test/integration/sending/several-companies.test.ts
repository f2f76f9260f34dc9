import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { companyKey } from '../../../shared/domain/company-key.ts';
import { draft } from '../../support/issuing.ts';
import { openPracticeWorld, type PracticeWorld } from '../../support/practice-world.ts';
import { documentOf, jobOf } from '../../support/store.ts';

const DAY = 24 * 3_600_000;

/** A database that a restored folder of two companies left behind. */
let world: PracticeWorld;
beforeEach(async () => {
  world = await openPracticeWorld();
});
afterEach(() => world.close());

const addOther = (environment: 'practice' | 'production'): string => {
  const { store } = world.temp;
  const id = store.companies.insert({
    environment,
    rut: '45000001-1',
    name: 'Otra Empresa Ltda.',
    giro: 'Ferretería',
    actecos: [475_201],
    address: 'Calle Larga 456',
    comuna: 'Maipú',
    city: 'Santiago',
    fchResol: '2026-01-01',
    nroResol: 80,
    createdAt: world.clock.now(),
  });
  const company = store.companies.get(id);
  if (!company) throw new Error('no company');
  return companyKey(company);
};

describe('documents of two companies in one database', () => {
  it('while the other one is worked for / days go by / nothing is sent, asked or changed by hand; afterwards it goes on', async () => {
    const { store } = world.temp;
    const own = store.companies.keys()[0] ?? '';
    const [sent, waiting] = [1, 2].map(() => world.office.issuing.issue(draft(), 'Ana').id) as [
      number,
      number,
    ];
    // Of one the SII has to be asked, the other has never left.
    await world.sii.faults.set({ kind: 'none' });
    const document = documentOf(store, sent);
    const now = world.clock.now();
    store.documents.change(document, { siiState: 'received', trackId: '77', pollDueAt: now + 1_000 }, now);
    store.jobs.write(jobOf(store, sent), { ...jobOf(store, sent), state: 'success', nextDueAt: null }, now);
    const other = addOther('practice');
    store.companies.workFor(other);
    const before = [sent, waiting].map((id) => [documentOf(store, id), jobOf(store, id)]);

    expect(store.jobs.nextDueAt()).toBeNull();
    expect(store.documents.nextPoll()).toBeNull();
    await world.pass(2 * DAY, DAY / 4);
    expect(world.queue.retryNow([waiting], 'Ana')).toMatchObject({
      done: [],
      skipped: [{ id: waiting, why: 'not_found' }],
    });
    expect(world.queue.abandon([waiting], 'ya no', 'Ana').done).toEqual([]);
    expect([sent, waiting].map((id) => [documentOf(store, id), jobOf(store, id)])).toEqual(before);
    expect(world.sii.received()).toEqual([]);

    store.companies.workFor(own);
    world.scheduler.kick();
    await world.pass(60_000, 5_000);
    expect(documentOf(store, waiting).siiState).toBe('accepted');
    expect(world.sii.uploadsOf(33, documentOf(store, waiting).folio)).toHaveLength(1);
  });

  it('of which one is real / days go by / nothing that was practised is sent, whatever was chosen', async () => {
    const { store } = world.temp;
    const practised = store.companies.keys()[0] ?? '';
    const { id } = world.office.issuing.issue(draft(), 'Ana');
    const real = addOther('production');
    store.companies.workFor(practised);
    expect(store.companies.working()).toMatchObject({ environment: 'production' });
    expect(store.companies.keys()).toContain(real);
    await world.pass(DAY, DAY / 4);
    expect(jobOf(store, id)).toMatchObject({ state: 'pending', attempts: 0 });
    expect(world.sii.received()).toEqual([]);
  });
});
