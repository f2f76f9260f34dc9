import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SiiGateway } from '../../../main/sii/types.ts';
import { breathe, createFakeClock, type FakeClock } from '../../support/clock.ts';
import { createFakeSii, type FakeSii } from '../../support/fake-sii.ts';
import { type Boot, boot } from '../../support/sending.ts';
import { addDocument, documentOf, jobOf, openTempStore, type TempStore } from '../../support/store.ts';

const HOUR = 3_600_000;
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
const outcomes = (id: number) =>
  temp.store.attempts
    .history(id)
    .map(({ kind, outcome, errorClass, times }) => [kind, outcome, errorClass, times])
    .reverse();

describe('a long queue that fails at once', () => {
  test('no certificate, 400 documents / start / whoever waits for a turn has it between any two of them', async () => {
    app.keyring.state = 'missing';
    for (let folio = 1; folio <= 400; folio++) issue(folio);
    let turns = 0;
    let isOver = false;
    const takeTurns = (): void => {
      turns += 1;
      if (!isOver) setImmediate(takeTurns);
    };
    setImmediate(takeTurns);
    app.scheduler.start();
    await app.scheduler.idle();
    isOver = true;
    expect(temp.store.jobs.counts(1).needs_person).toBe(400);
    expect(turns).toBeGreaterThan(100);
  });
});

describe('the way of a document', () => {
  test('SII up / issue / received, backed up, then accepted', async () => {
    const id = issue(1);
    app.scheduler.start();
    await app.scheduler.idle();
    expect(documentOf(temp.store, id)).toMatchObject({ siiState: 'received', trackId: '1001' });
    expect(jobOf(temp.store, id)).toMatchObject({ state: 'success', attempts: 1, leaseOwner: null });
    expect(temp.store.backups.get(id)).toMatchObject({ folio: 1, integrity: 'unverified' });
    expect(app.protectedIds).toEqual([id]);
    await clock.advance(30_000);
    await app.scheduler.idle();
    expect(documentOf(temp.store, id)).toMatchObject({ siiState: 'accepted', pollDueAt: null });
    expect(outcomes(id)).toEqual([
      ['upload', 'confirmed', null, 1],
      ['poll', 'confirmed', null, 1],
    ]);
    expect(app.topics).toContainEqual(['documents', 'queue', 'backups']);
    const trail = temp.store.audit
      .ofDocument(id)
      .map(({ action }) => action)
      .reverse();
    expect(trail).toEqual([
      'attempt.started',
      'attempt.ended',
      'document.received',
      'backup.made',
      'document.accepted',
    ]);
  });

  test('no network / for 31 hours / tries at 0, 1, 3, 7, 15, 31 h, then abandoned, bytes always the same', async () => {
    const start = clock.now();
    const at: number[] = [];
    const watched: SiiGateway = {
      ...sii,
      upload: (request) => {
        at.push((clock.now() - start) / HOUR);
        return sii.upload(request);
      },
    };
    app = boot({ store: temp.store, clock, gateway: watched });
    sii.uploadFates.push(...Array.from({ length: 20 }, () => 'no_connection' as const));
    const id = issue(1);
    app.scheduler.start();
    await clock.advance(80 * HOUR);
    expect(at).toEqual([0, 1, 3, 7, 15, 31]);
    expect(jobOf(temp.store, id)).toMatchObject({
      state: 'abandoned',
      failedRetries: 5,
      errorClass: 'connection',
    });
    expect(documentOf(temp.store, id).siiState).toBe('not_sent');
    expect(new Set(sii.uploadsOf('F1T33')).size).toBe(1);
  });

  test('answer lost / an hour later / asked, accepted, one upload in all', async () => {
    sii.uploadFates.push('lost');
    const id = issue(1);
    app.scheduler.start();
    await app.scheduler.idle();
    expect(documentOf(temp.store, id).siiState).toBe('uncertain');
    expect(temp.store.backups.get(id)).toBeNull();
    await clock.advance(HOUR);
    expect(documentOf(temp.store, id)).toMatchObject({ siiState: 'accepted', siiReason: { estado: 'DOK' } });
    expect(jobOf(temp.store, id).state).toBe('success');
    expect(temp.store.backups.get(id)).not.toBeNull();
    expect(sii.calls.map(({ what }) => what)).toEqual(['upload', 'ask']);
  });

  test('reset and nothing arrived / until the delay is over / asked twice, then resent once, identical', async () => {
    sii.uploadFates.push('reset');
    const id = issue(1);
    app.scheduler.start();
    await clock.advance(HOUR);
    expect(sii.calls.map(({ what }) => what)).toEqual(['upload', 'ask']);
    expect(jobOf(temp.store, id)).toMatchObject({
      errorCode: 'not_received_yet',
      failedRetries: 0,
      askFirst: true,
    });
    await clock.advance(HOUR);
    await app.scheduler.idle();
    expect(sii.calls.map(({ what }) => what)).toEqual(['upload', 'ask', 'ask', 'upload']);
    expect(new Set(sii.uploadsOf('F1T33')).size).toBe(1);
    expect(documentOf(temp.store, id).siiState).toBe('received');
    expect(outcomes(id)).toEqual([
      ['upload', 'uncertain', 'connection', 1],
      ['ask', 'confirmed', null, 1],
      ['ask', 'confirmed', null, 1],
      ['upload', 'confirmed', null, 1],
    ]);
  });

  test('validation / first try / waits for a person, others go on', async () => {
    sii.uploadFates.push({ status: 7 });
    const bad = issue(1);
    const good = issue(2);
    app.scheduler.start();
    await app.scheduler.idle();
    expect(jobOf(temp.store, bad)).toMatchObject({ state: 'needs_person', errorCode: 'bad_schema' });
    expect(jobOf(temp.store, good).state).toBe('success');
    await clock.advance(48 * HOUR);
    expect(sii.uploadsOf('F1T33')).toHaveLength(1);
  });

  test('rejected after EPR / poll / waits for a person with the counters, keeps its backup', async () => {
    const counters = [{ type: 33, informed: 1, accepted: 0, rejected: 1, objected: 0 }];
    sii.trackAnswers.push({ kind: 'state', estado: 'EPR', glosa: 'Envio Procesado', counters });
    const id = issue(1);
    app.scheduler.start();
    await clock.advance(60_000);
    expect(documentOf(temp.store, id)).toMatchObject({ siiState: 'rejected', siiReason: { rejected: 1 } });
    expect(jobOf(temp.store, id)).toMatchObject({ state: 'needs_person', errorCode: 'document_rejected' });
    expect(temp.store.backups.get(id)).not.toBeNull();
  });

  test('a slow SII / many polls / one row for each thing said, trouble only while it lasts', async () => {
    const state = (estado: string) => ({ kind: 'state', estado, glosa: '', counters: [] }) as const;
    const down = { kind: 'http', httpStatus: 503, retryAfterMs: null } as const;
    sii.trackAnswers.push(state('SOK'), state('PDR'), state('PDR'), down, down, state('PDR'));
    const id = issue(1);
    app.scheduler.start();
    await clock.advance(3 * HOUR);
    expect(documentOf(temp.store, id)).toMatchObject({ siiState: 'accepted', pollCount: 7 });
    expect(outcomes(id)).toEqual([
      ['upload', 'confirmed', null, 1],
      ['poll', 'confirmed', null, 1],
      ['poll', 'confirmed', null, 2],
      ['poll', 'confirmed', null, 1],
      ['poll', 'confirmed', null, 1],
    ]);
  });
});

describe('an SII that never decides', () => {
  const silent = (n: number) =>
    sii.trackAnswers.push(
      ...Array.from(
        { length: n },
        () => ({ kind: 'state', estado: 'PDR', glosa: '', counters: [] }) as const,
      ),
    );

  test('in process for three days / poll / a person is called, it is asked for daily, and in the end it is accepted', async () => {
    silent(10_000);
    const id = issue(1);
    app.scheduler.start();
    await clock.advance(71 * HOUR);
    expect(jobOf(temp.store, id).state).toBe('success');
    await clock.advance(6 * HOUR);
    expect(jobOf(temp.store, id)).toMatchObject({ state: 'needs_person', errorCode: 'never_decided' });
    expect(documentOf(temp.store, id).siiState).toBe('received');
    const before = sii.calls.length;
    await clock.advance(72 * HOUR);
    expect(sii.calls.length - before).toBe(3);
    sii.trackAnswers.length = 0;
    await clock.advance(25 * HOUR);
    expect(documentOf(temp.store, id).siiState).toBe('accepted');
    expect(jobOf(temp.store, id)).toMatchObject({ state: 'success', errorCode: null });
    expect(sii.uploadsOf('F1T33')).toHaveLength(1);
  });

  test('never decided / retried by a person / asked for as a document, never sent again', async () => {
    silent(10_000);
    const id = issue(1);
    app.scheduler.start();
    await clock.advance(80 * HOUR);
    app.queue.retryNow([id], 'Ana');
    await app.scheduler.idle();
    expect(documentOf(temp.store, id).siiState).toBe('accepted');
    expect(sii.calls.filter(({ what }) => what !== 'track').map(({ what }) => what)).toEqual([
      'upload',
      'ask',
    ]);
  });

  test('it contradicts itself / retried by a person / for a person again, nothing is sent', async () => {
    silent(10_000);
    const id = issue(1);
    app.scheduler.start();
    await clock.advance(80 * HOUR);
    sii.askFates.push({ estado: 'FAU' });
    app.queue.retryNow([id], 'Ana');
    await app.scheduler.idle();
    expect(jobOf(temp.store, id)).toMatchObject({ state: 'needs_person', errorCode: 'not_received' });
    expect(documentOf(temp.store, id)).toMatchObject({ pollDueAt: null, trackId: null });
    expect(sii.uploadsOf('F1T33')).toHaveLength(1);
  });
});

describe('sleep and clock', () => {
  test('nothing to do / sleeps / never over 60 s', async () => {
    app.scheduler.start();
    expect(clock.sleeping()).toEqual([60_000]);
    issue(1);
    app.scheduler.kick();
    await app.scheduler.idle();
    expect(clock.sleeping()).toEqual([30_000]);
  });

  test('the clock goes back ten years / a retry due / is not put off by more than 16 h', async () => {
    sii.uploadFates.push('no_connection');
    const id = issue(1);
    app.scheduler.start();
    await app.scheduler.idle();
    clock.jump(-10 * 365 * 24 * HOUR);
    await clock.advance(60_000);
    expect((jobOf(temp.store, id).nextDueAt ?? 0) - clock.now()).toBeLessThanOrEqual(16 * HOUR);
    await clock.advance(17 * HOUR);
    expect(jobOf(temp.store, id).state).toBe('success');
  });

  test('the clock goes back / an uncertain document / is settled all the same', async () => {
    sii.uploadFates.push('reset');
    const id = issue(1);
    app.scheduler.start();
    await app.scheduler.idle();
    clock.jump(-10 * 365 * 24 * HOUR);
    await clock.advance(30 * HOUR);
    expect(documentOf(temp.store, id).siiState).toBe('accepted');
    expect(sii.uploadsOf('F1T33')).toHaveLength(2);
  });

  test('the clock jumps ahead / many due at once / two at a time, each once', async () => {
    let together = 0;
    let most = 0;
    const counting: SiiGateway = {
      ...sii,
      upload: async (request) => {
        together += 1;
        most = Math.max(most, together);
        await breathe();
        together -= 1;
        return sii.upload(request);
      },
    };
    app = boot({ store: temp.store, clock, gateway: counting });
    for (let folio = 1; folio <= 20; folio++) issue(folio);
    clock.jump(10 * 365 * 24 * HOUR);
    app.scheduler.start();
    await app.scheduler.idle();
    expect(most).toBe(2);
    expect(sii.calls.filter(({ what }) => what === 'upload').map(({ key }) => key)).toEqual(
      Array.from({ length: 20 }, (_, index) => `F${index + 1}T33`),
    );
  });

  test('one hangs / the rest / goes on', async () => {
    sii.uploadFates.push('hang');
    issue(1);
    const others = [issue(2), issue(3), issue(4)];
    app.scheduler.start();
    for (let turn = 0; turn < 10; turn++) await breathe();
    expect(others.map((id) => jobOf(temp.store, id).state)).toEqual(['success', 'success', 'success']);
  });
});

describe('start and stop', () => {
  test('died during an upload / next start / uncertain, asked first, accepted without a second upload', async () => {
    const id = issue(1);
    sii.uploadFates.push('lost');
    const claim = app.sender.claim();
    expect(claim).toMatchObject({ kind: 'upload', attempt: 1 });
    // The SII takes it; the program dies before it writes anything.
    await sii.upload({
      channel: 'factura',
      company: '76192083-9',
      envelope: temp.store.envelopes.get(1)?.bytes ?? Buffer.alloc(0),
      fileName: 'x.xml',
      certificate: app.keyring.certificate(1),
    });
    app = boot({ store: temp.again(), clock, gateway: sii });
    app.scheduler.start();
    await app.scheduler.idle();
    expect(documentOf(temp.store, id).siiState).toBe('accepted');
    expect(sii.uploadsOf('F1T33')).toHaveLength(1);
    expect(outcomes(id)).toEqual([
      ['upload', 'interrupted', 'unknown', 1],
      ['ask', 'confirmed', null, 1],
    ]);
    expect(temp.store.audit.ofDocument(id).map(({ action }) => action)).toContain('document.uncertain');
  });

  test('quit during a send that ends / stop / waits for it', async () => {
    sii.uploadFates.push('hang');
    const id = issue(1);
    app.scheduler.start();
    await breathe();
    const stopped = app.scheduler.stop();
    await clock.advance(9_000);
    sii.letGo();
    await stopped;
    expect(jobOf(temp.store, id).state).toBe('success');
  });

  test('quit during a send that hangs / stop / uncertain after 10 s, a late answer changes nothing', async () => {
    sii.uploadFates.push('hang');
    const id = issue(1);
    const waiting = issue(2);
    app = boot({ store: temp.store, clock, gateway: sii, concurrency: 1 });
    app.scheduler.start();
    await breathe();
    const stopped = app.scheduler.stop();
    await clock.advance(10_000);
    await stopped;
    expect(jobOf(temp.store, id)).toMatchObject({
      state: 'pending',
      askFirst: true,
      errorCode: 'interrupted',
    });
    sii.letGo();
    await breathe();
    expect(jobOf(temp.store, id)).toMatchObject({ state: 'pending', askFirst: true });
    expect(app.troubles).toEqual([]);
    expect(jobOf(temp.store, waiting)).toMatchObject({ state: 'pending', attempts: 0 });
    expect(clock.sleeping()).toEqual([]);
  });

  test('locked keys / start / nothing is taken until they are unlocked', async () => {
    app.keyring.state = 'locked';
    const id = issue(1);
    app.scheduler.start();
    await clock.advance(5 * 60_000);
    expect(jobOf(temp.store, id)).toMatchObject({ state: 'pending', attempts: 0 });
    app.keyring.state = 'open';
    app.scheduler.kick();
    await app.scheduler.idle();
    expect(jobOf(temp.store, id).state).toBe('success');
  });

  test('no certificate / send / waits for a person, nothing was sent', async () => {
    app.keyring.state = 'missing';
    const id = issue(1);
    app.scheduler.start();
    await app.scheduler.idle();
    expect(jobOf(temp.store, id)).toMatchObject({ state: 'needs_person', errorCode: 'certificate_missing' });
    expect(sii.calls).toEqual([]);
  });

  test('the vault fails / after a receipt / the sending does not care', async () => {
    app = boot({
      store: temp.store,
      clock,
      gateway: sii,
      protect: () => Promise.reject(new Error('disk full')),
    });
    const ids = [issue(1), issue(2)];
    app.scheduler.start();
    await app.scheduler.idle();
    expect(ids.map((id) => jobOf(temp.store, id).state)).toEqual(['success', 'success']);
    expect(app.troubles).toEqual([]);
  });

  test('the database cannot be written when the answer comes / a minute later / the answer is not lost', async () => {
    let broken = true;
    const { store } = temp;
    const full = {
      ...store,
      transaction: <T>(fn: () => T): T => {
        if (broken && sii.calls.length > 0) throw new Error('SQLITE_FULL');
        return store.transaction(fn);
      },
    };
    app = boot({ store: full, clock, gateway: sii });
    const id = issue(1);
    const other = issue(2);
    app.scheduler.start();
    await app.scheduler.idle();
    expect(app.troubles.length).toBeGreaterThan(0);
    expect(jobOf(store, id).state).toBe('retrying');
    broken = false;
    await clock.advance(60_000);
    await app.scheduler.idle();
    expect(jobOf(store, id).state).toBe('success');
    expect(jobOf(store, other).state).toBe('success');
    expect([sii.uploadsOf('F1T33').length, sii.uploadsOf('F2T33').length]).toEqual([1, 1]);
  });

  test('the stored envelope was damaged / send / nothing leaves, a person is needed', async () => {
    const id = issue(1);
    const { store } = temp;
    const damaged = {
      ...store,
      envelopes: {
        ...store.envelopes,
        get: (envelopeId: number) => {
          const envelope = store.envelopes.get(envelopeId);
          return envelope && { ...envelope, bytes: Buffer.concat([envelope.bytes, Buffer.from(' ')]) };
        },
      },
    };
    app = boot({ store: damaged, clock, gateway: sii });
    app.scheduler.start();
    await app.scheduler.idle();
    expect(jobOf(store, id)).toMatchObject({ state: 'needs_person', errorCode: 'bytes_damaged' });
    expect(sii.calls).toEqual([]);
  });
});

describe('two on one database', () => {
  test('two schedulers / 200 documents / none is taken twice', async () => {
    const other = boot({ store: temp.again(), clock, gateway: sii });
    for (let folio = 1; folio <= 200; folio++) issue(folio);
    app.scheduler.start();
    other.scheduler.start();
    await Promise.all([app.scheduler.idle(), other.scheduler.idle()]);
    const uploads = sii.calls.filter(({ what }) => what === 'upload').map(({ key }) => key);
    // The second start took what the first had under way for its own dead: those are asked for, never uploaded again.
    expect(new Set(uploads).size).toBe(200);
    expect(uploads).toHaveLength(200);
    await clock.advance(3 * HOUR);
    expect(temp.store.jobs.counts(1).success).toBe(200);
    await other.scheduler.stop();
  });
});
