import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readAnswer, writeAnswer } from '../../../main/backup/answer-file.ts';
import { cloudOf } from '../../../main/backup/folder.ts';
import { createKeeper } from '../../../main/backup/keeper.ts';
import { createManifest } from '../../../main/backup/manifest/manifest.ts';
import { readManifest } from '../../../main/backup/manifest/read.ts';
import { createVault } from '../../../main/backup/vault.ts';
import { NOT_HELD } from '../../../main/domain/queue/job.ts';
import { failingFs, filesIn, flipped, hash } from '../backup/fixture.ts';
import { HOUR, openWorld, type World } from './world.ts';

let world: World;
beforeEach(() => {
  world = openWorld();
});
afterEach(() => {
  world.close();
});

const DOCUMENT = (folio: number): string => `76192083-9-practica/2026/07/T33F${folio}.xml`;
const ANSWER = (folio: number): string => DOCUMENT(folio).replace('.xml', '.respuesta.json');
const place = (path: string): string => join(world.vaultFolder, path);
const manifest = () => readManifest(place('manifiesto.jsonl'));

describe('the keeper', () => {
  it('of a document that was signed a moment ago / puts DTE, envelope and answer file into the vault', async () => {
    world.add(1 + 4);
    expect(await world.keeping.keeper.run()).toBe(1);
    const files = filesIn(world.vaultFolder);
    expect(files).toContain(DOCUMENT(5));
    expect(files).toContain('76192083-9-practica/2026/07/envios/Envio_F5T33.xml');
    expect(files).toContain(ANSWER(5));
    expect(files).toContain('negocio/76192083-9-practica/empresa.json');
    expect(files).toContain('negocio/76192083-9-practica/caf-T33-1-5000.json');
    expect(files).toContain('negocio/ajustes.json');
    // It waits in the queue: no backup row yet, and safe all the same.
    expect(world.store.backups.get(1)).toBeNull();
    expect(world.keeping.keeper.waiting()).toBe(0);
    expect(await manifest()).toMatchObject({ fault: null });
  });

  it('of an answer of the SII / writes the answer file anew and nothing else', async () => {
    const id = world.add(5);
    await world.keeping.keeper.run();
    const before = (await manifest())?.seq ?? 0;
    const document = world.store.documents.get(id);
    if (!document) throw new Error('no document');
    world.store.transaction(() => {
      world.store.documents.change(document, { siiState: 'uncertain' }, world.clock.now());
      world.store.audit.add({ actor: 'resguardo', action: 'document.uncertain', documentId: id });
    });
    expect(world.keeping.keeper.waiting()).toBe(1);
    await world.keeping.keeper.run();
    expect((await manifest())?.seq).toBe(before + 1);
    expect(readAnswer(readFileSync(place(ANSWER(5))))?.document.siiState).toBe('uncertain');
  });

  it('with nothing new / writes nothing', async () => {
    for (let folio = 1; folio <= 10; folio++) world.add(folio);
    expect(await world.keeping.keeper.run()).toBe(10);
    const before = await manifest();
    expect(await world.keeping.keeper.run()).toBe(0);
    expect(await manifest()).toEqual(before);
  });

  it('with a vault that was emptied / puts everything there again', async () => {
    for (let folio = 1; folio <= 10; folio++) world.add(folio);
    await world.keeping.keeper.run();
    const files = filesIn(world.vaultFolder);
    rmSync(world.vaultFolder, { recursive: true });
    expect(await world.keeping.keeper.run()).toBe(10);
    expect(filesIn(world.vaultFolder)).toEqual(files);
  });

  it('with a file in the place of the vault / says what is wrong, and heals by itself', async () => {
    writeFileSync(world.vaultFolder, '');
    world.add(1);
    expect(await world.keeping.keeper.run()).toBe(0);
    expect(world.keeping.lastProblem()).toEqual({ code: 'folder_not_writable' });
    rmSync(world.vaultFolder);
    expect(await world.keeping.keeper.run()).toBe(1);
    expect(world.keeping.lastProblem()).toBeNull();
  });

  it('of an answer file / every bit that is changed is noticed', () => {
    world.add(3);
    const bundle = world.bundles().get(3);
    if (!bundle) throw new Error('no bundle');
    const bytes = writeAnswer(bundle);
    const { bytes: _bytes, envelope, ...rest } = bundle;
    const { bytes: _envelope, ...envelopeRest } = envelope;
    expect(readAnswer(bytes)).toEqual({ ...rest, envelope: envelopeRest });
    let found = 0;
    for (let at = 0; at < bytes.length; at++) if (readAnswer(flipped(bytes, at)) === null) found += 1;
    console.info(`answer file: ${bytes.length} bits flipped, ${found} noticed`);
    expect(found).toBe(bytes.length);
  });
});

describe('snapshots', () => {
  it('taken / opened and found whole / listed with their figures, and let go by the rule', async () => {
    for (let folio = 1; folio <= 20; folio++) world.add(folio);
    await world.keeping.keeper.run();
    for (let day = 0; day < 12; day++) {
      await world.keeping.snapshots.take();
      world.clock.advance(24 * HOUR);
    }
    const list = await world.keeping.snapshots.list();
    expect(list[0]).toMatchObject({ documents: 20, jobs: 20 });
    // Seven days, and the ends of the weeks before.
    expect(list.length).toBe(8);
    const files = filesIn(world.vaultFolder).filter((path) => path.startsWith('instantaneas/'));
    expect(files).toHaveLength(16);
    expect((await manifest())?.fault).toBeNull();
    for (const { path, sha256 } of list) expect(hash(readFileSync(place(path)))).toBe(sha256);
  });

  it('of a database with a byte changed in a document / are no backup', async () => {
    const id = world.add(1);
    await world.keeping.keeper.run();
    const content = world.store.documents.content(id);
    const { default: Database } = await import('better-sqlite3');
    const db = new Database(join(world.profileDir, 'resguardo.sqlite'));
    db.prepare('UPDATE document_content SET bytes = ? WHERE document_id = ?').run(
      flipped(content?.bytes ?? Buffer.alloc(0), 5),
      id,
    );
    db.close();
    await expect(world.keeping.snapshots.take()).rejects.toMatchObject({
      value: { code: 'snapshot_damaged' },
    });
    expect(await world.keeping.snapshots.list()).toEqual([]);
  });

  it('by themselves / after a day with changes, and not without', async () => {
    world.add(1);
    await world.keeping.tick();
    expect(await world.keeping.snapshots.list()).toHaveLength(1);
    world.clock.advance(25 * HOUR);
    await world.keeping.tick();
    expect(await world.keeping.snapshots.list()).toHaveLength(1);
    world.add(2);
    await world.keeping.tick();
    expect(await world.keeping.snapshots.list()).toHaveLength(2);
  });
});

describe('the second copy', () => {
  const mirror = (): string => join(world.root, 'usb', 'resguardo');

  it('when it is there / gets the same, byte for byte; when it is away / is waited for', async () => {
    for (let folio = 1; folio <= 10; folio++) world.add(folio);
    await world.keeping.keeper.run();
    mkdirSync(join(world.root, 'usb'));
    await world.keeping.setMirror(mirror());
    await world.keeping.mirror.sync();
    const same = (): void => {
      for (const path of filesIn(world.vaultFolder))
        expect(readFileSync(join(mirror(), path)), path).toEqual(readFileSync(place(path)));
    };
    same();
    const { lastCopyAt } = world.keeping.mirror.state();
    expect(lastCopyAt).toBe(world.clock.now());

    rmSync(mirror(), { recursive: true });
    // Whoever looks is told so, before anything is copied.
    expect(world.keeping.mirror.state()).toMatchObject({ present: true });
    expect(await world.keeping.mirror.look()).toMatchObject({ present: false, lastCopyAt });
    world.clock.advance(9 * 24 * HOUR);
    world.add(11);
    await world.keeping.keeper.run();
    expect(await world.keeping.mirror.sync()).toBeNull();
    expect(world.keeping.mirror.state()).toMatchObject({ present: false, lastCopyAt, problem: null });

    await world.keeping.setMirror(mirror());
    await world.keeping.mirror.sync();
    same();
  });

  it('of documents / says up to which one it has them all, whatever came since, and nothing of another place', async () => {
    expect(world.keeping.mirroredUpTo()).toBe(0);
    const first = world.add(1);
    await world.keeping.keeper.run();
    mkdirSync(join(world.root, 'usb'));
    await world.keeping.setMirror(mirror());
    await world.keeping.mirror.sync();
    expect(world.keeping.mirroredUpTo()).toBe(first);
    // Signed, and not in the vault yet: what is copied now does not have it.
    const second = world.add(2);
    await world.keeping.mirror.sync();
    expect(world.keeping.mirroredUpTo()).toBe(first);
    await world.keeping.keeper.run();
    await world.keeping.mirror.sync();
    await world.keeping.mirror.sync();
    expect(world.keeping.mirroredUpTo()).toBe(second);
    // Away, it still has what it had.
    rmSync(mirror(), { recursive: true });
    world.add(3);
    await world.keeping.keeper.run();
    await world.keeping.mirror.sync();
    expect(world.keeping.mirroredUpTo()).toBe(second);
    await world.keeping.setMirror(null);
    expect(world.keeping.mirroredUpTo()).toBe(0);
  });

  it('that lost a folder, or cannot be written / the round goes on to its end, and puts back what it can', async () => {
    for (let folio = 1; folio <= 6; folio++) world.add(folio);
    await world.keeping.keeper.run();
    mkdirSync(join(world.root, 'usb'));
    await world.keeping.setMirror(mirror());
    await world.keeping.mirror.sync();
    const documents = filesIn(mirror()).filter((path) => /T33F\d+\.xml$/.test(path));
    const folder = join(mirror(), documents[0] ?? '', '..');
    rmSync(folder, { recursive: true });
    const back = await world.keeping.patrol.run(null);
    expect(back.damaged).toEqual([]);
    for (const path of documents)
      expect(readFileSync(join(mirror(), path)), path).toEqual(readFileSync(place(path)));

    // A file where the folder was: nothing can be written there, and everything else is looked at all the same.
    rmSync(folder, { recursive: true });
    writeFileSync(folder, 'un archivo');
    const report = await world.keeping.patrol.run(null);
    expect(report).toMatchObject({ complete: true, damaged: [] });
    expect(report.checked).toBeGreaterThanOrEqual(back.checked);
  });

  it('owed a file that was damaged here / does not call itself complete, remembers it over a restart, and gets it once mended', async () => {
    for (let folio = 1; folio <= 3; folio++) world.add(folio);
    await world.keeping.keeper.run();
    const path = filesIn(world.vaultFolder).find((each) => each.endsWith('T33F2.xml')) ?? '';
    const good = readFileSync(place(path));
    writeFileSync(place(path), 'otra cosa');
    mkdirSync(join(world.root, 'usb'));
    await world.keeping.setMirror(mirror());
    await world.keeping.mirror.sync();
    expect(existsSync(join(mirror(), path))).toBe(false);
    expect(world.keeping.mirror.state().lastCopyAt).toBeNull();

    const { keeping, store, clock } = openWorld({ root: world.root });
    try {
      writeFileSync(place(path), good);
      await keeping.mirror.sync();
      expect(readFileSync(join(mirror(), path))).toEqual(good);
      expect(keeping.mirror.state().lastCopyAt).toBe(clock.now());
    } finally {
      store.close();
    }
  });

  it('that is behind / gets only what is new', async () => {
    mkdirSync(join(world.root, 'usb'));
    world.add(1);
    await world.keeping.keeper.run();
    await world.keeping.setMirror(mirror());
    await world.keeping.mirror.sync();
    world.add(2);
    await world.keeping.keeper.run();
    await world.keeping.mirror.sync();
    expect(filesIn(mirror()).filter((path) => path.endsWith('F2.xml'))).toHaveLength(1);
    expect((await readManifest(join(mirror(), 'manifiesto.jsonl')))?.fault).toBeNull();
    expect(await world.keeping.mirror.sync()).toBe(0);
  });
});

describe('the round of the vault', () => {
  it('of random damage in either copy / names and repairs each, and none is missed', async () => {
    mkdirSync(join(world.root, 'usb'));
    for (let folio = 1; folio <= 20; folio++) world.add(folio);
    await world.keeping.keeper.run();
    await world.keeping.setMirror(join(world.root, 'usb', 'resguardo'));
    await world.keeping.mirror.sync();
    let state = 20_261_124;
    const random = (below: number): number => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      return Math.floor((state / 4_294_967_296) * below);
    };
    const entries = [...(await world.keeping.manifest().entries()).values()];
    let [repaired, rounds] = [0, 0];
    for (; rounds < 60; rounds++) {
      const entry = entries[random(entries.length)];
      if (!entry) throw new Error('no entry');
      const root = random(2) === 0 ? world.vaultFolder : join(world.root, 'usb', 'resguardo');
      const file = join(root, entry.path);
      writeFileSync(file, flipped(readFileSync(file), random(entry.size)));
      const report = await world.keeping.patrol.run(null);
      expect(report.damaged).toEqual([]);
      expect(report.repaired).toEqual([
        { path: entry.path, where: root === world.vaultFolder ? 'vault' : 'mirror' },
      ]);
      expect(hash(readFileSync(file))).toBe(entry.sha256);
      repaired += 1;
    }
    console.info(
      `round of the vault: ${rounds} bits flipped, ${repaired} repaired, 0 missed (seed 20261124)`,
    );
    expect(world.keeping.patrol.reports()).toHaveLength(30);
  });

  it('of a document damaged in the database / is repaired from the vault; in all copies / is named', async () => {
    const id = world.add(1);
    await world.keeping.keeper.run();
    const good = world.store.documents.content(id)?.bytes ?? Buffer.alloc(0);
    const { default: Database } = await import('better-sqlite3');
    const spoil = (): void => {
      const db = new Database(join(world.profileDir, 'resguardo.sqlite'));
      db.prepare('UPDATE document_content SET bytes = ? WHERE document_id = ?').run(flipped(good, 9), id);
      db.prepare('UPDATE backup_content SET bytes = ? WHERE document_id = ?').run(flipped(good, 9), id);
      db.close();
    };
    spoil();
    const first = await world.keeping.patrol.run(null);
    expect(first.repaired).toEqual([{ path: DOCUMENT(1), where: 'database' }]);
    expect(world.store.documents.content(id)?.bytes).toEqual(good);
    spoil();
    writeFileSync(place(DOCUMENT(1)), flipped(good, 3));
    const second = await world.keeping.patrol.run(null);
    expect(second.damaged).toEqual([{ path: DOCUMENT(1), why: 'hash' }]);
    // Where there is a backup's row, the list says the same as the report.
    expect(world.store.backups.get(id)?.integrity ?? 'damaged').toBe('damaged');
  });

  it('of one document / brings rows and files back from whichever copy is whole', async () => {
    const id = world.add(1);
    await world.keeping.keeper.run();
    const before = world.bundles().get(1);
    if (!before) throw new Error('no bundle');
    const { default: Database } = await import('better-sqlite3');
    const db = new Database(join(world.profileDir, 'resguardo.sqlite'));
    db.prepare('UPDATE document_content SET bytes = ?').run(flipped(before.bytes, 9));
    db.prepare('UPDATE envelope SET bytes = ?').run(flipped(before.envelope.bytes, 9));
    db.close();
    expect(await world.keeping.patrol.mend(id)).toEqual({ repaired: 2 });
    rmSync(place(DOCUMENT(1)));
    expect(await world.keeping.patrol.mend(id)).toEqual({ repaired: 1 });
    const after = world.bundles().get(1);
    expect(after?.bytes.equals(before.bytes) && after.envelope.bytes.equals(before.envelope.bytes)).toBe(
      true,
    );
    expect(hash(readFileSync(place(DOCUMENT(1))))).toBe(before.document.sha256);
    await expect(world.keeping.patrol.mend(99)).rejects.toMatchObject({ value: { code: 'not_found' } });
  });

  it('by itself / is told beforehand from when on it is due, and then is done', async () => {
    world.add(1);
    await world.keeping.tick();
    const told = world.keeping.nextPatrolAt();
    if (told === null) throw new Error('no next round');
    world.clock.advance(told - 1 - world.clock.now());
    await world.keeping.tick();
    expect(world.keeping.patrol.reports()).toEqual([]);
    world.clock.advance(1);
    await world.keeping.tick();
    expect(world.keeping.patrol.reports()).toMatchObject([{ at: told }]);
    expect(world.keeping.nextPatrolAt()).toBeGreaterThan(told);
  });

  it('in parts / sees everything after some nights', async () => {
    for (let folio = 1; folio <= 10; folio++) world.add(folio);
    await world.keeping.keeper.run();
    const total = (await world.keeping.manifest().entries()).size;
    let seen = 0;
    for (let night = 0; night < Math.ceil(total / 7); night++)
      seen += (await world.keeping.patrol.run(7)).checked;
    expect(seen).toBe(total);
  });
});

describe('a folder for backups', () => {
  it.each([
    ['/home/rosa/OneDrive/Respaldos', 'onedrive'],
    ['C:\\Users\\Rosa\\OneDrive - Ferretería\\Respaldos', 'onedrive'],
    ['/home/rosa/Dropbox/x', 'dropbox'],
    ['/Users/rosa/Library/CloudStorage/GoogleDrive-rosa@x.cl/Mi unidad', 'google_drive'],
    ['/Users/rosa/Library/Mobile Documents/com~apple~CloudDocs/x', 'icloud'],
    ['/home/rosa/Documentos/Resguardo', null],
    ['D:\\Respaldos dropboxeados', null],
  ] as const)('%s / looks kept by %s', (path, cloud) => {
    expect(cloudOf(path)).toBe(cloud);
  });
});

describe('a full disk', () => {
  it('while vault files are written / is reported, loses nothing, and is made good as soon as there is room', async () => {
    let full = true;
    const fs = failingFs('write', 'ENOSPC', (path) => full && path.endsWith('.tmp'));
    const vault = createVault({ folder: () => world.vaultFolder, fs });
    const manifest = createManifest({
      folder: world.vaultFolder,
      clock: world.clock,
      log: { info: () => {}, warn: () => {} },
    });
    const keeper = createKeeper({
      store: world.store,
      vault,
      manifest: () => manifest,
      log: { info: () => undefined, warn: () => undefined },
    });
    for (let folio = 1; folio <= 5; folio++) world.add(folio);
    expect(await keeper.run()).toBe(0);
    expect(keeper.lastProblem()).toEqual({ code: 'disk_full' });
    expect(keeper.waiting()).toBe(5);
    full = false;
    expect(await keeper.run()).toBe(5);
    expect(keeper.lastProblem()).toBeNull();
    expect(keeper.waiting()).toBe(0);
  });

  it('of a document that a person keeps waiting / tells it, and a business that comes back keeps it waiting', () => {
    const id = world.add(5);
    const store = world.store;
    const before = store.jobs.ofDocument(id);
    const plain = store.bundles.read(id);
    if (!before || !plain) throw new Error('no document');
    // As long as nobody is keeping it, its file is what an older version wrote.
    expect(writeAnswer(plain).toString('utf8')).not.toContain('held');
    const hold = { heldAt: world.clock.now() + 1, heldBy: 'Ana', heldReason: 'El cliente revisa' };
    store.jobs.write(before, { ...before, ...hold }, world.clock.now() + 1);
    const kept = store.bundles.read(id);
    if (!kept) throw new Error('no bundle');
    const read = readAnswer(writeAnswer(kept));
    expect(read?.job).toMatchObject(hold);
    const free = store.jobs.ofDocument(id);
    if (!free) throw new Error('no job');
    store.jobs.write(free, { ...free, ...NOT_HELD }, world.clock.now());
    expect(store.bundles.merge(1, { ...kept, job: read?.job ?? null }, world.clock.now())).toBe('updated');
    expect(store.jobs.ofDocument(id)).toMatchObject(hold);
    expect(store.jobs.due(world.clock.now() + 1_000 * HOUR)).toBeNull();
  });
});
