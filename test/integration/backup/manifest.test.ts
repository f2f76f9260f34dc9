import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ManifestEntry } from '../../../main/backup/manifest/line.ts';
import {
  createManifest,
  MANIFEST_FAILPOINTS,
  MANIFEST_NAME,
} from '../../../main/backup/manifest/manifest.ts';
import { readManifest } from '../../../main/backup/manifest/read.ts';
import { failingFs, hash } from './fixture.ts';

const SEED = 20_261_124;
let folder: string;
let path: string;
const log = { info: () => undefined, warn: () => undefined };
const clock = { now: () => 1_783_260_000_000 };

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'resguardo-manifest-'));
  path = join(folder, MANIFEST_NAME);
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const entry = (folio: number, text = `${folio}`): ManifestEntry => ({
  path: `76192083-9/2026/07/T33F${folio}.xml`,
  size: text.length,
  sha256: hash(Buffer.from(text)),
  kind: 'documento',
});
const open = (more: Partial<Parameters<typeof createManifest>[0]> = {}) =>
  createManifest({ folder, clock, log, ...more });
const some = async (count: number): Promise<void> => {
  const manifest = open();
  for (let folio = 1; folio <= count; folio++) await manifest.add([entry(folio)]);
};

describe('the manifest', () => {
  it('given files / adds one line each / the chain holds and a second reader finds the same', async () => {
    await some(10);
    const read = await readManifest(path);
    expect(read).toMatchObject({ seq: 11, fault: null });
    expect(read?.entries.size).toBe(10);
    expect(await open().id()).toBe(read?.id);
    expect(readFileSync(path, 'utf8').split('\n')).toHaveLength(12);
  });

  it('given what it has / adds nothing; given newer contents / adds a line and keeps the old one', async () => {
    await some(2);
    const manifest = open();
    expect(await manifest.add([entry(1), entry(2)])).toBe(0);
    expect(await manifest.add([entry(1, 'otro')])).toBe(1);
    const read = await readManifest(path);
    expect(read?.seq).toBe(4);
    expect(read?.entries.get(entry(1).path)?.sha256).toBe(hash(Buffer.from('otro')));
  });

  it('told that a file was taken away / forgets it, and its lines stay', async () => {
    await some(2);
    const manifest = open();
    await manifest.add([{ ...entry(1), kind: 'retirado' }]);
    expect([...(await manifest.entries()).keys()]).toEqual([entry(2).path]);
    expect((await readManifest(path))?.seq).toBe(4);
  });

  it('cut at every byte of its last lines / opened again / whole, with the torn end kept aside', async () => {
    await some(3);
    const bytes = readFileSync(path);
    const lines = bytes.toString('utf8').split('\n');
    const from = Buffer.byteLength(`${lines.slice(0, 2).join('\n')}\n`);
    for (let size = from; size < bytes.length; size++) {
      for (const name of readdirSync(folder)) rmSync(join(folder, name));
      writeFileSync(path, bytes.subarray(0, size));
      const manifest = open();
      await manifest.add([entry(9)]);
      const read = await readManifest(path);
      expect(read?.fault, `cut at ${size}`).toBeNull();
      expect(read?.entries.has(entry(9).path)).toBe(true);
      const rest = size - (read ? bytes.subarray(0, size).lastIndexOf(10) + 1 : 0);
      const aside = readdirSync(folder).filter((name) => name.includes('.cortado-'));
      expect(aside.length, `cut at ${size}`).toBe(rest > 0 ? 1 : 0);
    }
    console.info(`manifest: cut at ${bytes.length - from} places, whole again each time`);
  });

  it(`with any byte of it changed (seed ${SEED}) / read / the change is found`, async () => {
    await some(20);
    const bytes = readFileSync(path);
    let found = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: bytes.length - 1 }),
        fc.integer({ min: 0, max: 7 }),
        async (at, bit) => {
          const spoilt = Buffer.from(bytes);
          spoilt[at] = (spoilt[at] ?? 0) ^ (1 << bit);
          writeFileSync(path, spoilt);
          const read = await readManifest(path);
          // The last line has no successor that vouches for it: what it says of its file is checked by the file.
          const lastLine = at > bytes.lastIndexOf(10, bytes.length - 2);
          if (!lastLine) expect(read?.fault).not.toBeNull();
          if (read?.fault) found += 1;
        },
      ),
      { seed: SEED, numRuns: 500 },
    );
    console.info(`manifest: 500 bits flipped, ${found} found by the chain, the rest in the last line`);
  });

  it('broken in the middle / opened / goes on in a new file that names the old one and carries its files on', async () => {
    await some(5);
    const lines = readFileSync(path, 'utf8').split('\n');
    lines[2] = lines[2]?.replace('T33F2', 'T33F7') ?? '';
    writeFileSync(path, lines.join('\n'));
    expect((await readManifest(path))?.fault).toEqual({ kind: 'broken', line: 4 });
    await open().add([entry(6)]);
    const read = await readManifest(path);
    expect(read?.fault).toBeNull();
    expect(read?.entries.size).toBe(6);
    expect(readFileSync(path, 'utf8')).toContain('"kind":"continuacion"');
    expect(readdirSync(folder).filter((name) => /^manifiesto-\d/.test(name))).toHaveLength(1);
  });

  it('too long / given one more / goes on in a new file with everything that holds', async () => {
    const manifest = open({ rotateAt: 1_500 });
    for (let folio = 1; folio <= 12; folio++) await manifest.add([entry(folio)]);
    expect(readdirSync(folder).filter((name) => /^manifiesto-\d/.test(name)).length).toBeGreaterThan(0);
    const read = await readManifest(path);
    expect(read?.fault).toBeNull();
    expect(read?.entries.size).toBe(12);
  });

  it('lost between closing one file and beginning the next / opened / goes on from the closed one', async () => {
    await some(3);
    const closed = join(folder, 'manifiesto-20260705T113000Z.jsonl');
    writeFileSync(closed, readFileSync(path));
    rmSync(path);
    expect((await open().entries()).size).toBe(3);
  });

  it('changed by another hand between two uses / used / read anew', async () => {
    const [one, other] = [open(), open()];
    await one.add([entry(1)]);
    await other.add([entry(2)]);
    await one.add([entry(3)]);
    const read = await readManifest(path);
    expect(read?.fault).toBeNull();
    expect(read?.entries.size).toBe(3);
  });

  it('on a full disk / given a file / says so, and the next try goes on whole', async () => {
    await some(2);
    let full = true;
    const fs = failingFs('write', 'ENOSPC', (name) => full && name === path);
    const manifest = open({ fs });
    await expect(manifest.add([entry(3)])).rejects.toMatchObject({ value: { code: 'disk_full' } });
    full = false;
    // Half of a line, as a full disk leaves it.
    appendFileSync(path, '{"seq":4,"at":17');
    await manifest.add([entry(3)]);
    expect(await readManifest(path)).toMatchObject({ seq: 4, fault: null });
  });

  it('empty after a power cut / opened / begins', async () => {
    await some(1);
    truncateSync(path, 0);
    await open().add([entry(2)]);
    expect((await readManifest(path))?.fault).toBeNull();
  });

  it.each(MANIFEST_FAILPOINTS)(
    'killed at %s / opened again / whole, with or without the line',
    async (name) => {
      await some(2);
      const module = pathToFileURL(
        join(import.meta.dirname, '../../../main/backup/manifest/manifest.ts'),
      ).href;
      const script = `
      const { createManifest } = await import(${JSON.stringify(module)});
      const log = { info() {}, warn() {} };
      await createManifest({ folder: ${JSON.stringify(folder)}, clock: { now: () => 1 }, log,
        failpoint: (at) => { if (at === ${JSON.stringify(name)}) process.kill(process.pid, 'SIGKILL'); },
      }).add([${JSON.stringify(entry(3))}]);`;
      const child = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
      expect(child.signal, child.stderr).toBe('SIGKILL');
      await open().add([entry(3)]);
      const read = await readManifest(path);
      expect(read).toMatchObject({ seq: 4, fault: null });
    },
  );
});
