import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { texts } from '../../shared/texts/es-CL.ts';
import { ask } from '../support/page/api.ts';
import { restoreScreen } from '../support/page/restore-screen.ts';
import { answerFolderChooser } from '../support/page/system.ts';
import { until } from '../support/page/until.ts';
import { factura, isReceived } from './support/documents.ts';
import { itInPractice, type World } from './support/world.ts';

const t = texts.safekeeping;
/** A copy is written behind the window. */
const PATIENT = { timeout: 15_000 };

const textOf =
  ({ page }: World, testId: string) =>
  async (): Promise<string> =>
    (await page.getByTestId(testId).textContent()) ?? '';

const isKept = (world: World) =>
  until('the vault is up to date', async () => {
    const { waiting, problem } = await ask(world.page, 'vault.status', {});
    return waiting === 0 && problem === null;
  });

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true }).map(String).toSorted();

describe('how the copies are cared for', () => {
  itInPractice(
    'with a second copy chosen, pulled out, put back and given up / says each time how it stands; its files stay',
    async (world) => {
      const { page, launched } = world;
      const care = restoreScreen(page);
      const document = await world.issue(factura());
      await world.waitFor(document, 'received', isReceived);
      await isKept(world);
      await world.go('respaldos');
      const strip = textOf(world, 'safekeeping-strip');
      const state = textOf(world, 'mirror-state');
      await expect.poll(strip).toContain(`${t.strip.mirror}: ${t.strip.noMirror}`);
      await care.care();
      await expect.poll(state).toContain(t.mirror.emptyTitle);
      expect(await page.getByTestId('mirror-remove').count()).toBe(0);

      // On the same disk, and in a cloud's folder: both are told.
      const usb = join(world.folder, 'Dropbox');
      mkdirSync(usb);
      await answerFolderChooser(launched.app, usb);
      await page.getByTestId('mirror-choose').click();
      await until(
        'a second copy',
        async () => (await ask(page, 'vault.status', {})).mirror.lastCopyAt !== null,
      );
      await expect.poll(state, PATIENT).toContain(t.mirror.present);
      const warning = textOf(world, 'mirror-warning');
      await expect.poll(warning).toContain(t.vault.cloudTitle(t.vault.clouds.dropbox));
      expect(await warning()).toContain(t.vault.warnings.same_disk.title);
      expect(filesIn(usb).some((name) => name.endsWith('T33F1.xml'))).toBe(true);
      await world.settle();
      await launched.screenshot('safekeeping-mirror');

      // Pulled out, the page says so when one comes back to it.
      renameSync(usb, `${usb}-lejos`);
      await page.getByTestId('safekeeping-back').click();
      await page.getByTestId('safekeeping-strip').waitFor();
      expect(page.url()).toMatch(/#\/respaldos$/);
      expect(await strip()).not.toContain(t.strip.noMirror);
      await care.care();
      await expect.poll(state, PATIENT).toContain(t.mirror.late);
      renameSync(`${usb}-lejos`, usb);
      await page.getByTestId('mirror-sync').click();
      await expect.poll(state, PATIENT).toContain(t.mirror.present);

      const copied = filesIn(usb);
      await page.getByTestId('mirror-remove').click();
      await page.getByText(t.mirror.removed).waitFor();
      await expect.poll(state).toContain(t.mirror.emptyTitle);
      expect((await ask(page, 'vault.status', {})).mirror.folder).toBeNull();
      expect(filesIn(usb)).toEqual(copied);
      expect(await page.getByTestId('mirror-warning').count()).toBe(0);
      await page.getByTestId('safekeeping-back').click();
      await expect.poll(strip).toContain(`${t.strip.mirror}: ${t.strip.noMirror}`);
    },
  );

  itInPractice(
    'a changed file / is repaired by the round, which names it; keys, clean-up and archive say where they stand',
    async (world) => {
      const { page } = world;
      const care = restoreScreen(page);
      const document = await world.issue(factura());
      await world.waitFor(document, 'received', isReceived);
      await isKept(world);
      const { folder } = await ask(page, 'vault.status', {});
      const file = (await world.detail(document)).backup?.file ?? '';
      const good = readFileSync(join(folder, file));
      writeFileSync(join(folder, file), 'dañado');
      await care.care();
      await page.getByTestId('patrol-run').click();
      const repaired = page.getByTestId('patrol-repaired');
      await repaired.getByText(t.patrol.repairedList).waitFor(PATIENT);
      expect(await repaired.locator('li').allTextContents()).toEqual([`${file} · ${t.patrol.where.vault}`]);
      expect(readFileSync(join(folder, file))).toEqual(good);
      expect(await page.getByTestId('patrol-damaged').count()).toBe(0);

      const recovery = textOf(world, 'recovery-state');
      expect(await recovery()).toContain(t.recovery.state.practice);
      const plan = textOf(world, 'cleanup-plan');
      await expect.poll(plan).toContain(t.cleanup.off);
      await page.getByTestId('cleanup-toggle').click({ force: true });
      await expect.poll(plan).toContain(t.cleanup.nothing);
      expect((await ask(page, 'cleanup.get', {})).enabled).toBe(true);
      await page.getByTestId('cleanup-toggle').click({ force: true });
      await expect.poll(plan).toContain(t.cleanup.off);
      await world.settle();
      await repaired.scrollIntoViewIfNeeded();
      await world.launched.screenshot('safekeeping-repaired');

      // To an archive that is opened: the wizard stands at that choice.
      await page.getByTestId('archive-open').click();
      await page.getByTestId('archive-pick').waitFor();
      expect(await page.getByTestId('source-archive').isChecked()).toBe(true);
    },
  );

  itInPractice(
    'a folder of backups that is none any more / is told over every screen until it is back, and opens by its button',
    async (world) => {
      const { page, launched } = world;
      await launched.app.evaluate(({ shell }) => {
        Reflect.set(globalThis, 'shown', []);
        shell.showItemInFolder = (path) => {
          (Reflect.get(globalThis, 'shown') as string[]).push(path);
        };
      });
      const vault = join(world.folder, 'Respaldo');
      mkdirSync(vault);
      await answerFolderChooser(launched.app, vault);
      await world.go('ajustes');
      await page.getByTestId('vault-choose').click();
      await isKept(world);
      await page.getByTestId('vault-open').click();
      await expect
        .poll(() => launched.app.evaluate(() => Reflect.get(globalThis, 'shown') as string[]))
        .toEqual([vault]);

      // A file lies where the folder was, as after a disk was mounted elsewhere.
      renameSync(vault, `${vault}-lejos`);
      writeFileSync(vault, '');
      const document = await world.issue(factura());
      await world.waitFor(document, 'received', isReceived);
      const banner = page.getByTestId('vault-banner');
      const steps = texts.documents.issued;
      const backedUp = page.getByRole('listitem').filter({ hasText: steps.steps.backedUp });
      await banner.waitFor(PATIENT);
      await page.getByText(steps.pending.copied).waitFor();
      expect(await backedUp.getAttribute('data-done')).toBe('false');
      await launched.screenshot('emitida-sin-carpeta');
      const { vaultProblem } = await ask(page, 'app.status', {});
      if (vaultProblem === null) throw new Error('a banner about nothing');
      const { what, youCan } = texts.errors[vaultProblem](undefined);
      expect(await banner.textContent()).toContain(what);
      expect(await banner.textContent()).toContain(youCan);
      for (const scheme of ['light', 'dark'] as const) {
        await world.chooseColors(scheme);
        await world.settle();
        await launched.screenshot(`vault-banner-${scheme}`);
      }
      await banner.getByRole('link', { name: texts.shell.vault.action }).click();
      await page.getByTestId('vault-open').waitFor();

      rmSync(vault);
      renameSync(`${vault}-lejos`, vault);
      const next = await world.issue(factura());
      await world.waitFor(next, 'received', isReceived);
      await banner.waitFor({ state: 'detached', ...PATIENT });
      await expect.poll(() => backedUp.getAttribute('data-done')).toBe('true');
      for (const each of [document, next]) {
        const { backup } = await world.waitFor(
          each,
          'in the folder',
          (seen) => (seen.backup?.file ?? null) !== null,
        );
        expect(existsSync(join(vault, backup?.file ?? ''))).toBe(true);
      }
    },
  );
});
