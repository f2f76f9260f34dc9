import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Draft } from '../../../shared/domain/draft.ts';
import { draft } from '../../support/issuing.ts';
import { openPracticeWorld, type PracticeWorld } from '../../support/practice-world.ts';
import { documentOf, jobOf } from '../../support/store.ts';

const HOUR = 3_600_000;
let world: PracticeWorld;
beforeEach(async () => {
  world = await openPracticeWorld({ types: [33, 56, 61], strictReferences: true });
});
afterEach(() => world.close());

const note = (
  type: 56 | 61,
  refersTo: { readonly type: number | string; readonly folio: number },
): Draft => ({
  ...draft({ type }),
  Referencia: [
    {
      TpoDocRef: refersTo.type,
      FolioRef: refersTo.folio,
      FchRef: '2026-11-24',
      CodRef: 1,
      RazonRef: 'Anula',
    },
  ],
});
const issue = (what: Draft): number => world.office.issuing.issue(what, 'Ana').id;
const state = (id: number) => [documentOf(world.temp.store, id).siiState, jobOf(world.temp.store, id).state];

describe('a note', () => {
  test('its factura is being processed / wait / sent as soon as that is accepted, without an attempt before', async () => {
    const factura = issue(draft());
    const credit = issue(note(61, { type: 33, folio: 1 }));
    await world.scheduler.idle();
    expect(state(factura)).toEqual(['received', 'success']);
    expect(jobOf(world.temp.store, credit)).toMatchObject({
      state: 'pending',
      attempts: 0,
      errorCode: 'waiting_for_reference',
      errorParams: { type: 33, folio: 1 },
    });
    await world.pass(31_000);
    expect(state(factura)).toEqual(['accepted', 'success']);
    expect(state(credit)).toEqual(['received', 'success']);
    await world.pass(60_000);
    expect(state(credit)).toEqual(['accepted', 'success']);
    expect(jobOf(world.temp.store, credit).errorCode).toBeNull();
  });

  test('a note about a note about a factura / wait / one after the other, all accepted', async () => {
    const ids = [
      issue(draft()),
      issue(note(61, { type: 33, folio: 1 })),
      issue(note(56, { type: 61, folio: 1 })),
    ];
    await world.scheduler.idle();
    await world.pass(4 * 60_000);
    expect(ids.map(state)).toEqual([
      ['accepted', 'success'],
      ['accepted', 'success'],
      ['accepted', 'success'],
    ]);
  });

  test('its factura is rejected / wait / needs a person, never sent', async () => {
    await world.sii.faults.set({ kind: 'rejection_after_epr', code: 'HED-3-305', times: 1 });
    const factura = issue(draft());
    const credit = issue(note(61, { type: 33, folio: 1 }));
    await world.scheduler.idle();
    await world.pass(60_000);
    expect(state(factura)).toEqual(['rejected', 'needs_person']);
    expect(jobOf(world.temp.store, credit)).toMatchObject({
      state: 'needs_person',
      attempts: 0,
      errorCode: 'reference_failed',
    });
    world.queue.retryNow([credit], 'Ana');
    await world.scheduler.idle();
    expect(jobOf(world.temp.store, credit)).toMatchObject({ state: 'needs_person', attempts: 0 });
  });

  test('its factura is abandoned / wait / needs a person at once', async () => {
    await world.sii.faults.set({ kind: 'down' });
    const factura = issue(draft());
    const credit = issue(note(61, { type: 33, folio: 1 }));
    await world.scheduler.idle();
    world.queue.abandon([factura], 'Mal emitida', 'Ana');
    world.scheduler.kick();
    await world.scheduler.idle();
    expect(jobOf(world.temp.store, credit)).toMatchObject({
      state: 'needs_person',
      errorCode: 'reference_failed',
    });
  });

  test('its factura waits out an outage / for hours / the note waits with it, and costs nothing', async () => {
    await world.sii.faults.set({ kind: 'down' });
    const factura = issue(draft());
    const credit = issue(note(61, { type: 33, folio: 1 }));
    await world.scheduler.idle();
    await world.pass(2 * HOUR);
    expect(jobOf(world.temp.store, credit)).toMatchObject({
      state: 'pending',
      attempts: 0,
      failedRetries: 0,
    });
    await world.sii.faults.set({ kind: 'none' });
    await world.pass(2 * HOUR);
    expect([factura, credit].map(state)).toEqual([
      ['accepted', 'success'],
      ['accepted', 'success'],
    ]);
  });

  test('it refers to a document that is not ours / issue / sent at once', async () => {
    const credit = issue(note(61, { type: 33, folio: 999 }));
    await world.scheduler.idle();
    expect(jobOf(world.temp.store, credit)).toMatchObject({ state: 'success', attempts: 1 });
  });
});
