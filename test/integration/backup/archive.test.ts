import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CHUNK, TAG } from '../../../main/backup/archive/format.ts';
import { makeArchive } from '../../../main/backup/archive/make.ts';
import { openArchive } from '../../../main/backup/archive/open.ts';
import type { ManifestEntry } from '../../../main/backup/manifest/line.ts';
import { filesIn, flipped, hash } from './fixture.ts';

const SEED = 20_261_124;
const COST = { N: 2 ** 10, r: 8, p: 1 };
const log = { info: () => undefined, warn: () => undefined };
const clock = { now: () => Date.UTC(2026, 6, 5, 15, 30) };
let root: string;
let vaultFolder: string;
let entries: ManifestEntry[];

const put = (path: string, bytes: Buffer, kind: ManifestEntry['kind']): void => {
  const place = join(vaultFolder, path);
  mkdirSync(dirname(place), { recursive: true });
  writeFileSync(place, bytes);
  entries.push({ path, size: bytes.length, sha256: hash(bytes), kind });
};

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'resguardo-archive-'));
  vaultFolder = join(root, 'vault');
  entries = [];
  for (let folio = 1; folio <= 30; folio++)
    put(`76192083-9/2026/07/T33F${folio}.xml`, Buffer.alloc(5_000, folio), 'documento');
  // Larger than a chunk, and one that fills a chunk to the last byte.
  put('instantaneas/20260705T113000Z.sqlite', Buffer.alloc(2 * CHUNK + 77, 3), 'instantanea');
  put('instantaneas/20260704T113000Z.sqlite', Buffer.alloc(10, 3), 'instantanea');
  put('negocio/ajustes.json', Buffer.alloc(0), 'negocio');
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

const make = (passphrase = 'caballo correcto') =>
  makeArchive({ vaultFolder, entries, folder: root, passphrase, now: clock.now(), cost: COST });
const open = (file: string, passphrase = 'caballo correcto', into = join(root, 'abierto')) =>
  openArchive({ file, passphrase, into, clock, log });
const nothingLeft = (): void => {
  expect(readdirSync(root).filter((name) => name.startsWith('abierto') || name.endsWith('.tmp'))).toEqual([]);
};
const code = (value: string) => ({ value: { code: value } });

describe('an archive', () => {
  it('of a vault / opened / gives every file byte for byte, the newest snapshot alone, and a manifest', async () => {
    const made = await make();
    expect(made).toMatchObject({ name: 'respaldo-20260705-113000.resguardo', files: 32, leftOut: [] });
    await open(join(root, made.name));
    const files = filesIn(join(root, 'abierto'));
    expect(files).toHaveLength(33);
    expect(files).not.toContain('instantaneas/20260704T113000Z.sqlite');
    for (const { path, sha256 } of entries.filter(({ path }) => files.includes(path)))
      expect(hash(readFileSync(join(root, 'abierto', path)))).toBe(sha256);
    // Nothing of it can be read in the file.
    expect(readFileSync(join(root, made.name)).includes('76192083')).toBe(false);
  });

  it('with a damaged file in the vault / leaves it out and says which', async () => {
    writeFileSync(join(vaultFolder, '76192083-9/2026/07/T33F3.xml'), 'otra cosa');
    expect((await make()).leftOut).toEqual(['76192083-9/2026/07/T33F3.xml']);
  });

  it('with a wrong passphrase, or what is no archive / says so', async () => {
    const file = join(root, (await make()).name);
    await expect(open(file, 'caballo incorrecto')).rejects.toMatchObject(code('wrong_passphrase'));
    writeFileSync(join(root, 'x'), 'hola');
    await expect(open(join(root, 'x'))).rejects.toMatchObject(code('archive_unreadable'));
    await expect(open(join(root, 'no-hay'))).rejects.toMatchObject(code('archive_unreadable'));
    const bytes = readFileSync(file);
    bytes[9] = 2;
    writeFileSync(file, bytes);
    await expect(open(file)).rejects.toMatchObject(code('archive_from_future'));
    nothingLeft();
  });

  it(`cut short, longer, swapped, or with any bit changed (seed ${SEED}) / is refused, and nothing is left`, async () => {
    const file = join(root, (await make()).name);
    const bytes = readFileSync(file);
    let state = SEED;
    const random = (below: number): number => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      return Math.floor((state / 4_294_967_296) * below);
    };
    const bad = join(root, 'malo.resguardo');
    const refused = async (spoilt: Buffer, what: string): Promise<void> => {
      writeFileSync(bad, spoilt);
      await expect(open(bad), what).rejects.toMatchObject({ name: 'AppError' });
      expect(existsSync(join(root, 'abierto')), what).toBe(false);
    };
    const figures = { cut: 0, flipped: 0, moved: 0 };
    const head = bytes.length % (CHUNK + TAG);
    for (const size of [
      0,
      5,
      14,
      100,
      head,
      bytes.length - 1,
      bytes.length - TAG,
      ...Array.from({ length: 20 }, () => random(bytes.length)),
    ]) {
      await refused(bytes.subarray(0, size), `cut at ${size}`);
      figures.cut += 1;
    }
    for (let n = 0; n < 60; n++) {
      // Half of them in the first 300 bytes, where the header is.
      const at = random(n % 2 === 0 ? 300 : bytes.length);
      await refused(flipped(bytes, at), `flipped at ${at}`);
      figures.flipped += 1;
    }
    const start = 14 + bytes.readUInt32BE(10);
    const whole = CHUNK + TAG;
    const chunk = (n: number): Buffer => bytes.subarray(start + n * whole, start + (n + 1) * whole);
    const before = bytes.subarray(0, start);
    const rest = bytes.subarray(start + 2 * whole);
    for (const order of [
      [chunk(1), chunk(0), rest],
      [chunk(0), rest],
      [chunk(0), chunk(0), chunk(1), rest],
      [chunk(0), chunk(1)],
      [chunk(0), chunk(1), rest, Buffer.alloc(1)],
    ]) {
      await refused(Buffer.concat([before, ...order]), 'moved');
      figures.moved += 1;
    }
    nothingLeft();
    console.info(`archive: ${JSON.stringify(figures)}, all refused`);
  });

  it('on a place that is taken / is not opened over it', async () => {
    const file = join(root, (await make()).name);
    mkdirSync(join(root, 'abierto'));
    writeFileSync(join(root, 'abierto', 'x'), 'mío');
    await expect(open(file)).rejects.toMatchObject({ name: expect.any(String) });
    expect(readdirSync(join(root, 'abierto'))).toEqual(['x']);
  });
});
