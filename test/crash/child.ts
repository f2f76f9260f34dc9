/**
 * One life of the real program, to be killed: waits for its order, starts on the profile that it is told, and works like a shop
 * in a hurry until it dies. Says every document that the program has acknowledged.
 */
import { join } from 'node:path';
import { type Core, movedClock, openCore } from '../promises/support/core.ts';
import { createRandom, type Random } from '../promises/support/random.ts';
import { draft } from '../support/issuing.ts';
import type { Doing, FromChild, LifeOrder, ToChild } from './life.ts';

const clock = movedClock();
const tell = (message: FromChild): void => {
  process.send?.(message);
};
let answered: (() => void) | null = null;
const please = (fault: string, times: number, aheadMs: number): Promise<void> =>
  new Promise((resolve) => {
    answered = resolve;
    tell({ say: 'please', fault, times, aheadMs });
  });

const FAULTS = [
  'none',
  'none',
  'down',
  'lost_answer',
  'lost_answer',
  'reset_after_body',
  'silent',
  'http_503',
  'html_page',
  'empty',
  'token_expired',
] as const;
const CUSTOMERS = 'documento;tipo;rut;razon_social;giro;direccion;comuna;item;cantidad;precio';

/** Twelve facturas of a CSV, in one envelope. */
const csvOf = (random: Random): string => {
  const rows = Array.from(
    { length: 12 },
    (_, n) =>
      `${n};33;60803000-K;Cliente ${random.below(99)};Gobierno;Teatinos 120;Santiago;Caja;1;${1_000 + random.below(9_000)}`,
  );
  return Buffer.from([CUSTOMERS, ...rows].join('\n')).toString('base64');
};

const issue = async (core: Core, random: Random): Promise<void> => {
  const type = random.pick([33, 33, 33, 39]);
  const made = await core.tell('documents.issue', {
    draft: draft({ type, item: `Artículo ${random.below(1_000)}` }) as never,
  });
  if (made.ok) tell({ say: 'acked', type: made.value.type, folio: made.value.folio });
  else if (made.error.code !== 'folios_exhausted') throw new Error(`issue: ${JSON.stringify(made.error)}`);
};

const retryAll = async (core: Core): Promise<void> => {
  const { items } = await core.ask('queue.list', {
    filter: { states: ['pending', 'needs_person', 'abandoned'] },
    limit: 20,
  });
  if (items.length > 0) await core.tell('queue.retry', { ids: items.map(({ id }) => id) });
};

const abandonOne = async (core: Core, random: Random): Promise<void> => {
  const { items } = await core.ask('queue.list', { filter: { states: ['pending'] }, limit: 20 });
  const one = items[random.below(Math.max(1, items.length))];
  if (one) await core.tell('queue.abandon', { ids: [one.id], reason: 'prueba de cortes' });
};

const massIssue = async (core: Core, random: Random): Promise<void> => {
  const read = await core.tell('intake.csvPreview', { name: 'ventas.csv', content: csvOf(random) });
  if (read.ok) await core.tell('intake.csvIssue', { preview: read.value.id, again: true });
};

const act = async (core: Core, random: Random, root: string): Promise<void> => {
  const dice = random.next();
  if (dice < 0.55) await issue(core, random);
  else if (dice < 0.7) await please(random.pick(FAULTS), 1 + random.below(3), 0);
  else if (dice < 0.8) await please('keep', 1, random.pick([60_000, 3_600_000, 9_000_000]));
  else if (dice < 0.87) await retryAll(core);
  else if (dice < 0.89) await abandonOne(core, random);
  else if (dice < 0.92) await core.tell('snapshots.take', {});
  else if (dice < 0.94) await core.tell('backups.verify', { ids: null });
  else if (dice < 0.95)
    await core.tell('exports.run', {
      selection: { by: 'filter', filter: {} },
      folder: join(root, 'exportado'),
      as: 'zip',
    });
  else if (dice < 0.98) await massIssue(core, random);
  core.app.resume();
  // What is under way gets its turn.
  for (let turns = random.below(40); turns > 0; turns--)
    await new Promise((resolve) => setImmediate(resolve));
};

const MAINTENANCE: Record<Exclude<Doing, 'work'>, (core: Core, root: string) => Promise<unknown>> = {
  snapshot: (core) => core.ask('snapshots.take', {}),
  verify: (core) => core.ask('backups.verifyAll', {}),
  archive: (core, root) =>
    core.ask('archive.make', { folder: join(root, 'usb'), passphrase: 'caballo correcto' }),
  restore: async (core) => {
    await core.ask('restore.run', { folder: null, point: 'latest' });
    await core.ask('restore.cancel', {});
  },
  drill: (core) => core.ask('drill.run', {}),
};

const live = async (order: LifeOrder): Promise<void> => {
  const random = createRandom(order.seed);
  clock.offset = order.offset;
  let met = 0;
  const failpoint = (name: string): void => {
    if (name !== order.failpoint?.name) return;
    met += 1;
    if (met === order.failpoint.hit) process.kill(process.pid, 'SIGKILL');
  };
  const { endpoints, root } = order;
  const core = await openCore({
    root,
    clock,
    endpoints,
    ...(order.failpoint ? { failpoint } : {}),
  });
  tell({ say: 'started' });
  for (let number = 1; ; number++) {
    if (order.doing === 'work') await act(core, random, root);
    else await MAINTENANCE[order.doing](core, root);
    tell({ say: 'round', number });
  }
};

process.on('message', (message: ToChild) => {
  if (message.say === 'go') {
    live(message.order).catch((error: unknown) => {
      tell({ say: 'failed', why: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    });
    return;
  }
  clock.offset = message.offset;
  answered?.();
});
process.on('disconnect', () => process.exit());
tell({ say: 'loaded' });
