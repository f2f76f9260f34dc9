import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect } from 'vitest';
import { texts } from '../../shared/texts/es-CL.ts';
import { damageTable } from '../promises/support/damage.ts';
import { ask, tryAsk } from '../support/page/api.ts';
import { restoreScreen } from '../support/page/restore-screen.ts';
import { answerFolderChooser } from '../support/page/system.ts';
import { until } from '../support/page/until.ts';
import { factura, isReceived } from './support/documents.ts';
import { itInPractice, type World } from './support/world.ts';

const t = texts.health;
/** By their full names: this must never mean another program. */
const MOUNT = '/usr/bin/mount';
const UNMOUNT = '/usr/bin/umount';
const mounted: string[] = [];
afterEach(() => {
  for (const place of mounted.splice(0)) {
    spawnSync(UNMOUNT, [place]);
    rmSync(place, { recursive: true, force: true });
  }
});

/** A disk of its own, or none where tests may not mount. */
const smallDisk = (place: string): boolean => {
  const ok = spawnSync(MOUNT, ['-t', 'tmpfs', '-o', 'size=6m', 'tmpfs', place]).status === 0;
  if (ok) mounted.push(place);
  return ok;
};
const fill = (folder: string, leave = 20_000): void => {
  const { bavail, bsize } = statfsSync(folder);
  writeFileSync(join(folder, 'relleno'), Buffer.alloc(Math.max(0, bavail * bsize - leave), 1));
};
const isKept = (world: World) =>
  until(
    'the vault is up to date',
    async () => (await ask(world.page, 'vault.status', {})).waiting === 0,
    60_000,
  );

describe('the ground is not firm', () => {
  itInPractice(
    'a full disk of the vault holds the queue with a banner, and all goes on by itself within a minute of room',
    async (world) => {
      const { page } = world;
      const disk = mkdtempSync(join(tmpdir(), 'resguardo-usb-'));
      if (!smallDisk(disk)) {
        console.info('P4 in the window: not measured, no right to mount a small disk');
        return;
      }
      await answerFolderChooser(world.launched.app, disk);
      await world.go('ajustes');
      await page.getByTestId('vault-choose').click();
      await isKept(world);
      fill(disk);
      const first = await world.issue(factura());
      await page.getByTestId('disk-full-vault').waitFor();
      const waits = await world.issue(factura({}, '2500'));
      await world.go('inicio');
      await world.settle();
      const banner = page.getByTestId('disk-full-vault');
      expect(await banner.textContent()).toContain(t.full.title.vault);
      expect(await banner.textContent()).toContain(t.full.held);
      expect(await banner.textContent()).toContain('MB');
      await world.launched.screenshot('disk-full-vault');
      await world.chooseColors('dark');
      await world.settle();
      await world.launched.screenshot('disk-full-vault-dark');
      expect((await world.detail(waits)).attempts).toEqual([]);

      rmSync(join(disk, 'relleno'));
      const freed = Date.now();
      await banner.waitFor({ state: 'detached', timeout: 60_000 });
      const seconds = Math.round((Date.now() - freed) / 100) / 10;
      for (const each of [first, waits]) await world.waitFor(each, 'received', isReceived);
      await isKept(world);
      console.info(
        `P4 in the window: full disk held 1 document, went on by itself after ${seconds} s, lost 0`,
      );
    },
    { timeout: 120_000 },
  );

  itInPractice(
    'a snapshot that does not fit on the disk of the vault is told with that disk; sending goes on, and room ends it',
    async (world) => {
      const { page } = world;
      const disk = mkdtempSync(join(tmpdir(), 'resguardo-usb-'));
      if (!smallDisk(disk)) {
        console.info('a snapshot too big: not looked at, no right to mount a small disk');
        return;
      }
      await answerFolderChooser(world.launched.app, disk);
      await world.go('ajustes');
      await page.getByTestId('vault-choose').click();
      await isKept(world);
      fill(disk, 300_000);
      await world.backups.open();
      await page.getByTestId('safekeeping-open').click();
      await page.getByTestId('snapshot-take').click();
      const banner = page.getByTestId('disk-full-snapshot');
      await banner.waitFor();
      // The profile's disk has room: it is the vault's that is short of it.
      expect(await banner.textContent()).toContain(disk);
      expect(await banner.textContent()).toContain(t.full.title.snapshot);
      expect(await banner.textContent()).toContain(t.full.goesOn);
      const sent = await world.issue(factura());
      await world.waitFor(sent, 'received', isReceived);
      await world.go('respaldos');
      for (const scheme of ['light', 'dark'] as const) {
        await world.chooseColors(scheme);
        await world.settle();
        await world.launched.screenshot(`disk-full-snapshot-${scheme}`);
      }
      expect(await page.getByTestId('disk-full-vault').count()).toBe(0);
      rmSync(join(disk, 'relleno'));
      await banner.waitFor({ state: 'detached', timeout: 60_000 });
      await page.getByTestId('safekeeping-open').click();
      await page.getByTestId('snapshot-take').click();
      await page.getByText(texts.safekeeping.snapshots.taken('1')).waitFor();
    },
    { timeout: 120_000 },
  );

  itInPractice(
    'a live database that is damaged becomes read only, and is made anew from the banner',
    async (world) => {
      const { page } = world;
      const documents = [];
      for (let n = 0; n < 3; n++) documents.push(await world.issue(factura()));
      for (const each of documents) await world.waitFor(each, 'received', isReceived);
      await isKept(world);
      const { vaultFolder } = await ask(page, 'settings.get', {});
      const pages = damageTable(join(world.profileDir, 'resguardo.sqlite'), 'attempt');
      expect(pages).toBeGreaterThan(0);
      // Whoever reads next meets it; a button may be off by then.
      await tryAsk(page, 'practice.advanceClock', { ms: 3_600_000 });
      await page.getByTestId('database-damaged').waitFor();
      await world.go('documentos');
      await world.settle();
      await world.launched.screenshot('database-damaged');
      for (const channel of ['sending.resume', 'snapshots.take', 'drill.run'] as const)
        expect(await tryAsk(page, channel, {})).toEqual({ ok: false, error: { code: 'database_damaged' } });
      expect((await ask(page, 'documents.list', {})).total).toBe(3);
      await page.getByTestId('database-recover').click();
      const wizard = restoreScreen(page);
      await wizard.field('restore-look').waitFor();
      await world.settle();
      await world.launched.screenshot('database-damaged-wizard');
      await wizard.look();
      await wizard.run();
      await wizard.apply();
      await until(
        'the database is whole',
        async () => (await ask(page, 'app.health', {})).database === 'whole',
        30_000,
      );
      expect((await ask(page, 'documents.list', {})).total).toBe(3);
      expect(readdirSync(world.profileDir).filter((name) => name.startsWith('Base dañada'))).toHaveLength(1);
      expect((await ask(page, 'settings.get', {})).vaultFolder).toBe(vaultFolder);
      const next = await world.issue(factura());
      expect(next.folio).toBe(4);
      console.info(
        `P5 in the window: ${pages} pages damaged while it ran, 3 documents before, 3 after, next folio 4`,
      );
    },
    { timeout: 120_000 },
  );
});
