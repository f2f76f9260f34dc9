import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SiiGateway } from '../../../main/sii/types.ts';
import { createFakeClock, type FakeClock } from '../../support/clock.ts';
import { createFakeSii, type FakeSii, type UploadFate } from '../../support/fake-sii.ts';
import { type Boot, boot } from '../../support/sending.ts';
import { addDocument, documentOf, jobOf, openTempStore, type TempStore } from '../../support/store.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;
let clock: FakeClock;
let temp: TempStore;
let sii: FakeSii;
let app: Boot;
beforeEach(() => {
  clock = createFakeClock();
  temp = openTempStore(clock);
  sii = createFakeSii();
  app = boot({ store: temp.store, clock, gateway: sii });
});
afterEach(async () => {
  sii.letGo();
  await app.scheduler.stop();
  temp.close();
});

const issue = (folio: number) => addDocument(temp.store, { folio, at: clock.now() }).id;
const issueMany = (n: number, from = 1) => Array.from({ length: n }, (_, index) => issue(from + index));
/** The SII, or the way to it, is away until `back` is called. */
const down = (fate: UploadFate = 'no_connection') => {
  sii.uploadFates.push(...Array.from({ length: 1_000 }, () => fate));
  sii.askFates.push(...Array.from({ length: 1_000 }, () => 'no_connection' as const));
  sii.probes.push(...Array.from({ length: 3_000 }, () => false));
};
const back = () => {
  sii.uploadFates.length = 0;
  sii.askFates.length = 0;
  sii.probes.length = 0;
};
const uploads = () => sii.calls.filter(({ what }) => what === 'upload');

describe('the SII is down', () => {
  test('20 documents / it comes back / all accepted within a minute, none sent twice, no retry lost', async () => {
    down();
    const ids = issueMany(20);
    app.scheduler.start();
    await app.scheduler.idle();
    expect(uploads()).toHaveLength(3);
    expect(ids.map((id) => jobOf(temp.store, id).attempts).filter((n) => n > 0)).toEqual([1, 1, 1]);
    expect(app.breaker.state()).toMatchObject({ state: 'waiting', failures: 3 });
    await clock.advance(20 * MINUTE);
    expect(uploads()).toHaveLength(3);
    back();
    const seen = uploads().length;
    // Within five minutes the probe finds it; the minute counts from then.
    while (app.breaker.state().state === 'waiting') await clock.advance(1_000);
    for (let second = 0; second < 60; second++) await clock.advance(1_000);
    await app.scheduler.idle();
    expect(ids.map((id) => documentOf(temp.store, id).siiState)).toEqual(ids.map(() => 'accepted'));
    expect(ids.map((id) => jobOf(temp.store, id).failedRetries)).toEqual(ids.map(() => 0));
    expect(uploads().length - seen).toBe(20);
    for (let folio = 1; folio <= 20; folio++) {
      expect(sii.taken(`F${folio}T33`)).toBe(1);
      expect(new Set(sii.uploadsOf(`F${folio}T33`)).size).toBe(1);
    }
    expect(app.breaker.state()).toMatchObject({ state: 'sending', failures: 0 });
    const actions = temp.store.audit.list({}, { limit: 200 }).rows.map(({ action }) => action);
    expect(actions).toContain('sending.released');
  });

  test('it comes back / the backlog / oldest first, two a second', async () => {
    down();
    issueMany(20);
    app.scheduler.start();
    await clock.advance(10_000);
    back();
    const before = uploads().length;
    const start = clock.now();
    const at: number[] = [];
    while (uploads().length < before + 20) {
      const n = uploads().length;
      await clock.advance(100);
      for (let i = n; i < uploads().length; i++) at.push(clock.now() - start);
    }
    const order = uploads()
      .slice(before)
      .map(({ key }) => Number(/F(\d+)T/.exec(key)?.[1]));
    // The first one through is one that was never tried; after it the oldest.
    expect(order).toEqual([4, 1, 2, 3, ...Array.from({ length: 16 }, (_, index) => index + 5)]);
    expect((at.at(-1) ?? 0) - (at[0] ?? 0)).toBeGreaterThanOrEqual(18 * 500);
  });

  test('documents that failed / for a week / tried after 1, 2, 4, 8, 16, 16 … hours, and neither they nor the others lose a retry', async () => {
    down();
    const ids = issueMany(10);
    app.scheduler.start();
    await clock.advance(168 * HOUR);
    const jobs = ids.map((id) => jobOf(temp.store, id));
    expect(
      jobs.slice(0, 3).map(({ state, failedRetries, attempts }) => [state, failedRetries, attempts]),
    ).toEqual(Array.from({ length: 3 }, () => ['pending', 0, 14]));
    expect(
      jobs.slice(3).map(({ state, failedRetries, attempts }) => [state, failedRetries, attempts]),
    ).toEqual(Array.from({ length: 7 }, () => ['pending', 0, 0]));
    // One every five minutes, and not one more.
    expect(sii.probed()).toBeLessThanOrEqual(168 * 12 + 5);
  });

  test('in doubt / it comes back / asked first, then received once', async () => {
    down('lost');
    const ids = issueMany(6);
    app.scheduler.start();
    await clock.advance(10 * MINUTE);
    expect(uploads()).toHaveLength(3);
    back();
    await clock.advance(6 * MINUTE);
    await app.scheduler.idle();
    expect(ids.map((id) => documentOf(temp.store, id).siiState)).toEqual(ids.map(() => 'accepted'));
    expect(uploads()).toHaveLength(6);
    expect(sii.calls.filter(({ what }) => what === 'ask')).toHaveLength(3);
  });

  test('seeds are given, uploads fail / for a day / no retry is lost to probes', async () => {
    sii.uploadFates.push(...Array.from({ length: 5_000 }, () => 'no_connection' as const));
    const ids = issueMany(8);
    app.scheduler.start();
    await clock.advance(5 * HOUR);
    // By the table: at 0, 1 and 3 h, so at most two retries in five hours, however often it seemed to be back.
    for (const id of ids) expect(jobOf(temp.store, id).failedRetries).toBeLessThanOrEqual(2);
    for (const id of ids) expect(jobOf(temp.store, id).state).toBe('pending');
    back();
    await clock.advance(10 * MINUTE);
    expect(temp.store.jobs.counts(1).success).toBe(8);
  });

  test('one document that always times out / others are issued / they go through', async () => {
    const poison = issue(1);
    const { upload } = sii;
    const gateway = {
      ...sii,
      upload: (request: Parameters<typeof upload>[0]) => {
        if (request.envelope.includes('ID="F1T33"')) sii.uploadFates.unshift('no_connection');
        return upload(request);
      },
    };
    app = boot({ store: temp.store, clock, gateway });
    app.scheduler.start();
    for (let folio = 2; folio <= 60; folio++) {
      issue(folio);
      await clock.advance(20 * MINUTE);
    }
    expect(temp.store.jobs.counts(1).success).toBe(59);
    expect(jobOf(temp.store, poison)).toMatchObject({ attempts: 5, failedRetries: 4 });
  });

  test('the program ends and starts again / while it waits / it still waits', async () => {
    down();
    issueMany(5);
    app.scheduler.start();
    await app.scheduler.idle();
    await app.scheduler.stop();
    app = boot({ store: temp.again(), clock, gateway: sii });
    expect(app.breaker.state()).toMatchObject({ state: 'waiting', failures: 3 });
    app.scheduler.start();
    await clock.advance(MINUTE);
    expect(uploads()).toHaveLength(3);
    expect(sii.probed()).toBeGreaterThan(0);
  });

  test('the network comes back / one document has failed, nothing is held / it goes at once', async () => {
    sii.uploadFates.push('no_connection');
    const id = issue(1);
    app.scheduler.start();
    await app.scheduler.idle();
    app.breaker.hurry();
    app.scheduler.kick();
    await app.scheduler.idle();
    await clock.advance(1_000);
    expect(jobOf(temp.store, id)).toMatchObject({ state: 'success', failedRetries: 0 });
    expect(sii.probed()).toBe(1);
  });

  test('the network seems to come back / and is not there / the retry is not used up, the table holds', async () => {
    down();
    const id = issue(1);
    app.scheduler.start();
    await app.scheduler.idle();
    const due = jobOf(temp.store, id).nextDueAt;
    sii.probes.length = 0;
    app.breaker.hurry();
    app.scheduler.kick();
    await app.scheduler.idle();
    await clock.advance(1_000);
    expect(jobOf(temp.store, id)).toMatchObject({ attempts: 2, failedRetries: 0, nextDueAt: due });
  });
});

describe('Retry-After', () => {
  test('of one upload / nothing at all goes until then, and the document itself not before its table', async () => {
    const { upload } = sii;
    let busy = true;
    const gateway: SiiGateway = {
      ...sii,
      upload: async (request, signal) => {
        if (!busy) return upload(request, signal);
        busy = false;
        sii.uploadFates.unshift('http_503');
        const { exchange } = await upload(request, signal);
        return { answer: { kind: 'http', httpStatus: 503, retryAfterMs: 20 * MINUTE }, exchange };
      },
    };
    app = boot({ store: temp.store, clock, gateway, concurrency: 1 });
    const ids = issueMany(3);
    app.scheduler.start();
    await clock.advance(19 * MINUTE);
    expect(sii.calls).toHaveLength(1);
    expect(sii.probed()).toBe(0);
    expect(app.breaker.state()).toMatchObject({ state: 'waiting' });
    await clock.advance(5 * MINUTE);
    expect(ids.slice(1).map((id) => jobOf(temp.store, id).state)).toEqual(['success', 'success']);
  });
});

describe('pauses', () => {
  test('paused by a person / until its end / nothing is sent, polled or probed; then all goes on', async () => {
    const sent = issue(1);
    app.scheduler.start();
    await app.scheduler.idle();
    app.breaker.pause(clock.now() + HOUR, 'Cierre de mes', 'Ana');
    const ids = issueMany(3, 2);
    app.scheduler.kick();
    await clock.advance(59 * MINUTE);
    expect(sii.calls).toHaveLength(1);
    expect(app.breaker.state()).toMatchObject({ state: 'paused', pauseReason: 'Cierre de mes' });
    await clock.advance(5 * MINUTE);
    expect(ids.map((id) => jobOf(temp.store, id).state)).toEqual(['success', 'success', 'success']);
    expect(documentOf(temp.store, sent).siiState).toBe('accepted');
    const audited = temp.store.audit.list().rows.find(({ action }) => action === 'sending.paused');
    expect(audited).toMatchObject({ actor: 'Ana', params: { reason: 'Cierre de mes' } });
  });

  test('resumed by a person / at once / goes on', async () => {
    app.breaker.pause(clock.now() + HOUR, 'x', 'Ana');
    const id = issue(1);
    app.scheduler.start();
    await clock.advance(MINUTE);
    expect(app.breaker.resume('Ana').state).toBe('sending');
    app.scheduler.kick();
    await app.scheduler.idle();
    expect(jobOf(temp.store, id).state).toBe('success');
  });

  test('no reason, a time gone by, more than a week / pause / is refused', () => {
    expect(() => app.breaker.pause(clock.now() + HOUR, ' ', 'Ana')).toThrow('reason_required');
    expect(() => app.breaker.pause(clock.now(), 'x', 'Ana')).toThrow('bad_request');
    expect(() => app.breaker.pause(clock.now() + 8 * 24 * HOUR, 'x', 'Ana')).toThrow('bad_request');
  });
});
