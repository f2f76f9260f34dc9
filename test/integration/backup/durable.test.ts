import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  DURABLE_FAILPOINTS,
  ensureFolder,
  hashFile,
  streamDurably,
  writeDurably,
} from '../../../main/backup/durable.ts';
import { inspectFolder } from '../../../main/backup/folder.ts';
import { sweepTemps, takeTemp } from '../../../main/backup/temps.ts';
import { failingFs, hash } from './fixture.ts';

let folder: string;
let path: string;
const NEW = Buffer.from('nuevo contenido\n'.repeat(100));
const OLD = Buffer.from('otro contenido');

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'resguardo-durable-'));
  path = join(folder, 'T33F1.xml');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const code = (value: string) => ({ value: { code: value } });
const temps = (): string[] => readdirSync(folder).filter((name) => name.endsWith('.tmp'));

/** Of the system, not of a package. */
const [MOUNT, UNMOUNT] = ['mount', 'umount'] as const;

/** A disk of 64 KB, where this account may make one. */
const mountTiny = (): string | null => {
  const place = join(folder, 'chico');
  mkdirSync(place);
  const made = spawnSync(MOUNT, ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', place]).status === 0;
  return made ? place : null;
};
const canMount = (): boolean => {
  const place = mkdtempSync(join(tmpdir(), 'resguardo-mount-'));
  const made = spawnSync(MOUNT, ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', place]).status === 0;
  if (made) spawnSync(UNMOUNT, [place]);
  rmSync(place, { recursive: true, force: true });
  return made;
};

describe('writeDurably', () => {
  it('into an empty place, leaves exactly the bytes, for this account alone', async () => {
    const written = await writeDurably(path, NEW, { conflict: 'set_aside' });
    expect(written).toEqual({
      path,
      outcome: 'written',
      sha256: hash(NEW),
      size: NEW.length,
      setAside: null,
    });
    expect(readFileSync(path)).toEqual(NEW);
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['T33F1.xml']);
  });

  it('where the same bytes are already, touches nothing', async () => {
    writeFileSync(path, NEW);
    const before = statSync(path, { bigint: true });
    const written = await writeDurably(path, NEW, { conflict: 'set_aside' });
    expect(written).toMatchObject({ outcome: 'already_there', setAside: null });
    const after = statSync(path, { bigint: true });
    expect([after.ino, after.mtimeNs]).toEqual([before.ino, before.mtimeNs]);
  });

  it('where other bytes are, sets them aside under their hash and says so', async () => {
    writeFileSync(path, OLD);
    const aside = `${path}.conflicto-${hash(OLD).slice(0, 12)}`;
    expect(await writeDurably(path, NEW, { conflict: 'set_aside' })).toMatchObject({
      outcome: 'written',
      setAside: aside,
    });
    expect(readFileSync(path)).toEqual(NEW);
    expect(readFileSync(aside)).toEqual(OLD);
  });

  it('where the place aside is taken by other bytes, takes the next one', async () => {
    writeFileSync(path, OLD);
    const aside = `${path}.conflicto-${hash(OLD).slice(0, 12)}`;
    writeFileSync(aside, 'ni uno ni otro');
    expect(await writeDurably(path, NEW, { conflict: 'set_aside' })).toMatchObject({
      setAside: `${aside}-2`,
    });
    expect(readFileSync(aside, 'utf8')).toBe('ni uno ni otro');
    expect(readFileSync(`${aside}-2`)).toEqual(OLD);
  });

  it('with numbers, leaves other files alone and finds its own again', async () => {
    writeFileSync(path, OLD);
    const second = join(folder, 'T33F1 (2).xml');
    expect(await writeDurably(path, NEW, { conflict: 'number' })).toMatchObject({
      path: second,
      outcome: 'written',
    });
    expect(await writeDurably(path, NEW, { conflict: 'number' })).toMatchObject({
      path: second,
      outcome: 'already_there',
    });
    expect(readFileSync(path)).toEqual(OLD);
  });

  it.each([
    ['write', 'ENOSPC', 'disk_full'],
    ['write', 'EDQUOT', 'disk_full'],
    ['sync', 'ENOSPC', 'disk_full'],
    ['open', 'EACCES', 'folder_not_writable'],
    ['rename', 'EROFS', 'folder_not_writable'],
    ['rename', 'ENOSPC', 'disk_full'],
  ] as const)(
    'with %s failing by %s, says %s and leaves the old file and no other',
    async (call, errno, expected) => {
      writeFileSync(path, OLD);
      const fs = failingFs(call, errno, (name) => name.endsWith('.tmp') || name === path);
      for (const conflict of ['replace', 'number'] as const) {
        // A number is a new name: there the failing rename is not met.
        if (conflict === 'number' && call === 'rename') continue;
        await expect(writeDurably(path, NEW, { conflict, fs })).rejects.toMatchObject(code(expected));
        expect(readFileSync(path)).toEqual(OLD);
        expect(readdirSync(folder)).toEqual(['T33F1.xml']);
      }
    },
  );

  it.each([
    ['no folder', () => join(folder, 'no-hay', 'x.xml')],
    [
      'a file in the place of the folder',
      () => {
        writeFileSync(join(folder, 'archivo'), '');
        return join(folder, 'archivo', 'x.xml');
      },
    ],
  ])('with %s, says that the folder is not writable', async (_, place) => {
    await expect(writeDurably(place(), NEW, { conflict: 'set_aside' })).rejects.toMatchObject(
      code('folder_not_writable'),
    );
  });

  it('with a bug in it, does not call that the disk', async () => {
    const failpoint = (): void => {
      throw new TypeError('bug');
    };
    await expect(writeDurably(path, NEW, { conflict: 'set_aside', failpoint })).rejects.toThrow(TypeError);
    expect(readdirSync(folder)).toEqual([]);
  });

  it.skipIf(!canMount())(
    'on a disk that is really full, says so, leaves nothing, and works again with room',
    async () => {
      const disk = mountTiny();
      expect(disk).not.toBeNull();
      try {
        const target = join(disk ?? '', 'T33F1.xml');
        await expect(
          writeDurably(target, Buffer.alloc(100_000, 1), { conflict: 'set_aside' }),
        ).rejects.toMatchObject(code('disk_full'));
        expect(readdirSync(disk ?? '')).toEqual([]);
        await writeDurably(target, Buffer.alloc(30_000, 1), { conflict: 'set_aside' });
        expect((await hashFile(target))?.size).toBe(30_000);
        expect((await inspectFolder(disk ?? '')).freeBytes).toBeLessThan(64_000);
      } finally {
        spawnSync(UNMOUNT, [disk ?? '']);
      }
    },
  );
});

describe('writeDurably, killed', () => {
  const kill = (name: string, bytes: Buffer): number | null => {
    const module = pathToFileURL(join(import.meta.dirname, '../../../main/backup/durable.ts')).href;
    const script = `
      const { writeDurably } = await import(${JSON.stringify(module)});
      await writeDurably(${JSON.stringify(path)}, Buffer.from(${JSON.stringify(bytes.toString('base64'))}, 'base64'), {
        conflict: 'set_aside',
        failpoint: (name) => { if (name === ${JSON.stringify(name)}) process.kill(process.pid, 'SIGKILL'); },
      });`;
    const child = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
    if (child.signal !== 'SIGKILL' && child.status !== 0) throw new Error(child.stderr);
    return child.status;
  };

  it.each(DURABLE_FAILPOINTS)(
    'at %s, leaves the old file, the new one or none, and a rerun completes',
    async (name) => {
      writeFileSync(path, OLD);
      expect(kill(name, NEW)).toBeNull();
      if (existsSync(path)) expect([hash(OLD), hash(NEW)]).toContain(hash(readFileSync(path)));
      // Whatever the moment, the other bytes are still somewhere.
      const kept = readdirSync(folder)
        .filter((each) => !each.endsWith('.tmp'))
        .map((each) => hash(readFileSync(join(folder, each))));
      expect(kept).toContain(hash(OLD));

      await sweepTemps(folder);
      await writeDurably(path, NEW, { conflict: 'set_aside' });
      expect(readFileSync(path)).toEqual(NEW);
      expect(temps()).toEqual([]);
      expect(readdirSync(folder)).toHaveLength(2);
    },
  );
});

describe('streamDurably', () => {
  it('of many pieces, leaves the whole', async () => {
    const pieces = async function* () {
      for (let at = 0; at < 50; at++) yield Buffer.alloc(10_000, at);
    };
    const written = await streamDurably(path, pieces(), { conflict: 'number' });
    expect(written.size).toBe(500_000);
    expect((await hashFile(path))?.sha256).toBe(written.sha256);
  });

  it('of pieces that end in a failure, leaves nothing and passes it on', async () => {
    const pieces = async function* () {
      yield Buffer.alloc(10_000);
      throw new RangeError('roto');
    };
    await expect(streamDurably(path, pieces(), { conflict: 'number' })).rejects.toThrow('roto');
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('temporary files', () => {
  it('of a process that ended, are swept; those in use and files of others stay', async () => {
    const mine = takeTemp(folder);
    writeFileSync(mine, '');
    writeFileSync(join(folder, `.resguardo-${process.ppid}-0123456789ab.tmp`), '');
    writeFileSync(join(folder, '.resguardo-4194399-0123456789ab.tmp'), '');
    writeFileSync(join(folder, `.resguardo-${process.pid}-0123456789ab.tmp`), '');
    writeFileSync(join(folder, 'ajeno.tmp'), '');
    expect(await sweepTemps(folder)).toBe(2);
    expect(readdirSync(folder)).toHaveLength(3);
  });
});

describe('ensureFolder', () => {
  it('makes the last level only: the place of a disk that is not there is not made up', async () => {
    expect(await ensureFolder(join(folder, 'respaldos'))).toBe(true);
    expect(await ensureFolder(join(folder, 'respaldos'))).toBe(false);
    await expect(ensureFolder(join(folder, 'usb', 'respaldos'))).rejects.toMatchObject(
      code('folder_not_writable'),
    );
    expect(existsSync(join(folder, 'usb'))).toBe(false);
  });

  it('with a file of that name, says that it is not writable', async () => {
    writeFileSync(path, '');
    await expect(ensureFolder(path)).rejects.toMatchObject(code('folder_not_writable'));
  });
});

describe('inspectFolder', () => {
  it('of a good folder, says that it is writable and how much room there is, and leaves nothing in it', async () => {
    const state = await inspectFolder(folder);
    expect(state.writable).toBe(true);
    expect(state.freeBytes).toBeGreaterThan(0);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('of one that is not there yet, judges the one above; of nothing and of a file, says no', async () => {
    expect((await inspectFolder(join(folder, 'nueva'))).writable).toBe(true);
    expect((await inspectFolder(join(folder, 'a', 'b'))).writable).toBe(false);
    writeFileSync(path, '');
    expect(await inspectFolder(path)).toEqual({ writable: false, freeBytes: null });
    expect(await inspectFolder(join(path, 'x'))).toEqual({ writable: false, freeBytes: null });
  });
});
