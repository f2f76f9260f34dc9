/**
 * A program that only issues and sends, to be killed: `DB SII_URL CLOCK_OFFSET_MS BOOT churn|drain`. Says `acked <folio>` once issuing
 * has returned, and `drained` when no document is left to be sent or to be asked for.
 */

import { createDteEngine } from '../../main/dte/engine.ts';
import { createBreakerService } from '../../main/sending/breaker-service.ts';
import { createChanges } from '../../main/sending/changes.ts';
import { createPoller } from '../../main/sending/poller.ts';
import { createScheduler } from '../../main/sending/scheduler.ts';
import { createSender } from '../../main/sending/sender.ts';
import { createSiiGateway } from '../../main/sii/client.ts';
import { openStore } from '../../main/store/open.ts';
import type { FakeClock } from './clock.ts';
import { draft, openOffice } from './issuing.ts';

const [file = '', url = '', offset = '0', bootId = '', mode = 'churn'] = process.argv.slice(2);
const clock = { now: () => Date.now() + Number(offset) };
const store = openStore(file, { clock });
const office = openOffice(store, clock as FakeClock);
const endpoints = { factura: url, boletaApi: url, boletaUpload: url };
const gateway = createSiiGateway({ endpoints, clock, timeouts: { headers: 1_000, total: 2_000 } });
const parts = {
  store,
  clock,
  gateway,
  keyring: office.keyring,
  changes: createChanges(),
  bootId,
  dte: createDteEngine(),
};
const breaker = createBreakerService({ ...parts, environment: () => 'practice' });
const scheduler = createScheduler({
  store,
  clock,
  breaker,
  sender: createSender({ ...parts, breaker, protect: () => {} }),
  poller: createPoller(parts),
});

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

scheduler.start();
process.stdout.write('started\n');
if (mode === 'churn') {
  for (;;) {
    const { folio } = office.issuing.issue(draft(), 'prueba');
    process.stdout.write(`acked ${folio}\n`);
    scheduler.kick();
    await pause(5);
  }
}
// A queue that drains after an outage goes on at its own pace: idle in between is not the end.
for (;;) {
  await scheduler.idle();
  const due = store.jobs.nextDueAt();
  if (due === null || due > clock.now()) break;
  await pause(100);
}
await scheduler.stop();
await gateway.close();
store.close();
process.stdout.write('drained\n');
