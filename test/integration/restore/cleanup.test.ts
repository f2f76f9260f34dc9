import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Core, until } from '../../promises/support/core.ts';
import { type Lab, openLab, peek, settle } from '../../promises/support/lab.ts';
import { draft } from '../../support/issuing.ts';

const DAY = 86_400_000;
/** The first of May of the eighth year after: then the years of today's documents are over. */
const yearsLater = (): number => Date.UTC(new Date().getUTCFullYear() + 7, 5, 10, 15) - Date.now();

let lab: Lab;
beforeEach(async () => {
  lab = await openLab();
});
afterEach(() => lab.close());

/** The program is there day after day, as a shop's is: a date is believed that it has lived with. */
const live = async (core: Core, days = 12): Promise<void> => {
  for (let day = 0; day < days; day++) {
    lab.clock.offset += DAY;
    await core.ask('cleanup.set', { enabled: false });
  }
};

const kept = (core: Core): Promise<void> =>
  until(async () => (await core.ask('vault.status', {})).waiting === 0, 'everything in the vault');
const paths = (): readonly string[] =>
  peek(lab.dbFile, (db) => db.prepare<[], string>('SELECT file FROM backup ORDER BY id').pluck().all());
const isThere = (path: string): boolean => existsSync(join(lab.vault, path));

test('the clean-up, off / years later / shows nothing to confirm and removes nothing; on / nothing goes before a person confirms what was shown', async () => {
  const core = await lab.open();
  for (let n = 0; n < 4; n++) await core.ask('documents.issue', { draft: draft() as never });
  await settle(core, lab.clock);
  await kept(core);
  expect((await core.ask('cleanup.set', { enabled: true })).plan.documents).toBe(0);

  lab.clock.offset += yearsLater();
  // A clock that was set ahead: nothing may go by what it says.
  expect((await core.ask('cleanup.get', {})).plan.documents).toBe(0);
  await live(core);
  const off = await core.ask('cleanup.set', { enabled: false });
  expect(off).toMatchObject({ enabled: false, confirmed: null, last: null });
  const view = await core.ask('cleanup.get', {});
  const seen = { documents: view.plan.documents, files: view.plan.files };
  expect(seen).toEqual({ documents: 4, files: 8 });
  expect(await core.tell('cleanup.run', seen)).toMatchObject({ error: { code: 'plan_changed' } });
  await core.ask('cleanup.set', { enabled: true });
  expect(await core.tell('cleanup.run', { documents: 3, files: 6 })).toMatchObject({
    error: { code: 'plan_changed' },
  });
  // Without a whole snapshot that has them, the database would be the last copy.
  expect(await core.tell('cleanup.run', seen)).toMatchObject({ error: { code: 'snapshot_damaged' } });
  expect(paths().every(isThere)).toBe(true);

  await core.ask('snapshots.take', {});
  const done = await core.ask('cleanup.run', seen);
  expect(done).toMatchObject({ documents: 4, files: 8 });
  expect(paths().filter(isThere)).toEqual([]);
  expect(await core.ask('cleanup.get', {})).toMatchObject({
    confirmed: { by: expect.any(String) },
    plan: { documents: 0 },
  });

  // Nothing of it comes back by itself, nothing of it counts as damage, and every document is still there.
  expect((await core.ask('backups.verify', { ids: null })).damaged).toEqual([]);
  expect((await core.ask('backups.verifyAll', {})).damaged).toEqual([]);
  expect(paths().filter(isThere)).toEqual([]);
  expect((await core.ask('documents.list', {})).total).toBe(4);
  expect(await core.ask('drill.run', {})).toMatchObject({ ok: true, documents: 4, same: 4 });
  const actions = peek(lab.dbFile, (db) =>
    db
      .prepare<[], string>(
        "SELECT action FROM audit WHERE action LIKE 'cleanup.%' OR action = 'backup.retired'",
      )
      .pluck()
      .all(),
  );
  expect(actions.filter((action) => action === 'backup.retired')).toHaveLength(4);
  expect(actions).toContain('cleanup.done');
}, 60_000);

test('the clean-up / a document whose bytes in the database are damaged / keeps its files: they are the last whole copy', async () => {
  const core = await lab.open();
  for (let n = 0; n < 2; n++) await core.ask('documents.issue', { draft: draft() as never });
  await settle(core, lab.clock);
  await kept(core);
  await core.ask('snapshots.take', {});
  const db = new Database(lab.dbFile);
  db.prepare('UPDATE document_content SET bytes = ? WHERE document_id = 1').run(Buffer.from('dañado'));
  db.close();
  lab.clock.offset += yearsLater() + DAY;
  await live(core);
  await core.ask('cleanup.set', { enabled: true });
  const { plan } = await core.ask('cleanup.get', {});
  expect(await core.ask('cleanup.run', { documents: plan.documents, files: plan.files })).toMatchObject({
    documents: 1,
  });
  expect(paths().map(isThere)).toEqual([true, false]);
}, 60_000);
