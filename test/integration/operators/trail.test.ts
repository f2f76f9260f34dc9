import { copyFileSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ANCHORS_PATH, createAnchors } from '../../../main/audit/anchors.ts';
import { createTrailService } from '../../../main/audit/trail-service.ts';
import { verifyTrail } from '../../../main/audit/verify.ts';
import { ANCHORED_VAULT } from '../../../main/backup/anchored.ts';
import { createManifest } from '../../../main/backup/manifest/manifest.ts';
import { createVault } from '../../../main/backup/vault.ts';
import { FIRST_LINK, type LinkedEntry, linkHash } from '../../../main/store/chain.ts';
import { openStore } from '../../../main/store/open.ts';
import { openTempStore, type TempFolder, type TempStore, tempFolder } from '../../support/store.ts';

const SEED = 20_260_725;
const NOON = Date.parse('2026-07-05T16:00:00Z');
const LINES = 60;

let now = NOON;
const clock = { now: () => now++ };
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const figures = { tamperings: 0, found: 0, 'named right': 0 };
afterAll(() => console.log(`trail: seed ${SEED}, ${JSON.stringify(figures)}`));

let temp: TempStore;
let folder: TempFolder;
beforeEach(() => {
  now = NOON;
  temp = openTempStore(clock);
  folder = tempFolder();
  write(LINES);
});
afterEach(() => {
  temp.close();
  folder.remove();
});

const write = (count: number): void => temp.store.transaction(() => writeLines(count));
const writeLines = (count: number): void => {
  for (let n = 1; n <= count; n++)
    temp.store.audit.add({
      actor: n % 3 === 0 ? 'resguardo' : 'Encargado',
      action: n % 2 === 0 ? 'settings.changed' : 'export.made',
      params: { documents: n },
    });
};

/** Somebody with the file and a tool: the triggers keep nobody off who may drop them. */
const tamper = (change: (db: Database.Database) => void, file = temp.file): void => {
  const db = new Database(file);
  try {
    db.exec(`DROP TRIGGER IF EXISTS audit_only_grows; DROP TRIGGER IF EXISTS audit_is_kept; DROP TRIGGER IF EXISTS audit_head_is_kept;
      DROP TRIGGER IF EXISTS audit_grows_at_its_end; DROP TRIGGER IF EXISTS audit_head_follows;`);
    db.transaction(change)(db);
  } finally {
    db.close();
  }
};
const check = async () => {
  const store = temp.again();
  return verifyTrail(store.audit);
};

interface Tampering {
  readonly name: string;
  readonly change: (db: Database.Database, at: number) => void;
  /** The first line at fault. */
  readonly first: (at: number) => number;
  readonly why: 'altered' | 'missing' | 'added';
}

const COLUMNS = ['actor', 'action', 'params_json', 'at', 'operator_id', 'hash'] as const;
const OTHER: Readonly<Record<(typeof COLUMNS)[number], string>> = {
  actor: `actor || 'x'`,
  action: `'app.started'`,
  params_json: `'{"documents":999}'`,
  at: 'at + 1',
  operator_id: 'CASE operator_id WHEN 1 THEN NULL ELSE 1 END',
  hash: `'${'b'.repeat(64)}'`,
};

/** Puts the hashes right again from a line on, as somebody would who knows how they are made. */
const rechain = (db: Database.Database, from: number): void => {
  const rows = db
    .prepare<[number], LinkedEntry>(
      `SELECT id, at, actor, operator_id AS operatorId, action, document_id AS documentId, params_json AS paramsJson
       FROM audit WHERE id >= ? ORDER BY id`,
    )
    .all(from);
  let hash =
    db
      .prepare<[number], string>('SELECT hash FROM audit WHERE id = ?')
      .pluck()
      .get(from - 1) ?? FIRST_LINK;
  for (const row of rows) {
    hash = linkHash(hash, row);
    db.prepare('UPDATE audit SET hash = ? WHERE id = ?').run(hash, row.id);
  }
  const last = rows.at(-1)?.id ?? from - 1;
  db.prepare('UPDATE audit_head SET last_id = ?, hash = ?').run(last, hash);
};

const TAMPERINGS: readonly Tampering[] = [
  ...COLUMNS.map(
    (column): Tampering => ({
      name: `another ${column}`,
      change: (db, at) => db.prepare(`UPDATE audit SET ${column} = ${OTHER[column]} WHERE id = ?`).run(at),
      first: (at) => at,
      why: 'altered',
    }),
  ),
  {
    name: 'a line taken away',
    change: (db, at) => db.prepare('DELETE FROM audit WHERE id = ?').run(at),
    first: (at) => at,
    why: 'missing',
  },
  {
    name: 'a line taken away and the others moved up',
    change: (db, at) => {
      db.prepare('DELETE FROM audit WHERE id = ?').run(at);
      for (let id = at + 1; id <= LINES; id++)
        db.prepare('UPDATE audit SET id = ? WHERE id = ?').run(id - 1, id);
    },
    first: (at) => at,
    // The last one leaves nothing to move up: it is missing.
    why: 'altered',
  },
  {
    name: 'two lines in each other’s place',
    change: (db, at) => {
      const other = at === LINES ? at - 1 : at + 1;
      db.prepare('UPDATE audit SET id = 1000000 WHERE id = ?').run(at);
      db.prepare('UPDATE audit SET id = ? WHERE id = ?').run(at, other);
      db.prepare('UPDATE audit SET id = ? WHERE id = 1000000').run(other);
    },
    first: (at) => Math.min(at, at === LINES ? at - 1 : at + 1),
    why: 'altered',
  },
  {
    name: 'a line put in between',
    change: (db, at) => {
      for (let id = LINES; id >= at; id--) db.prepare('UPDATE audit SET id = ? WHERE id = ?').run(id + 1, id);
      db.prepare(
        `INSERT INTO audit (id, at, actor, action, params_json, hash)
         SELECT ?, at, 'Encargado', 'restore.done', '{}', hash FROM audit WHERE id = ?`,
      ).run(at, at + 1);
    },
    first: (at) => at,
    why: 'altered',
  },
  {
    name: 'a line added at the end past the program',
    change: (db) =>
      db
        .prepare(
          `INSERT INTO audit (id, at, actor, action, params_json, hash) SELECT id + 1, at, 'x', 'app.started', '{}', hash
           FROM audit ORDER BY id DESC LIMIT 1`,
        )
        .run(),
    first: () => LINES + 1,
    why: 'added',
  },
  {
    name: 'the end cut off',
    change: (db, at) => db.prepare('DELETE FROM audit WHERE id >= ?').run(at),
    first: (at) => at,
    why: 'missing',
  },
];

describe('the trail in the database', () => {
  test('as the program wrote it / verified / is whole, and says how long it is', async () => {
    expect(await check()).toMatchObject({ lines: LINES, first: null, head: { id: LINES } });
  });

  test('any line / changed or deleted by SQL / is refused by the database itself', () => {
    const db = new Database(temp.file);
    try {
      for (const sql of [
        "UPDATE audit SET actor = 'x'",
        'DELETE FROM audit',
        "INSERT INTO audit (at, actor, action, params_json) VALUES (1, 'x', 'app.started', '{}')",
        `INSERT INTO audit (id, at, actor, action, params_json, hash) VALUES (5000, 1, 'x', 'app.started', '{}', '${'c'.repeat(64)}')`,
        'DELETE FROM audit_head',
        'DELETE FROM operator',
        'DELETE FROM operator_name',
        'UPDATE operator_name SET operator_id = 1',
      ])
        expect(() => db.exec(sql), sql).toThrow(/audit|names them/);
    } finally {
      db.close();
    }
  });

  test.each(TAMPERINGS)('$name / in the middle / is found, and the line is named', async (one) => {
    tamper((db) => one.change(db, 30));
    const { first } = await check();
    expect(first).toMatchObject({ id: one.first(30), why: one.why });
    expect(first?.since ?? 0).toBeLessThan(now);
  });

  test(`any tampering / of any line, 60 runs of seed ${SEED} / is found at the first line at fault`, async () => {
    const whole = join(folder.path, 'entera.sqlite');
    await temp.store.copyTo(whole);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...TAMPERINGS),
        fc.integer({ min: 1, max: LINES }),
        async (one, at) => {
          const file = join(folder.path, 'alterada.sqlite');
          copyFileSync(whole, file);
          tamper((db) => one.change(db, at), file);
          const store = openStore(file, { clock });
          const { first } = await verifyTrail(store.audit).finally(store.close);
          figures.tamperings += 1;
          if (first !== null) figures.found += 1;
          if (first?.id === one.first(at)) figures['named right'] += 1;
          expect(first?.id).toBe(one.first(at));
        },
      ),
      { seed: SEED, numRuns: 60 },
    );
  }, 120_000);

  test('a trail that is altered / goes on / and names the same line', async () => {
    tamper((db) => db.prepare("UPDATE audit SET actor = 'Otro' WHERE id = 12").run());
    const store = temp.again();
    // As at a start: the triggers are gone, the program's own hand is not.
    store.audit.add({ actor: 'resguardo', action: 'app.started' });
    expect((await verifyTrail(store.audit)).first).toMatchObject({ id: 12, why: 'altered' });
  });
});

describe('the ends of the trail in the vault', () => {
  const open = (store = temp.store) => {
    mkdirSync(join(folder.path, 'vault'), { recursive: true });
    const vault = createVault({ folder: () => join(folder.path, 'vault') });
    const manifest = createManifest({ folder: join(folder.path, 'vault'), clock, log });
    const anchors = createAnchors({ store, vault, manifest: () => manifest });
    return {
      anchors,
      trail: createTrailService({ store, clock, anchors, log, changed: () => undefined }),
    };
  };

  test('a whole trail / verified twice / leaves its end in the vault, once', async () => {
    const { trail, anchors } = open();
    expect(await trail.verify(null)).toMatchObject({ state: 'intact', lines: LINES });
    await trail.verify(null);
    expect(await anchors.read()).toHaveLength(1);
    const file = readFileSync(join(folder.path, 'vault', ANCHORS_PATH), 'utf8');
    expect(file).toContain('"comienza":true');
  });

  test('a chain that was written anew as a whole / verified against the vault / is found', async () => {
    await open().trail.verify(null);
    tamper((db) => {
      db.prepare("UPDATE audit SET actor = 'Otro' WHERE id = 20").run();
      rechain(db, 1);
    });
    const store = temp.again();
    expect((await verifyTrail(store.audit)).first).toBeNull();
    expect(await open(store).trail.verify(null)).toMatchObject({
      state: 'altered',
      first: { id: 1, why: 'altered' },
    });
  });

  test('a part rewritten after an older end / verified / is named from that end on', async () => {
    await open().trail.verify(null);
    write(10);
    await open().trail.verify(null);
    tamper((db) => {
      db.prepare("UPDATE audit SET actor = 'Otro' WHERE id = ?").run(LINES + 5);
      rechain(db, LINES + 5);
    });
    expect(await open(temp.again()).trail.verify(null)).toMatchObject({
      state: 'altered',
      first: { id: LINES + 1, why: 'altered' },
    });
  });

  test('an end cut off with its head put right / verified / is missing, and the alarm is in the trail once', async () => {
    await open().trail.verify(null);
    tamper((db) => {
      db.prepare('DELETE FROM audit WHERE id > 40').run();
      rechain(db, 40);
    });
    const store = temp.again();
    const { trail } = open(store);
    expect(await trail.verify(null)).toMatchObject({ state: 'altered', first: { id: 41, why: 'missing' } });
    await trail.verify('Ana');
    const alarms = store.audit.list({}).rows.filter(({ action }) => action === 'trail.altered');
    expect(alarms).toHaveLength(1);
  });

  test('a database that a restore brought back / verified / begins new lines in the vault', async () => {
    const { trail } = open();
    await trail.verify(null);
    write(5);
    await trail.verify(null);
    tamper((db) => {
      db.prepare('DELETE FROM audit WHERE id > 30').run();
      rechain(db, 30);
    });
    const store = temp.again();
    // What settling a restore does.
    store.settings.set(ANCHORED_VAULT, null);
    const restored = open(store);
    expect(await restored.trail.verify(null)).toMatchObject({ state: 'intact', lines: 30 });
    expect(await restored.anchors.read()).toMatchObject([{ id: 30 }]);
    expect(await restored.trail.verify(null)).toMatchObject({ state: 'intact' });
  });

  test('a vault that is not there / verified / costs nothing but the remembering', async () => {
    const { trail } = open();
    rmSync(join(folder.path, 'vault'), { recursive: true });
    expect(await trail.verify(null)).toMatchObject({ state: 'intact' });
  });

  test('export / of lines that begin like formulas / is a CSV that a spreadsheet reads as text', async () => {
    temp.store.audit.add({ actor: 'Encargado', action: 'sending.paused', params: { reason: '=1+1' } });
    const { trail } = open();
    const { file, lines } = await trail.exportTo(folder.path, {}, 'Encargado');
    expect(lines).toBe(LINES + 1);
    const text = readFileSync(file, 'utf8');
    expect(text.startsWith('\ufeffLínea;Fecha y hora;')).toBe(true);
    expect(text.split('\r\n')).toHaveLength(LINES + 3);
    expect(text).toContain('Encargado puso los envíos en pausa: «=1+1».');
    for (const row of text.split('\r\n').slice(1, -1))
      for (const cell of row.split(';')) expect(cell.replace(/^"/, '')).not.toMatch(/^[=+\-@]/);
  });
});

describe('looking through the trail', () => {
  test('a filter by operator, program, kind and time / page by page / finds each line once, newest first', () => {
    const { audit } = temp.store;
    const seen: number[] = [];
    let cursor: string | null = null;
    do {
      const page = audit.list({ operators: [1] }, { cursor, limit: 7 });
      seen.push(...page.rows.map(({ id }) => id));
      expect(page.total).toBe(LINES - LINES / 3);
      cursor = page.next;
    } while (cursor !== null);
    expect(seen).toEqual([...seen].sort((a, b) => b - a));
    expect(new Set(seen).size).toBe(LINES - LINES / 3);
    expect(audit.list({ program: true }).total).toBe(LINES / 3);
    expect(audit.list({ operators: [1], program: true }).total).toBe(LINES);
    expect(audit.list({ actions: ['export.made'] }).total).toBe(LINES / 2);
    expect(audit.list({ actions: [] }).total).toBe(LINES);
    const tenth = audit.slice(9, 10)[0]?.at ?? 0;
    expect(audit.list({ before: tenth }).total).toBe(9);
    expect(audit.list({ from: tenth }).total).toBe(LINES - 9);
  });
});
