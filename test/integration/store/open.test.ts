import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { migrate } from '../../../main/store/migrate.ts';
import { MIGRATIONS, SCHEMA_VERSION } from '../../../main/store/migrations/index.ts';
import { openStore } from '../../../main/store/open.ts';
import { createFakeClock } from '../../support/clock.ts';
import { addCompany, addDocument, type TempFolder, tempFolder } from '../../support/store.ts';

const clock = createFakeClock();
let folder: TempFolder;
let file: string;
beforeEach(() => {
  folder = tempFolder();
  file = join(folder.path, 'resguardo.db');
});
afterEach(() => folder.remove());

describe('openStore', () => {
  test('no file / open / makes one for its owner alone, with every pragma set', () => {
    const store = openStore(file, { clock });
    addCompany(store, clock.now());
    expect(store.pragmas()).toEqual({
      journalMode: 'wal',
      synchronous: 2,
      foreignKeys: 1,
      busyTimeout: 5000,
      userVersion: SCHEMA_VERSION,
    });
    for (const each of [file, `${file}-wal`, `${file}-shm`])
      expect(statSync(each).mode & 0o777, each).toBe(0o600);
    expect(store.check()).toBe('ok');
    store.close();
    store.close();
  });

  test('a file in WAL mode, left open / open again / synchronous is FULL there too', () => {
    const first = openStore(file, { clock });
    const second = openStore(file, { clock });
    expect(second.pragmas()).toMatchObject({ journalMode: 'wal', synchronous: 2 });
    first.close();
    second.close();
    const third = openStore(file, { clock });
    expect(third.pragmas()).toMatchObject({ journalMode: 'wal', synchronous: 2 });
    third.close();
  });

  test('a file of a newer program / open / refused, and left as it was', () => {
    openStore(file, { clock }).close();
    const raw = new Database(file);
    raw.pragma(`user_version = ${SCHEMA_VERSION + 1}`);
    raw.close();
    expect(() => openStore(file, { clock })).toThrow(
      expect.objectContaining({
        value: { code: 'database_from_future', params: { found: SCHEMA_VERSION + 1, known: SCHEMA_VERSION } },
      }),
    );
    const after = new Database(file);
    expect(after.pragma('user_version', { simple: true })).toBe(SCHEMA_VERSION + 1);
    after.close();
  });

  test('a file that is no database / open / fails and leaves it as it was', () => {
    writeFileSync(file, 'x'.repeat(8192));
    expect(() => openStore(file, { clock })).toThrow(expect.objectContaining({ code: 'SQLITE_NOTADB' }));
    expect(statSync(file).size).toBe(8192);
  });

  test('a transaction that fails / with its audit entry / leaves nothing, and tells nothing', () => {
    const told: string[] = [];
    const store = openStore(file, { clock, onAudit: ({ action }) => told.push(action) });
    const work = (fail: boolean) =>
      store.transaction(() => {
        store.audit.add({ actor: 'a', action: 'settings.changed' });
        store.settings.set('x', fail);
        expect(told).toEqual([]);
        if (fail) throw new Error('no');
      });
    expect(() => work(true)).toThrow('no');
    expect(store.settings.get('x')).toBeUndefined();
    expect(store.audit.list().total).toBe(0);
    work(false);
    expect(told).toEqual(['settings.changed']);
    expect(store.settings.get('x')).toBe(false);
    store.close();
  });
});

describe('migrations', () => {
  test('numbers / as they are listed / start at 1 and leave no gap', () => {
    expect(MIGRATIONS.map(({ version }) => version)).toEqual(MIGRATIONS.map((_, index) => index + 1));
  });

  test('a list with a gap / migrate / is refused', () => {
    const db = new Database(':memory:');
    const gap = [...MIGRATIONS, { version: SCHEMA_VERSION + 2, name: 'gap', sql: '' }];
    expect(() => migrate(db, gap)).toThrow('does not follow');
    db.close();
  });

  test('a step that fails / migrate / leaves the old schema whole', () => {
    const db = new Database(':memory:');
    migrate(db);
    const next = SCHEMA_VERSION + 1;
    const bad = [
      ...MIGRATIONS,
      { version: next, name: 'bad', sql: 'CREATE TABLE half (id INTEGER); SELECT nonsense;' },
    ];
    expect(() => migrate(db, bad)).toThrow('nonsense');
    expect(db.pragma('user_version', { simple: true })).toBe(SCHEMA_VERSION);
    expect(db.prepare("SELECT count(*) AS n FROM sqlite_schema WHERE name = 'half'").get()).toEqual({ n: 0 });
    db.close();
  });

  test('every table / of the schema but the search index / is STRICT', () => {
    const db = new Database(':memory:');
    migrate(db);
    const loose = db
      .prepare(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND strict = 0 AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'document_search%'",
      )
      .all();
    expect(loose).toEqual([]);
    db.close();
  });
});

describe('what the schema itself holds', () => {
  test.each([
    ['UPDATE document SET folio = 2'],
    ["UPDATE document SET sha256 = 'x'"],
    ["UPDATE envelope SET sha256 = 'x'"],
    ['UPDATE caf SET next_folio = 1'],
    ['DELETE FROM document_content'],
    ['DELETE FROM job'],
    ['DELETE FROM audit'],
    ["UPDATE audit SET actor = 'nobody'"],
    ["UPDATE job SET state = 'retrying'"],
    ['UPDATE job SET failed_retries = 6'],
    ['UPDATE document SET poll_due_at = 1'],
  ])('%s / on issued documents / is refused', (sql) => {
    const store = openStore(file, { clock });
    addCompany(store, clock.now());
    store.cafs.insert({
      companyId: 1,
      type: 33,
      fromFolio: 1,
      toFolio: 9,
      nextFolio: 5,
      authorizedOn: '2026-06-01',
      idk: 1,
      element: Buffer.alloc(0),
      sealedKey: Buffer.alloc(0),
      sha256: '',
      importedAt: 0,
    });
    const { id } = addDocument(store, { folio: 1 });
    store.audit.add({ actor: 'a', action: 'document.issued', documentId: id });
    store.close();
    const raw = new Database(file);
    expect(() => raw.exec(sql)).toThrow(
      /SQLITE_CONSTRAINT|signed once|kept for ever|only grows|given once|CHECK/,
    );
    raw.close();
  });
});
