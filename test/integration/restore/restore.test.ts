import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { settleRestored } from '../../../main/backup/restore/settle.ts';
import { applyPending, endPending, keptStates, MARKER_NAME } from '../../../main/backup/restore/swap.ts';
import { openStore, type Store } from '../../../main/store/open.ts';
import { flipped } from '../backup/fixture.ts';
import { bundlesOf, dataKey, HOUR, openWorld, stateOf, type World } from './world.ts';

const CHILD = fileURLToPath(new URL('../../support/restore-child.ts', import.meta.url));
const log = { info: () => undefined, warn: () => undefined };
let world: World;
let opened: Store[] = [];
beforeEach(() => {
  world = openWorld();
  opened = [];
});
afterEach(() => {
  for (const store of opened) store.close();
  world.close();
});

/** The next start of the program in a profile. */
const start = async (profileDir: string): Promise<Store> => {
  const pending = await applyPending(profileDir);
  const store = openStore(join(profileDir, 'resguardo.sqlite'), { clock: world.clock });
  opened.push(store);
  if (pending) {
    await settleRestored({ profileDir, store, pending, clock: world.clock, log });
    await endPending(profileDir, pending);
  }
  return store;
};

/** A new computer: the vault folder and nothing else. */
const newComputer = async (): Promise<World> => {
  world.store.close();
  rmSync(world.profileDir, { recursive: true });
  const fresh = openWorld({ root: world.root, company: false });
  opened.push(fresh.store);
  return fresh;
};

const keyFile = (mode: string): string =>
  JSON.stringify({
    format: 'resguardo-keys',
    version: 1,
    current: { id: dataKey.id, wrap: { mode, key: 'AAAA' } },
  });

describe('the whole business on a new computer, from the vault folder alone', () => {
  it.each([
    ['with a snapshot in the middle', true, 1_000],
    ['with no snapshot at all', false, 100],
  ])(
    '%s / restored / all documents, states, attempts, answers and history are there',
    async (_, withSnapshot, FOLIOS) => {
      writeFileSync(join(world.profileDir, 'claves.json'), keyFile('practice'));
      // How far a second copy of the old computer went, by the numbers that documents had there.
      world.store.settings.set('mirror.upTo', FOLIOS);
      for (let folio = 1; folio <= FOLIOS; folio++) {
        world.add(folio);
        if (folio === FOLIOS / 2 && withSnapshot) await world.keeping.snapshots.take();
      }
      await world.keeping.keeper.run();
      const before = world.bundles();
      const fresh = await newComputer();
      expect(await fresh.keeping.restore.inspect(world.vaultFolder)).toMatchObject({
        documents: FOLIOS,
        companies: [
          { rut: '76192083-9', name: 'Comercial Ñuñoa SpA', environment: 'practice', documents: FOLIOS },
        ],
        queue: {
          pending: FOLIOS / 5,
          retrying: FOLIOS / 5,
          needs_person: FOLIOS / 5,
          success: (2 * FOLIOS) / 5,
        },
        keys: 'practice',
        manifest: 'whole',
        damaged: 0,
        changes: { added: FOLIOS, kept: 0, overwritten: 0, onlyHere: 0 },
      });

      const progress = new Set<string>();
      const began = performance.now();
      const report = await fresh.keeping.restore.run(world.vaultFolder, { kind: 'latest' }, 'Ana Pérez');
      const ms = Math.round(performance.now() - began);
      progress.add(fresh.keeping.restore.progress().state);
      expect(report).toMatchObject({
        documents: FOLIOS,
        verified: FOLIOS,
        lost: [],
        incomplete: 0,
        keys: 'practice',
      });
      expect(report.snapshot === null).toBe(!withSnapshot);
      expect([...progress]).toEqual(['restart_needed']);
      fresh.store.close();
      fresh.clock.advance(HOUR);
      const restored = await start(fresh.profileDir);

      expect(restored.settings.get('mirror.upTo')).toBeNull();
      const after = bundlesOf(restored);
      expect(after.size).toBe(FOLIOS);
      let compared = 0;
      for (const [folio, was] of before) {
        const is = after.get(folio);
        if (!is) throw new Error(`folio ${folio} is not there`);
        expect(is.bytes.equals(was.bytes) && is.envelope.bytes.equals(was.envelope.bytes)).toBe(true);
        expect(is.document.sha256).toBe(was.document.sha256);
        expect(is.draft).toEqual(was.draft);
        expect(is.backedUpAt).toBe(was.backedUpAt);
        expect(is.attempts[0]?.raw).toEqual(was.attempts[0]?.raw);
        expect(is.audit.slice(0, was.audit.length)).toEqual(was.audit);
        const state = stateOf(folio);
        if (state === 'received' || state === 'accepted') {
          expect(is.document).toEqual(was.document);
          expect(is.job).toEqual(was.job);
          expect(is.attempts).toEqual(was.attempts);
        } else {
          // Whatever the vault does not know to be with the SII may have been sent since: it is asked for first.
          expect(is.job).toMatchObject({
            state: state === 'needs_person' ? 'needs_person' : 'pending',
            askFirst: true,
            leaseOwner: null,
            lastUploadAt: restored.restoring ? expect.any(Number) : 0,
          });
          if (state !== 'needs_person') expect(is.document.siiState).toBe('uncertain');
        }
        compared += 1;
      }
      const [caf] = restored.cafs.list(1);
      expect(caf?.nextFolio).toBe(FOLIOS + 1);
      expect(restored.certificates.active(1)?.holderRut).toBe('5126663-3');
      expect(restored.settings.get('window.colorScheme')).toBe('dark');
      expect(restored.settings.get('vault.folder')).toBe(world.vaultFolder);
      expect(existsSync(join(fresh.profileDir, 'claves.json'))).toBe(true);
      expect(restored.check()).toBe('ok');
      const done = restored.audit.list().rows.find(({ action }) => action === 'restore.done');
      expect(done?.actor).toBe('Ana Pérez');
      expect(existsSync(join(fresh.profileDir, MARKER_NAME))).toBe(false);
      console.info(
        `restore ${withSnapshot ? 'from a snapshot and the vault' : 'from the vault alone'}: ${compared} documents, all hashes the same, ${ms} ms`,
      );
    },
    120_000,
  );

  it('with keys that only the old keyring opens / restored / says that they have to be imported again', async () => {
    writeFileSync(join(world.profileDir, 'claves.json'), keyFile('keyring'));
    world.add(1);
    await world.keeping.keeper.run();
    const fresh = await newComputer();
    expect((await fresh.keeping.restore.inspect(world.vaultFolder)).keys).toBe('none');
    expect((await fresh.keeping.restore.run(world.vaultFolder, { kind: 'latest' })).keys).toBe('missing');
  });

  it('with the keyring and a recovery passphrase / restored / the keys come along', async () => {
    writeFileSync(join(world.profileDir, 'claves.json'), keyFile('keyring'));
    world.add(1);
    await world.keeping.keepRecovery(Buffer.from(keyFile('passphrase')));
    const fresh = await newComputer();
    expect((await fresh.keeping.restore.run(world.vaultFolder, { kind: 'latest' })).keys).toBe('passphrase');
  });

  it('with damaged files / restored from the second copy; what no copy has is named', async () => {
    mkdirSync(join(world.root, 'usb'));
    for (let folio = 1; folio <= 10; folio++) world.add(folio);
    await world.keeping.keeper.run();
    const usb = join(world.root, 'usb', 'resguardo');
    await world.keeping.setMirror(usb);
    await world.keeping.mirror.sync();
    const path = (folio: number): string => `76192083-9-practica/2026/07/T33F${folio}.xml`;
    const spoil = (root: string, folio: number): void => {
      const file = join(root, path(folio));
      writeFileSync(file, flipped(readFileSync(file), 7));
    };
    spoil(world.vaultFolder, 3);
    spoil(world.vaultFolder, 4);
    spoil(usb, 4);
    const report = await world.keeping.restore.run(world.vaultFolder, { kind: 'files' });
    expect(report).toMatchObject({ documents: 9, lost: [{ path: path(4), why: 'damaged' }] });
  });

  it('without any answer file / restored / every document is there, and asked for before anything is sent', async () => {
    for (let folio = 1; folio <= 3; folio++) world.add(folio);
    await world.keeping.keeper.run();
    const month = join(world.vaultFolder, '76192083-9-practica/2026/07');
    for (const name of readdirSync(month)) if (name.endsWith('.json')) rmSync(join(month, name));
    const report = await world.keeping.restore.run(world.vaultFolder, { kind: 'files' });
    // These documents are no real ones: nothing in their XML says what they are.
    expect(report.lost.map(({ why }) => why)).toEqual(['damaged', 'damaged', 'damaged']);
  });

  it('with no vault in the folder / says so', async () => {
    const empty = join(world.root, 'vacia');
    mkdirSync(empty);
    await expect(world.keeping.restore.run(empty, { kind: 'latest' })).rejects.toMatchObject({
      value: { code: 'vault_not_found' },
    });
    await expect(
      world.keeping.restore.run(join(world.root, 'no-hay'), { kind: 'latest' }),
    ).rejects.toMatchObject({
      value: { code: 'vault_not_found' },
    });
  });

  it('cancelled in the middle / leaves nothing behind', async () => {
    for (let folio = 1; folio <= 300; folio++) world.add(folio);
    await world.keeping.keeper.run();
    const running = world.keeping.restore.run(world.vaultFolder, { kind: 'files' });
    while (world.keeping.restore.progress().state !== 'working') await nextTurn();
    await world.keeping.restore.cancel();
    await expect(running).rejects.toMatchObject({ value: { code: 'cancelled' } });
    expect(readdirSync(world.profileDir).filter((name) => name.startsWith('restaurando'))).toEqual([]);
    expect(existsSync(join(world.profileDir, MARKER_NAME))).toBe(false);
  });
});

describe('on the same computer', () => {
  it('prepared and thrown away / the next start changes nothing', async () => {
    for (let folio = 1; folio <= 3; folio++) world.add(folio);
    await world.keeping.keeper.run();
    await world.keeping.restore.run(world.vaultFolder, { kind: 'latest' });
    await world.keeping.restore.cancel();
    expect(world.keeping.restore.progress()).toMatchObject({ state: 'idle', report: null });
    expect(readdirSync(world.profileDir).filter((name) => name.startsWith('restaurando'))).toEqual([]);
    expect(await applyPending(world.profileDir)).toBeNull();
    expect(await keptStates(world.profileDir)).toEqual([]);
  });

  it('from its second copy / that is the vault from then on, and no second copy is claimed', async () => {
    world.add(1);
    await world.keeping.keeper.run();
    const mirror = join(world.root, 'espejo');
    mkdirSync(mirror);
    await world.keeping.setMirror(mirror);
    await world.keeping.mirror.sync();
    await world.keeping.snapshots.take();
    await world.keeping.mirror.sync();
    await world.keeping.restore.run(mirror, { kind: 'latest' });
    world.store.close();
    const store = await start(world.profileDir);
    expect([store.settings.get('vault.folder'), store.settings.get('mirror.folder')]).toEqual([mirror, '']);
  });

  it('from an old snapshot / nothing that was issued since is lost, and the former state is kept', async () => {
    for (let folio = 1; folio <= 10; folio++) world.add(folio);
    await world.keeping.keeper.run();
    const snapshot = await world.keeping.snapshots.take();
    for (let folio = 11; folio <= 15; folio++) world.add(folio);
    await world.keeping.keeper.run();
    // These did not reach the vault, and two of them come after the restore was prepared.
    world.add(16);
    await world.keeping.restore.run(world.vaultFolder, { kind: 'snapshot', path: snapshot.path });
    world.add(17);
    world.add(18);
    world.store.close();
    const restored = await start(world.profileDir);
    expect([...bundlesOf(restored).keys()].sort((a, b) => a - b)).toEqual(
      Array.from({ length: 18 }, (_, index) => index + 1),
    );
    expect(restored.cafs.list(1)[0]?.nextFolio).toBe(19);
    const [kept] = await keptStates(world.profileDir);
    expect(kept?.name).toMatch(/^Antes de restaurar 05-07-2026 11\.00$/);
  });

  it('reverted / the former state is back, with what was issued in between', async () => {
    for (let folio = 1; folio <= 5; folio++) world.add(folio);
    world.store.settings.set('window.colorScheme', 'light');
    await world.keeping.keeper.run();
    await world.keeping.restore.run(world.vaultFolder, { kind: 'files' });
    world.store.close();
    const restored = await start(world.profileDir);
    restored.settings.set('window.colorScheme', 'dark');
    restored.close();
    const [kept] = await keptStates(world.profileDir);
    const again = openWorld({ root: world.root });
    opened.push(again.store);
    again.add(6);
    again.clock.advance(HOUR);
    const report = await again.keeping.restore.revert(kept?.name ?? '');
    expect(report.lost).toEqual([]);
    again.store.close();
    const reverted = await start(world.profileDir);
    expect(reverted.settings.get('window.colorScheme')).toBe('light');
    expect([...bundlesOf(reverted).keys()].sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(reverted.cafs.list(1)[0]?.nextFolio).toBe(7);
    // Both former states stay.
    expect(await keptStates(world.profileDir)).toHaveLength(2);
    await expect(again.keeping.restore.revert('Antes de restaurar 01-01-2020 00.00')).rejects.toMatchObject({
      value: { code: 'not_found' },
    });
  });

  it('with a database that is garbage / the file is set aside whole, and the vault brings the business back', async () => {
    for (let folio = 1; folio <= 5; folio++) world.add(folio);
    await world.keeping.keeper.run();
    await world.keeping.restore.run(world.vaultFolder, { kind: 'latest' });
    world.store.close();
    const file = join(world.profileDir, 'resguardo.sqlite');
    const garbage = Buffer.alloc(50_000, 7);
    writeFileSync(file, garbage);
    const restored = await start(world.profileDir);
    expect(bundlesOf(restored).size).toBe(5);
    const [kept] = await keptStates(world.profileDir);
    expect(readFileSync(join(world.profileDir, kept?.name ?? '', 'resguardo.sqlite'))).toEqual(garbage);
  });
});

describe('a restore that is killed', () => {
  it('at every point / started again / is complete, and nothing is left over', async () => {
    for (let folio = 1; folio <= 20; folio++) world.add(folio);
    writeFileSync(join(world.profileDir, 'claves.json'), keyFile('practice'));
    await world.keeping.keeper.run();
    await world.keeping.restore.run(world.vaultFolder, { kind: 'files' });
    world.add(21);
    world.store.close();
    const run = (profileDir: string, killAt: number) =>
      spawnSync(process.execPath, [CHILD, profileDir, String(killAt)], { encoding: 'utf8' });
    let kills = 0;
    for (let point = 1; ; point++) {
      const profileDir = join(world.root, `perfil-${point}`);
      cpSync(world.profileDir, profileDir, { recursive: true });
      const child = run(profileDir, point);
      if (child.signal !== 'SIGKILL') {
        expect(child.stdout, child.stderr).toContain('done');
        break;
      }
      kills += 1;
      expect(run(profileDir, 0).stdout).toContain('done');
      const store = openStore(join(profileDir, 'resguardo.sqlite'), { clock: world.clock });
      opened.push(store);
      expect(bundlesOf(store).size, `killed at point ${point}`).toBe(21);
      expect(store.cafs.list(1)[0]?.nextFolio).toBe(22);
      expect(readdirSync(profileDir).filter((name) => /^restaurando|^pendiente|\.tmp$/.test(name))).toEqual(
        [],
      );
      expect(await keptStates(profileDir)).toHaveLength(1);
      rmSync(profileDir, { recursive: true });
    }
    expect(kills).toBeGreaterThan(5);
    console.info(`restore: killed at ${kills} points, complete after the next start each time`);
  }, 120_000);
});

describe('the drill', () => {
  it('of a whole vault / finds that everything would come back; of one that is not, says so; leaves nothing', async () => {
    for (let folio = 1; folio <= 30; folio++) world.add(folio);
    const files = readdirSync(world.profileDir);
    const good = await world.keeping.drill.run();
    expect(good).toMatchObject({ ok: true, documents: 30, same: 30, foliosRight: true, error: null });
    const place = join(world.vaultFolder, '76192083-9-practica/2026/07/T33F7.xml');
    writeFileSync(place, flipped(readFileSync(place), 5));
    expect(await world.keeping.drill.run()).toMatchObject({ ok: false, documents: 30, same: 29 });
    expect(readdirSync(world.profileDir)).toEqual(files);
    expect(world.keeping.drill.reports()).toHaveLength(2);
  });
});

describe('folios that were left out', () => {
  it.each([
    ['and no document since', false],
    ['and a document since', true],
  ])(
    '%s / restored on a new computer / are never given, and what was said of them is there',
    async (_, issued) => {
      world.add(1);
      const note = {
        type: 33,
        from: 2,
        to: 49,
        kind: 'elsewhere',
        notedAt: world.clock.now(),
        notedBy: 'Ana',
      } as const;
      world.store.cafs.skipTo(1, 50);
      world.store.folios.note(1, note);
      if (issued) world.add(50);
      await world.keeping.keeper.run();
      const fresh = await newComputer();
      await fresh.keeping.restore.run(world.vaultFolder, { kind: 'latest' });
      fresh.store.close();
      const restored = await start(fresh.profileDir);
      expect(restored.cafs.list(1)[0]?.nextFolio).toBe(issued ? 51 : 50);
      expect(restored.folios.allNotes(1)).toEqual([note]);
    },
  );
});
