import { join } from 'node:path';
import { createDteEngine } from '../../main/dte/engine.ts';
import { type BreakerService, createBreakerService } from '../../main/sending/breaker-service.ts';
import { createChanges } from '../../main/sending/changes.ts';
import { createPoller } from '../../main/sending/poller.ts';
import { createQueueService, type QueueService } from '../../main/sending/queue-service.ts';
import { createScheduler, type Scheduler } from '../../main/sending/scheduler.ts';
import { createSender } from '../../main/sending/sender.ts';
import { createSiiGateway } from '../../main/sii/client.ts';
import { startPracticeSii } from '../../main/sii/practice/practice-sii.ts';
import type { PracticeSii } from '../../main/sii/practice/types.ts';
import type { DocumentType } from '../../shared/domain/document-type.ts';
import { HOLDER, NOW } from './certificates.ts';
import { createFakeClock, type FakeClock } from './clock.ts';
import { addCaf, addCertificate, type Office, openOffice } from './issuing.ts';
import { COMPANY_RUT, openTempStore, type TempStore, tempFolder } from './store.ts';

/** ms. Short enough to wait for, and longer than a busy machine lets a practice SII of the same process wait. */
const TIMEOUTS = { headers: 1_500, total: 3_000 } as const;

/** Issuing and sending on a real database, against a practice SII over real sockets, on a clock that is told to move. */
export interface PracticeWorld {
  readonly clock: FakeClock;
  readonly temp: TempStore;
  readonly office: Office;
  readonly sii: PracticeSii;
  readonly scheduler: Scheduler;
  readonly breaker: BreakerService;
  readonly queue: QueueService;
  /** Time passes in steps, and every exchange over the socket gets to its end. */
  pass(ms: number, step?: number): Promise<void>;
  close(): Promise<void>;
}

export const openPracticeWorld = async (
  options: { readonly types?: readonly DocumentType[]; readonly strictReferences?: boolean } = {},
): Promise<PracticeWorld> => {
  const clock = createFakeClock(NOW);
  const temp = openTempStore(clock);
  const folder = tempFolder();
  const { store } = temp;
  const office = openOffice(store, clock);
  addCertificate(store, office.custody);
  for (const type of options.types ?? [33]) addCaf(store, office.custody, type);
  const sii = await startPracticeSii({
    dbFile: join(folder.path, 'sii.db'),
    clock,
    processingMs: 10_000,
    strictReferences: options.strictReferences ?? false,
  });
  sii.enrol({
    rut: COMPANY_RUT,
    name: 'Comercial Ñuñoa SpA',
    fchResol: '2026-01-01',
    nroResol: 0,
    senderRuts: [HOLDER],
  });
  const gateway = createSiiGateway({
    endpoints: sii.endpoints,
    clock,
    timeouts: TIMEOUTS,
  });
  const changes = createChanges();
  const { keyring } = office;
  const parts = { store, clock, gateway, keyring, changes, bootId: 'boot', dte: createDteEngine() };
  const breaker = createBreakerService({ ...parts, environment: () => 'practice' });
  const scheduler = createScheduler({
    store,
    clock,
    breaker,
    sender: createSender({ ...parts, breaker, protect: () => {} }),
    poller: createPoller(parts),
    timers: clock.timers,
  });
  const queue = createQueueService({ store, clock, changes, wake: () => scheduler.kick() });
  scheduler.start();
  return {
    clock,
    temp,
    office,
    sii,
    scheduler,
    breaker,
    queue,
    pass: async (ms, step = 60_000) => {
      for (let left = ms; left > 0; left -= step) {
        await clock.advance(Math.min(left, step));
        await scheduler.idle();
      }
    },
    close: async () => {
      await scheduler.stop();
      await gateway.close();
      await sii.stop();
      temp.close();
      folder.remove();
    },
  };
};
