import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createDteEngine } from '../../../main/dte/engine.ts';
import { type BreakerService, createBreakerService } from '../../../main/sending/breaker-service.ts';
import { createChanges } from '../../../main/sending/changes.ts';
import { createPoller } from '../../../main/sending/poller.ts';
import { createQueueService } from '../../../main/sending/queue-service.ts';
import { createScheduler, type Scheduler } from '../../../main/sending/scheduler.ts';
import { createSender } from '../../../main/sending/sender.ts';
import { type ClosableSiiGateway, createSiiGateway } from '../../../main/sii/client.ts';
import { startPracticeSii } from '../../../main/sii/practice/practice-sii.ts';
import type { PracticeSii } from '../../../main/sii/practice/types.ts';
import { HOLDER, NOW } from '../../support/certificates.ts';
import { createFakeClock, type FakeClock } from '../../support/clock.ts';
import { addCaf, addCertificate, draft, type Office, openOffice } from '../../support/issuing.ts';
import {
  COMPANY_RUT,
  documentOf,
  jobOf,
  openTempStore,
  type TempFolder,
  type TempStore,
  tempFolder,
} from '../../support/store.ts';

const HOUR = 3_600_000;
let clock: FakeClock;
let temp: TempStore;
let office: Office;
let folder: TempFolder;
let sii: PracticeSii;
let gateway: ClosableSiiGateway;
let scheduler: Scheduler;
let breaker: BreakerService;
let queue: ReturnType<typeof createQueueService>;

beforeAll(() => {
  folder = tempFolder();
});
afterAll(() => folder.remove());

let files = 0;
beforeEach(async () => {
  clock = createFakeClock(NOW);
  temp = openTempStore(clock);
  const { store } = temp;
  office = openOffice(store, clock);
  addCertificate(store, office.custody);
  addCaf(store, office.custody, 33);
  files += 1;
  sii = await startPracticeSii({ dbFile: join(folder.path, `sii-${files}.db`), clock, processingMs: 10_000 });
  sii.enrol({
    rut: COMPANY_RUT,
    name: 'Comercial Ñuñoa SpA',
    fchResol: '2026-01-01',
    nroResol: 0,
    senderRuts: [HOLDER],
  });
  gateway = createSiiGateway({ endpoints: sii.endpoints, clock, timeouts: { headers: 400, total: 800 } });
  const changes = createChanges();
  const { keyring } = office;
  const parts = { store, clock, gateway, keyring, changes, bootId: 'boot', dte: createDteEngine() };
  breaker = createBreakerService({ ...parts, environment: () => 'practice' });
  scheduler = createScheduler({
    store,
    clock,
    breaker,
    sender: createSender({ ...parts, breaker, protect: () => {} }),
    poller: createPoller(parts),
    timers: clock.timers,
  });
  queue = createQueueService({ store, clock, changes, wake: () => scheduler.kick() });
  scheduler.start();
});
afterEach(async () => {
  await scheduler.stop();
  await gateway.close();
  await sii.stop();
  temp.close();
});

/** Time passes in steps of a minute, and every exchange over the socket gets to its end. */
const pass = async (ms: number): Promise<void> => {
  for (let left = ms; left > 0; left -= 60_000) {
    await clock.advance(Math.min(left, 60_000));
    await scheduler.idle();
  }
};

const issue = async (): Promise<number> => {
  const { id } = office.issuing.issue(draft(), 'Ana');
  await scheduler.idle();
  return id;
};
const state = (id: number) => [documentOf(temp.store, id).siiState, jobOf(temp.store, id).state];
const uploads = (folio: number) => sii.uploadsOf(33, folio);

describe('over a socket, against the practice SII', () => {
  test('all is well / issue / received with a track id, then accepted', async () => {
    const id = await issue();
    expect(state(id)).toEqual(['received', 'success']);
    await pass(60_000);
    expect(state(id)).toEqual(['accepted', 'success']);
    expect(sii.received()).toHaveLength(1);
  });

  test('the SII is down / an hour later up / the retry sends the same bytes', async () => {
    await sii.faults.set({ kind: 'down' });
    const id = await issue();
    expect(state(id)).toEqual(['not_sent', 'pending']);
    expect(jobOf(temp.store, id)).toMatchObject({ errorClass: 'connection', errorCode: 'no_connection' });
    await sii.faults.set({ kind: 'none' });
    await pass(HOUR);
    expect(state(id)).toEqual(['received', 'success']);
    const envelope = temp.store.envelopes.get(documentOf(temp.store, id).envelopeId);
    expect(uploads(1).map(({ envelopeSha256 }) => envelopeSha256)).toEqual([envelope?.sha256]);
  });

  test('the answer is lost / retry by hand / asked, accepted, never uploaded twice', async () => {
    await sii.faults.set({ kind: 'lost_answer', times: 1 });
    const id = await issue();
    expect(state(id)).toEqual(['uncertain', 'pending']);
    await pass(60_000);
    expect(queue.retryNow([id], 'Ana')).toMatchObject({ done: [id], skipped: [] });
    await scheduler.idle();
    expect(state(id)).toEqual(['accepted', 'success']);
    expect(uploads(1)).toHaveLength(1);
  });

  test.each(['reset_after_body', 'silent', 'html_page', 'empty', 'http_503'] as const)(
    '%s, nothing kept / until the delay is over / sent once more, identical',
    async (kind) => {
      await sii.faults.set({ kind, scope: 'uploads', times: 1 });
      const id = await issue();
      expect(state(id)).toEqual(['uncertain', 'pending']);
      await pass(HOUR + 60_000);
      expect(state(id)).toEqual(['uncertain', 'pending']);
      expect(jobOf(temp.store, id)).toMatchObject({ errorCode: 'not_received_yet', failedRetries: 0 });
      await pass(HOUR);
      expect(state(id)[1]).toBe('success');
      expect(new Set(uploads(1).map(({ envelopeSha256 }) => envelopeSha256)).size).toBe(1);
      expect(sii.received().filter(({ folio }) => folio === 1)).toHaveLength(1);
    },
  );

  test('a schema rejection / send / waits for a person; abandoned by hand it stays for ever', async () => {
    await sii.faults.set({ kind: 'schema_rejection', detail: 'LSX-00213', times: 1 });
    const id = await issue();
    expect(state(id)).toEqual(['not_sent', 'needs_person']);
    expect(jobOf(temp.store, id)).toMatchObject({ errorCode: 'bad_schema', errorParams: { status: 7 } });
    expect(() => queue.abandon([id], '  ', 'Ana')).toThrow();
    expect(queue.abandon([id, 999], 'Duplicada', 'Ana')).toMatchObject({
      done: [id],
      skipped: [{ id: 999, why: 'not_found' }],
    });
    await pass(60_000);
    expect(jobOf(temp.store, id)).toMatchObject({ state: 'abandoned', abandonedReason: 'Duplicada' });
    expect(queue.retryNow([id], 'Ana').done).toEqual([id]);
    await scheduler.idle();
    expect(state(id)).toEqual(['received', 'success']);
    expect(queue.retryNow([id], 'Ana').skipped).toEqual([{ id, why: 'finished' }]);
    expect(queue.abandon([id], 'x', 'Ana').skipped).toEqual([{ id, why: 'finished' }]);
  });

  test('rejected after EPR / poll / waits for a person', async () => {
    await sii.faults.set({ kind: 'rejection_after_epr', code: 'HED-3-305', times: 1 });
    const id = await issue();
    expect(state(id)).toEqual(['received', 'success']);
    await pass(60_000);
    expect(state(id)).toEqual(['rejected', 'needs_person']);
    expect(temp.store.backups.get(id)).not.toBeNull();
  });

  test('objections after EPR / poll / accepted with objections', async () => {
    await sii.faults.set({ kind: 'objections_after_epr', code: 'DTE-1-650', times: 1 });
    const id = await issue();
    await pass(60_000);
    expect(state(id)).toEqual(['objected', 'success']);
  });

  test('the token has expired / send / renewed by the gateway, one document', async () => {
    await sii.faults.set({ kind: 'token_expired', times: 1 });
    const id = await issue();
    expect(state(id)).toEqual(['received', 'success']);
    expect(sii.received()).toHaveLength(1);
  });
});
