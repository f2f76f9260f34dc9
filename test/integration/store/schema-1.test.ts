import { createHash } from 'node:crypto';
import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { migrate } from '../../../main/store/migrate.ts';
import { MIGRATIONS, SCHEMA_VERSION } from '../../../main/store/migrations/index.ts';
import { openStore, type Store } from '../../../main/store/open.ts';
import { createFakeClock } from '../../support/clock.ts';
import { createFakeSii } from '../../support/fake-sii.ts';
import { boot } from '../../support/sending.ts';
import { type TempFolder, tempFolder } from '../../support/store.ts';

/** Written by the program when its schema was 1: scripts/schema-fixture.ts. Never made anew. */
const FIXTURE = join(import.meta.dirname, '../../fixtures/schema-1');
type Row = Readonly<Record<string, unknown>>;
const before = JSON.parse(readFileSync(join(FIXTURE, 'rows.json'), 'utf8')) as Readonly<
  Record<string, Row[]>
>;

const clock = createFakeClock();
let folder: TempFolder;
let file: string;
let store: Store;
beforeEach(() => {
  folder = tempFolder();
  file = join(folder.path, 'resguardo.sqlite');
  copyFileSync(join(FIXTURE, 'resguardo.sqlite'), file);
  store = openStore(file, { clock });
});
afterEach(() => {
  store.close();
  folder.remove();
});

const plain = (value: unknown): unknown =>
  Buffer.isBuffer(value) ? { sha256: createHash('sha256').update(value).digest('hex') } : value;

test('a database of schema 1 / open / every row is there, unchanged, under the schema of today', () => {
  expect(store.pragmas().userVersion).toBe(SCHEMA_VERSION);
  expect(store.check()).toBe('ok');
  const db = new Database(file, { readonly: true });
  let rows = 0;
  for (const [table, expected] of Object.entries(before)) {
    const columns = Object.keys(expected[0] ?? {});
    const found = (db.prepare(`SELECT ${columns.join(', ')} FROM ${table} ORDER BY 1`).all() as Row[]).map(
      (row) => Object.fromEntries(Object.entries(row).map(([column, value]) => [column, plain(value)])),
    );
    expect(found, table).toEqual(expected);
    rows += found.length;
  }
  db.close();
  expect(rows).toBe(126);
});

test('documents of before / search / the index has them', () => {
  expect(store.documents.list(1, { text: 'impuestos internos' }).total).toBe(10);
  expect(store.documents.list(1, { text: '60.803' }).total).toBe(10);
  expect(store.documents.list(1, { text: 'nadie' }).total).toBe(0);
});

test('a queue of before / the program of today / goes on: what waited is sent, what was in doubt is asked for', async () => {
  const sii = createFakeSii();
  clock.jump(new Date('2026-11-25T12:00:00Z').getTime() - clock.now());
  const app = boot({ store, clock, gateway: sii });
  app.scheduler.start();
  await clock.advance(3 * 3_600_000);
  await app.scheduler.idle();
  expect(store.jobs.counts(1)).toMatchObject({ success: 7, abandoned: 1, needs_person: 2 });
  expect(sii.calls.filter(({ what }) => what === 'upload').map(({ key }) => key)).toEqual([
    'F10T33',
    'F7T33',
    'F8T33',
  ]);
  await app.scheduler.stop();
});

test.each(MIGRATIONS.slice(0, -1).map(({ version, name }) => [version, name] as const))(
  'a database of schema %i (%s) / open / every row is there under the schema of today, each with its twin',
  async (version) => {
    const path = join(folder.path, `schema-${version}.sqlite`);
    copyFileSync(join(FIXTURE, 'resguardo.sqlite'), path);
    const old = new Database(path);
    migrate(old, MIGRATIONS.slice(0, version));
    expect(old.pragma('user_version', { simple: true })).toBe(version);
    old.close();
    const opened = openStore(path, { clock });
    expect(opened.pragmas().userVersion).toBe(SCHEMA_VERSION);
    expect(opened.check()).toBe('ok');
    expect(await opened.twins.differing()).toEqual([]);
    opened.close();
    const db = new Database(path, { readonly: true });
    for (const [table, expected] of Object.entries(before)) {
      const columns = Object.keys(expected[0] ?? {});
      const found = db.prepare(`SELECT ${columns.join(', ')} FROM ${table} ORDER BY 1`).all() as Row[];
      expect(
        found.map((row) =>
          Object.fromEntries(Object.entries(row).map(([key, value]) => [key, plain(value)])),
        ),
      ).toEqual(expected);
    }
    db.close();
  },
);
