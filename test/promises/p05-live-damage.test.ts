import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { draft } from '../support/issuing.ts';
import { type Core, until } from './support/core.ts';
import { damageTable } from './support/damage.ts';
import { tellFigures } from './support/figures.ts';
import { type Lab, openLab, settle } from './support/lab.ts';

let lab: Lab;
beforeEach(async () => {
  lab = await openLab();
});
afterEach(() => lab.close());

const DOCUMENTS = 6;
const filesOf = (core: Core): readonly string[] => ['', '-wal'].map((side) => `${core.dbFile}${side}`);
const hashOf = (file: string): string =>
  existsSync(file) ? createHash('sha256').update(readFileSync(file)).digest('hex') : 'none';

test('P5 pages of the live database turn to garbage / the program meets them / read only at once; made anew from the vault / all is there', async () => {
  const restarts: number[] = [];
  const core = await lab.open({ restart: () => restarts.push(1) });
  for (let n = 0; n < DOCUMENTS; n++) await core.ask('documents.issue', { draft: draft() as never });
  await settle(core, lab.clock);
  await until(async () => (await core.ask('vault.status', {})).waiting === 0, 'everything in the vault');

  damageTable(core.dbFile, 'attempt');
  // One that waits, so that there is something to send.
  const met = await core.tell('documents.issue', { draft: draft() as never });
  await until(async () => (await core.ask('app.health', {})).database === 'damaged', 'the damage to be met');
  const files = filesOf(core).map(hashOf);
  const uploads = lab.sii.stats().uploads;

  for (const [channel, input] of [
    ['documents.issue', { draft: draft() }],
    ['queue.retry', { ids: [1] }],
    ['settings.update', { colorScheme: 'dark' }],
    ['snapshots.take', {}],
    ['backups.verifyAll', {}],
  ] as const)
    expect([channel, await core.tell(channel, input as never)]).toEqual([
      channel,
      { ok: false, error: { code: 'database_damaged' } },
    ]);
  expect((await core.ask('documents.list', {})).total).toBe(DOCUMENTS + (met.ok ? 1 : 0));
  expect(await core.ask('app.status', {})).toMatchObject({ stage: 'ready' });
  lab.clock.offset += 7_200_000;
  core.app.resume();
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(lab.sii.stats().uploads).toBe(uploads);
  expect(filesOf(core).map(hashOf)).toEqual(files);

  const found = await core.ask('restore.inspect', { folder: lab.vault });
  expect(found.documents).toBeGreaterThanOrEqual(DOCUMENTS);
  await core.ask('restore.run', { folder: lab.vault, point: 'latest' });
  await core.ask('restore.apply', {});
  await until(() => restarts.length === 1, 'the restart to be asked for');
  await core.stop();
  expect(filesOf(core).map(hashOf)).toEqual(files);

  const again = await lab.open();
  const aside = readdirSync(again.profileDir).find((name) => name.startsWith('Base dañada')) ?? '';
  const kept = ['', '-wal'].map((side) => hashOf(join(again.profileDir, aside, `resguardo.sqlite${side}`)));
  expect(kept).toEqual(files);
  await settle(again, lab.clock);
  const { total } = await again.ask('documents.list', {});
  expect(total).toBeGreaterThanOrEqual(DOCUMENTS);
  expect(await again.ask('app.health', {})).toMatchObject({ database: 'whole', full: [] });
  const received = lab.sii.received();
  expect(new Set(received.map(({ folio }) => folio)).size).toBe(received.length);
  tellFigures(
    'P5',
    'test/promises/p05-live-damage.test.ts',
    {
      'documents before': DOCUMENTS,
      after: total,
      'channels refused': 5,
      'bytes written after': 0,
      'kept aside unchanged': kept.length,
    },
    'live',
  );
}, 60_000);
