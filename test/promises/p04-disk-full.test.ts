import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { draft } from '../support/issuing.ts';
import { openCore, practiceRoot, removeRoot, tempRoot, until } from './support/core.ts';
import { tellFigures } from './support/figures.ts';
import { type Lab, openLab, peek, settle } from './support/lab.ts';

const MB = 1024 * 1024;
const SIZE_MB = 12;
/** What a computer would do within a minute, at the latest: look again. */
const HEALS_MS = 65_000;

/** By their full names: this must never mean another program. */
const MOUNT = '/usr/bin/mount';
const UNMOUNT = '/usr/bin/umount';
const mounted: string[] = [];
const mountSmall = (place: string): boolean => {
  mkdirSync(place, { recursive: true });
  const ok = spawnSync(MOUNT, ['-t', 'tmpfs', '-o', `size=${SIZE_MB}m`, 'tmpfs', place]).status === 0;
  if (ok) mounted.push(place);
  return ok;
};
const canMount = ((): boolean => {
  const place = tempRoot();
  const ok = mountSmall(place);
  if (ok) spawnSync(UNMOUNT, [mounted.pop() ?? '']);
  removeRoot(place);
  return ok;
})();

const fill = (folder: string, leave: number): void => {
  const { bavail, bsize } = statfsSync(folder);
  const size = bavail * bsize - leave;
  if (size > 0) writeFileSync(join(folder, 'relleno'), Buffer.alloc(size, 1));
};
const figures: Record<string, number | string> = {
  'full disks': 0,
  'acknowledged lost': 0,
  'half written': 0,
};

let lab: Lab;
beforeEach(async () => {
  lab = await openLab();
});
afterEach(async () => {
  await lab.stopAll();
  for (const place of mounted.splice(0)) spawnSync(UNMOUNT, [place]);
  await lab.close();
});
afterAll(() => {
  if (!canMount) figures['not measured'] = 'no right to mount a small disk';
  tellFigures('P4', 'test/promises/p04-disk-full.test.ts', figures);
});

const documents = (dbFile: string): number =>
  peek(dbFile, (db) => Number(db.prepare('SELECT count(*) FROM document').pluck().get()));

test.skipIf(!canMount)(
  'P4 the disk of the database gets full while issuing / refused and told; with room again / goes on, all there',
  async () => {
    const root = tempRoot();
    mountSmall(root);
    try {
      const source = await practiceRoot();
      cpSync(source, root, { recursive: true });
      removeRoot(source);
      const core = await openCore({ root, clock: lab.clock, endpoints: lab.sii.endpoints });
      // The same company as the lab's: both are copies of one profile.
      await lab.sii.faults.set({ kind: 'down' });
      const acked: number[] = [];
      let refused: string | null = null;
      fill(root, MB / 2);
      for (let n = 0; n < 200 && refused === null; n++) {
        const made = await core.tell('documents.issue', { draft: draft() as never });
        if (made.ok) acked.push(made.value.folio);
        else refused = made.error.code;
      }
      figures['full disks'] = Number(figures['full disks']) + 1;
      expect(refused, 'what issuing said').not.toBeNull();
      figures['issuing says'] = refused ?? 'nothing';
      expect(documents(core.dbFile)).toBe(acked.length);

      // The SII is back, but there is no room to write down what it says: nothing goes out, on purpose.
      const held = await core.ask('app.health', {});
      expect(held).toMatchObject({ database: 'whole', holding: true });
      expect(held.full.map(({ where }) => where)).toContain('database');
      expect(held.full[0]?.neededBytes).toBeGreaterThan(held.full[0]?.freeBytes ?? Number.POSITIVE_INFINITY);
      await lab.sii.faults.set({ kind: 'none' });
      const uploads = lab.sii.stats().uploads;
      lab.clock.offset += 3_600_000;
      core.app.resume();
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      expect(lab.sii.stats().uploads).toBe(uploads);
      expect((await core.ask('documents.list', {})).total).toBe(acked.length);

      rmSync(join(root, 'relleno'), { force: true });
      const freed = performance.now();
      await until(async () => !(await core.ask('app.health', {})).holding, 'going on by itself', HEALS_MS);
      figures['seconds to go on'] = Math.round((performance.now() - freed) / 100) / 10;
      expect((await core.tell('documents.issue', { draft: draft() as never })).ok).toBe(true);
      await settle(core, lab.clock);
      await core.stop();
      const received = lab.sii.received();
      const lost = acked.filter((folio) => !received.some((each) => each.folio === folio));
      figures['acknowledged'] = acked.length;
      figures['acknowledged lost'] = lost.length;
      expect(lost).toEqual([]);
      expect(received).toHaveLength(acked.length + 1);
      expect(
        peek(join(root, 'perfil', 'resguardo.sqlite'), (db) =>
          db.pragma('integrity_check', { simple: true }),
        ),
      ).toBe('ok');
    } finally {
      for (const place of mounted.splice(0)) spawnSync(UNMOUNT, [place]);
      removeRoot(root);
    }
  },
  120_000,
);

test.skipIf(!canMount)(
  'P4 the disk of the vault gets full / the queue pauses and the window knows why; with room again / all is sent and kept by itself',
  async () => {
    expect(mountSmall(lab.vault)).toBe(true);
    fill(lab.vault, 40_000);
    const core = await lab.open();
    await core.ask('documents.issue', { draft: draft() as never });
    await until(async () => (await core.ask('app.health', {})).holding, 'the full vault to be noticed');
    const before = lab.sii.received().length;
    for (let n = 0; n < 11; n++) await core.ask('documents.issue', { draft: draft() as never });
    figures['full disks'] = Number(figures['full disks']) + 1;
    expect((await core.ask('app.health', {})).full).toMatchObject([{ where: 'vault', folder: lab.vault }]);
    expect(lab.sii.received().length).toBeLessThanOrEqual(before + 1);
    const status = await core.ask('app.status', {});
    const vault = await core.ask('vault.status', {});
    expect([status.vaultProblem, vault.problem?.code]).toContain('disk_full');
    expect(vault.waiting).toBeGreaterThan(0);

    rmSync(join(lab.vault, 'relleno'), { force: true });
    const started = performance.now();
    await until(
      async () => (await core.ask('vault.status', {})).waiting === 0,
      'the vault to catch up',
      HEALS_MS,
    );
    figures['seconds to heal'] = Math.round((performance.now() - started) / 100) / 10;
    await until(
      async () => (await core.ask('app.status', {})).vaultProblem === null,
      'the banner to go',
      HEALS_MS,
    );
    await settle(core, lab.clock);
    expect(lab.sii.received()).toHaveLength(12);
    await until(
      async () => (await core.ask('vault.status', {})).waiting === 0,
      'what the SII said in the vault',
    );
    expect(await core.ask('backups.verifyAll', {})).toMatchObject({ damaged: [] });
  },
  180_000,
);
