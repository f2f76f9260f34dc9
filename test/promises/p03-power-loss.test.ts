import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sha256Hex } from '../../main/store/hash.ts';
import { openStore } from '../../main/store/open.ts';
import { draft } from '../support/issuing.ts';
import { removeRoot, tempRoot } from './support/core.ts';
import { tellFigures } from './support/figures.ts';
import { openLab, peek } from './support/lab.ts';
import { createRandom, often, seedOr } from './support/random.ts';

const SEED = seedOr(20_260_703);
const OFFSETS = often(200, 500);
const DOCUMENTS = 8;
/** Acknowledged up to here, and on the disk: what comes after may be lost, as a whole. */
const MARK = 4;
const WAL_HEADER = 32;
const FRAME_HEADER = 24;

interface Disk {
  readonly db: Buffer;
  readonly wal: Buffer;
}
let root: string;
let work: string;
/** What is on the platter at the mark, and what the files were at the end. */
let atMark: Disk;
let atEnd: Disk;
let frame: number;
const figures = { 'frame boundaries': 0, 'random offsets': 0, 'acknowledged lost': 0, half: 0 };

const read = (dbFile: string): Disk => ({ db: readFileSync(dbFile), wal: readFileSync(`${dbFile}-wal`) });

beforeAll(async () => {
  root = tempRoot();
  const lab = await openLab();
  // The SII is away: only issuing writes, so that the commits can be told apart.
  await lab.sii.faults.set({ kind: 'down' });
  const core = await lab.open();
  for (let n = 0; n < DOCUMENTS; n++) {
    if (n === MARK) atMark = read(lab.dbFile);
    await core.ask('documents.issue', { draft: draft({ item: `Caja ${n}` }) as never });
  }
  atEnd = read(lab.dbFile);
  frame = FRAME_HEADER + Number(peek(lab.dbFile, (db) => db.pragma('page_size', { simple: true })));
  await core.stop();
  await lab.close();
  work = join(root, 'copia');
}, 60_000);
afterAll(() => {
  removeRoot(root);
  tellFigures('P3', 'test/promises/p03-power-loss.test.ts', { seed: SEED, ...figures });
});

/** Opens what the power cut has left, and looks at every document. @returns how many there are */
const reopen = (disk: Disk): number => {
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  const file = join(work, 'resguardo.sqlite');
  writeFileSync(file, disk.db);
  writeFileSync(`${file}-wal`, disk.wal);
  const store = openStore(file, { clock: { now: () => 0 } });
  try {
    expect(store.check()).toBe('ok');
    let folio = 0;
    for (;;) {
      const document = store.documents.find(1, 33, folio + 1);
      if (!document) break;
      folio += 1;
      const content = store.documents.content(document.id);
      const envelope = store.envelopes.get(document.envelopeId);
      const isWhole =
        content &&
        sha256Hex(content.bytes) === document.sha256 &&
        envelope &&
        sha256Hex(envelope.bytes) === envelope.sha256;
      if (!isWhole || !store.jobs.ofDocument(document.id)) {
        figures.half += 1;
        throw new Error(`folio ${folio} is half there`);
      }
    }
    const next = store.cafs.list(1).find(({ type }) => type === 33)?.nextFolio;
    if (next !== folio + 1) {
      figures.half += 1;
      throw new Error(`${folio} documents, next folio ${next}`);
    }
    return folio;
  } finally {
    store.close();
  }
};

const check = (disk: Disk, what: string): void => {
  const found = reopen(disk);
  if (found < MARK) figures['acknowledged lost'] += 1;
  expect(found, what).toBeGreaterThanOrEqual(MARK);
  expect(found, what).toBeLessThanOrEqual(DOCUMENTS);
};

test('P3 the WAL cut at its frame boundaries after the mark / opened again / all before the mark, nothing half', () => {
  // No checkpoint came in between: the database file was not touched.
  expect(atEnd.db.equals(atMark.db)).toBe(true);
  const first = Math.ceil((atMark.wal.length - WAL_HEADER) / frame);
  const last = Math.floor((atEnd.wal.length - WAL_HEADER) / frame);
  expect(last).toBeGreaterThan(first);
  for (let at = first; at <= last; at++) {
    const end = WAL_HEADER + at * frame;
    check({ db: atEnd.db, wal: atEnd.wal.subarray(0, end) }, `cut after frame ${at}`);
    // The file has its length and this frame never reached the disk.
    const garbled = Buffer.from(atEnd.wal);
    garbled.fill(0, end, Math.min(end + frame, garbled.length));
    check({ db: atEnd.db, wal: garbled }, `frame ${at} of zeros`);
    figures['frame boundaries'] += 1;
  }
}, 240_000);

test(`P3 the WAL cut or garbled at ${OFFSETS} random offsets after the mark, seed ${SEED} / opened again / all before the mark, nothing half`, () => {
  const random = createRandom(SEED);
  const from = atMark.wal.length;
  for (let n = 0; n < OFFSETS; n++) {
    const at = from + random.below(atEnd.wal.length - from);
    const wal = Buffer.from(atEnd.wal);
    const kind = random.below(3);
    if (kind === 0) check({ db: atEnd.db, wal: wal.subarray(0, at) }, `cut at ${at}`);
    else {
      // A sector or several: of chance, or of what was there before (zeros).
      const end = Math.min(at + 512 * (1 + random.below(16)), wal.length);
      for (let byte = at; byte < end; byte++) wal[byte] = kind === 1 ? random.below(256) : 0;
      check({ db: atEnd.db, wal }, `garbled from ${at} to ${end}`);
    }
    figures['random offsets'] += 1;
  }
}, 240_000);

test('P3 a checkpoint that was cut in the middle / opened again / all there, for the WAL still has it', () => {
  const random = createRandom(SEED + 1);
  // After the checkpoint: some of its pages reached the database file, others did not.
  const whole = join(root, 'entera.sqlite');
  writeFileSync(whole, atEnd.db);
  writeFileSync(`${whole}-wal`, atEnd.wal);
  openStore(whole, { clock: { now: () => 0 } }).close();
  const after = readFileSync(whole);
  const page = frame - FRAME_HEADER;
  for (let n = 0; n < 20; n++) {
    const torn = Buffer.alloc(after.length);
    for (let at = 0; at < after.length; at += page) {
      const source = random.next() < 0.5 || at + page > atEnd.db.length ? after : atEnd.db;
      source.copy(torn, at, at, Math.min(at + page, source.length));
    }
    expect(reopen({ db: torn, wal: atEnd.wal })).toBe(DOCUMENTS);
  }
}, 60_000);
