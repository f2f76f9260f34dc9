import { cpSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyTrail } from '../../main/audit/verify.ts';
import { writeAnswer } from '../../main/backup/answer-file.ts';
import { businessFiles } from '../../main/backup/business.ts';
import { readManifest } from '../../main/backup/manifest/read.ts';
import { answerPath } from '../../main/backup/paths.ts';
import { sha256Hex } from '../../main/store/hash.ts';
import { openStore } from '../../main/store/open.ts';
import { draft } from '../support/issuing.ts';
import { openCore, placesOf, removeRoot, tempRoot, until } from './support/core.ts';
import { tellFigures } from './support/figures.ts';
import { openLab, settle } from './support/lab.ts';
import { createRandom, often, seedOr } from './support/random.ts';

const SEED = seedOr(20_260_705);
const FLIPS = often(200, 500);
const DOCUMENTS = 12;

let good: string;
let manifestBytes: Buffer;
const figures = {
  flips: 0,
  'found by hash': 0,
  'found by the database': 0,
  'found by the twin of the row': 0,
  'found against the vault': 0,
  'proved irrelevant': 0,
  /** Lines of the audit trail that are about no document have no copy in the vault: their chain tells. */
  'found by the chain': 0,
  missed: 0,
  'files repaired': 0,
  'rows repaired': 0,
};

beforeAll(async () => {
  good = tempRoot();
  const lab = await openLab();
  const core = await lab.open();
  for (let n = 0; n < DOCUMENTS; n++) await core.ask('documents.issue', { draft: draft() as never });
  await settle(core, lab.clock);
  await until(async () => (await core.ask('vault.status', {})).waiting === 0, 'everything in the vault');
  await core.stop();
  cpSync(join(lab.root, 'perfil'), placesOf(good).profileDir, { recursive: true });
  cpSync(lab.vault, placesOf(good).vault, { recursive: true });
  // One file: what is looked for is damage of the file, and a WAL has checksums of its own.
  const db = new Database(placesOf(good).dbFile);
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.pragma('journal_mode = DELETE');
  db.close();
  manifestBytes = readFileSync(join(placesOf(good).vault, 'manifiesto.jsonl'));
  await lab.close();
}, 60_000);
afterAll(() => {
  removeRoot(good);
  tellFigures('P5', 'test/promises/p05-damage.test.ts', { seed: SEED, ...figures });
});

const filesOf = (folder: string): readonly string[] =>
  (readdirSync(folder, { recursive: true }) as string[]).filter((name) =>
    statSync(join(folder, name)).isFile(),
  );

/** Everything in the tables, by `table.column`: what no query can see is no loss, and tallies are counted anew out of the rest. */
const contents = (file: string): ReadonlyMap<string, string> => {
  const db = new Database(file, { readonly: true });
  try {
    const tables = db
      .prepare<[], string>(
        `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '%search%'
           AND name NOT LIKE '%_tally'`,
      )
      .pluck()
      .all();
    const found = new Map<string, string>();
    for (const table of tables) {
      const rows = db.prepare<[], Record<string, unknown>>(`SELECT * FROM "${table}" ORDER BY rowid`).all();
      for (const column of Object.keys(rows[0] ?? {})) {
        const values = rows.map((row) => row[column]);
        const text = values
          .map((each) => (Buffer.isBuffer(each) ? sha256Hex(each) : String(each)))
          .join('\n');
        // SQL does not tell a column's name from the same in capitals: such a flip in the schema changes nothing.
        found.set(`${table}.${column.toLowerCase()}`, text);
      }
    }
    return found;
  } finally {
    db.close();
  }
};

/** Whether SQLite itself, or a hash that is kept beside the bytes, tells that something is wrong. */
const databaseTells = (file: string): 'hash' | 'database' | null => {
  try {
    const db = new Database(file, { readonly: true });
    try {
      if (db.pragma('integrity_check', { simple: true }) !== 'ok') return 'database';
      const pairs = db
        .prepare<[], { bytes: Buffer; sha256: string }>(
          `SELECT c.bytes, d.sha256 FROM document_content c JOIN document d ON d.id = c.document_id
           UNION ALL SELECT bytes, sha256 FROM envelope
           UNION ALL SELECT c.bytes, b.sha256 FROM backup_content c JOIN backup b ON b.document_id = c.document_id`,
        )
        .all();
      return pairs.some(({ bytes, sha256 }) => sha256Hex(Buffer.from(bytes)) !== sha256) ? 'hash' : null;
    } finally {
      db.close();
    }
  } catch {
    return 'database';
  }
};

/** What the nightly round sees by itself, with nothing to compare with but the database. */
const twinTells = async (file: string): Promise<boolean> => {
  let store: ReturnType<typeof openStore> | null = null;
  try {
    store = openStore(file, { clock: { now: () => 0 } });
    return (await store.twins.differing()).length > 0;
  } catch {
    return true;
  } finally {
    store?.close();
  }
};

const registeredHashes = async (): Promise<ReadonlyMap<string, string>> => {
  const read = await readManifest(join(placesOf(good).vault, 'manifiesto.jsonl'));
  return new Map([...(read?.entries ?? [])].map(([path, { sha256 }]) => [path, sha256]));
};

/** The vault's answer files and business files are made of the rows, and the manifest has their hashes: made again, they agree or do not. */
const agreesWithVault = (file: string, registered: ReadonlyMap<string, string>): boolean => {
  let store: ReturnType<typeof openStore> | null = null;
  try {
    store = openStore(file, { clock: { now: () => 0 } });
    for (const { path, bytes } of businessFiles(store))
      if (path !== 'negocio/ajustes.json' && sha256Hex(bytes) !== registered.get(path)) return false;
    for (const id of store.bundles.ids(0, DOCUMENTS)) {
      const bundle = store.bundles.read(id);
      if (!bundle) return false;
      const key = { ...bundle.document, environment: bundle.environment, rut: bundle.rut };
      if (sha256Hex(writeAnswer(bundle)) !== registered.get(answerPath(key))) return false;
    }
    return true;
  } catch {
    return false;
  } finally {
    store?.close();
  }
};

const chainTells = async (file: string): Promise<boolean> => {
  const store = openStore(file, { clock: { now: () => 0 } });
  try {
    return (await verifyTrail(store.audit)).first !== null;
  } finally {
    store.close();
  }
};

test(`P5 one byte in ${FLIPS} flipped in a copy of the vault or the signed bytes of the database, seed ${SEED} / looked over / each found or proved irrelevant`, async () => {
  const random = createRandom(SEED);
  const { vault } = placesOf(good);
  const files = filesOf(vault);
  const { entries } = (await readManifest(join(vault, 'manifiesto.jsonl'))) ?? { entries: new Map() };
  const missed: string[] = [];
  for (let n = 0; n < FLIPS; n++) {
    figures.flips += 1;
    const path = random.pick(files);
    const bytes = readFileSync(join(vault, path));
    const at = random.below(bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
    if (path === 'manifiesto.jsonl') {
      const copy = join(good, 'manifiesto.jsonl');
      writeFileSync(copy, bytes);
      const read = await readManifest(copy);
      if (read?.fault) figures['found by hash'] += 1;
      else missed.push(`${path} at ${at}`);
    } else if (!entries.has(path)) missed.push(`${path} is not in the manifest`);
    else if (sha256Hex(bytes) !== entries.get(path)?.sha256) figures['found by hash'] += 1;
    else missed.push(`${path} at ${at}`);
  }
  figures.missed += missed.length;
  expect(missed).toEqual([]);
  expect(manifestBytes.length).toBeGreaterThan(0);
}, 240_000);

test(`P5 ${FLIPS} bytes flipped in copies of the database, seed ${SEED} / checked, hashed and held against the vault / found, or nothing is lost by it`, async () => {
  const random = createRandom(SEED + 1);
  const { dbFile } = placesOf(good);
  const before = contents(dbFile);
  const registered = await registeredHashes();
  const bytes = readFileSync(dbFile);
  const copy = join(good, 'copia.sqlite');
  const missed: string[] = [];
  for (let n = 0; n < FLIPS; n++) {
    figures.flips += 1;
    const at = random.below(bytes.length);
    const flipped = Buffer.from(bytes);
    flipped[at] = (flipped[at] ?? 0) ^ (1 << random.below(8));
    writeFileSync(copy, flipped);
    const told = databaseTells(copy);
    if (told === 'hash') figures['found by hash'] += 1;
    else if (told === 'database') figures['found by the database'] += 1;
    else if (await twinTells(copy)) figures['found by the twin of the row'] += 1;
    else if (!agreesWithVault(copy, registered)) figures['found against the vault'] += 1;
    else {
      const after = contents(copy);
      const changed = [...before.keys()].filter((column) => after.get(column) !== before.get(column));
      if (changed.length === 0) figures['proved irrelevant'] += 1;
      else if (await chainTells(copy)) figures['found by the chain'] += 1;
      else missed.push(`${changed.join(' ')} at ${at}`);
    }
  }
  rmSync(copy);
  figures.missed += missed.length;
  expect(missed).toEqual([]);
}, 240_000);

test('P5 a byte flipped in each document file of the vault / verified / each is named and repaired from the good copy', async () => {
  const root = tempRoot();
  try {
    cpSync(good, root, { recursive: true });
    const { vault } = placesOf(root);
    const random = createRandom(SEED + 2);
    const documents = filesOf(vault).filter((path) => /T\d+F\d+\.xml$/.test(path) && !path.includes('Envio'));
    expect(documents).toHaveLength(DOCUMENTS);
    const whole = new Map(documents.map((path) => [path, readFileSync(join(vault, path))]));
    for (const [path, bytes] of whole) {
      const flipped = Buffer.from(bytes);
      const at = random.below(flipped.length);
      flipped[at] = (flipped[at] ?? 0) ^ (1 << random.below(8));
      writeFileSync(join(vault, path), flipped);
    }
    const core = await openCore({ root });
    const report = await core.ask('backups.verifyAll', {});
    await core.stop();
    const named = new Set(report.repaired.map(({ path }) => path));
    expect([...whole.keys()].filter((path) => !named.has(path))).toEqual([]);
    expect(report.damaged).toEqual([]);
    for (const [path, bytes] of whole) expect(readFileSync(join(vault, path)).equals(bytes)).toBe(true);
    figures['files repaired'] += named.size;
  } finally {
    removeRoot(root);
  }
}, 60_000);

test('P5 a bit flipped in each row that says what the SII has of a document / verified / named and set right by the vault, or named', async () => {
  const root = tempRoot();
  try {
    cpSync(good, root, { recursive: true });
    const { dbFile } = placesOf(root);
    const states = (): readonly unknown[] => {
      const db = new Database(dbFile, { readonly: true });
      try {
        return db.prepare('SELECT sii_state_at, track_id, total FROM document ORDER BY id').all();
      } finally {
        db.close();
      }
    };
    const before = states();
    // As a bad sector does it: nobody's trigger sees it.
    const db = new Database(dbFile);
    const triggers = db
      .prepare<[], { readonly name: string; readonly sql: string }>(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name IN ('document', 'setting') AND name NOT LIKE '%insert' AND name NOT LIKE 'document_is_search%'",
      )
      .all();
    for (const { name } of triggers) db.exec(`DROP TRIGGER "${name}"`);
    db.exec(
      "UPDATE document SET track_id = '9' || substr(track_id, 2) WHERE id <= 6; UPDATE document SET total = total + 64 WHERE id = 7",
    );
    db.exec("UPDATE setting SET value_json = replace(value_json, '0', '1') WHERE key = 'practice.enrolment'");
    for (const { sql } of triggers) db.exec(sql);
    db.close();
    const core = await openCore({ root });
    const report = await core.ask('backups.verifyAll', {});
    await core.stop();
    expect(report.repaired.filter(({ where }) => where === 'database')).toHaveLength(6);
    // The amount is among what was signed, and is not written again; a setting has no other witness.
    expect(report.damaged.map(({ path, why }) => `${why} ${path.replace(/^.*\//, '')}`).toSorted()).toEqual([
      'row T33F7.xml',
      'row ["practice.enrolment"]',
    ]);
    expect(states().filter((_, index) => index !== 6)).toEqual(before.filter((_, index) => index !== 6));
    figures['rows repaired'] += 6;
  } finally {
    removeRoot(root);
  }
}, 60_000);
