import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { formatNumber } from '../../shared/format/money.ts';
import { formatInstant } from '../../shared/format/time.ts';
import { texts } from '../../shared/texts/es-CL.ts';
import { ask } from '../support/page/api.ts';
import { choose } from '../support/page/controls.ts';
import { restoreScreen } from '../support/page/restore-screen.ts';
import { answerFolderChooser } from '../support/page/system.ts';
import { until } from '../support/page/until.ts';
import { factura, isReceived } from './support/documents.ts';
import { itInPractice, type World } from './support/world.ts';

const t = texts.restore;

const isKept = (world: World) =>
  until('the vault is up to date', async () => {
    const { waiting, problem } = await ask(world.page, 'vault.status', {});
    return waiting === 0 && problem === null;
  });

/** From now on no document of a vault is read, as on a disk that answers slowly, until somebody has cancelled. */
const holdDocuments = ({ launched }: World): Promise<void> =>
  launched.app.evaluate(({ ipcMain }) => {
    const builtin = (name: string) => process.getBuiltinModule(name) as unknown as Record<string, unknown>;
    const files = builtin('node:fs/promises');
    const read = files['readFile'] as (...args: unknown[]) => unknown;
    const { promise, resolve } = Promise.withResolvers<void>();
    const publish = builtin('node:module')['syncBuiltinESMExports'] as () => void;
    files['readFile'] = async (...args: unknown[]) => {
      if (/T33F\d+\.xml$/.test(String(args[0]))) await promise;
      return read(...args);
    };
    publish();
    const handlers = (ipcMain as unknown as { _invokeHandlers: Map<string, unknown> })._invokeHandlers;
    const cancel = handlers.get('restore.cancel') as (...args: unknown[]) => Promise<unknown>;
    handlers.set('restore.cancel', async (...args: unknown[]) => {
      const answer = await cancel(...args);
      files['readFile'] = read;
      publish();
      resolve();
      return answer;
    });
  });

describe('a restore', () => {
  itInPractice(
    'from each place and each moment / shows what is there; broken off, it changes nothing; done, it leads on to Inicio',
    async (world) => {
      const { page, launched } = world;
      const wizard = restoreScreen(page);
      const first = await world.issue(factura());
      await world.waitFor(first, 'received', isReceived);
      await isKept(world);
      await ask(page, 'snapshots.take', {});
      const second = await world.issue(factura({}, '2500'));
      await world.waitFor(second, 'received', isReceived);
      await isKept(world);
      await ask(page, 'snapshots.take', {});
      const { folder: vault } = await ask(page, 'vault.status', {});
      const usb = join(world.folder, 'usb');
      mkdirSync(usb);
      await ask(page, 'mirror.set', { folder: usb });
      await until(
        'a second copy',
        async () => (await ask(page, 'vault.status', {})).mirror.lastCopyAt !== null,
      );

      // The second copy, and a folder from elsewhere in which one file is bad.
      await wizard.open();
      expect(await page.getByTestId('source-vault').isChecked()).toBe(true);
      await page.getByTestId('source-mirror').check();
      await wizard.look();
      await wizard.field('restore-found').getByText(t.review.found('2', 1)).waitFor();
      await page.getByText(usb, { exact: true }).waitFor();
      expect(await page.getByTestId('restore-damaged').count()).toBe(0);
      await wizard.field('restore-again').click();

      const brought = join(world.folder, 'traído');
      cpSync(vault, brought, { recursive: true });
      const file = (await world.detail(second)).backup?.file ?? '';
      writeFileSync(join(brought, file), readFileSync(join(brought, file)).subarray(0, 200));
      await page.getByTestId('source-folder').check();
      expect(await wizard.field('restore-look').isDisabled()).toBe(true);
      await answerFolderChooser(launched.app, brought);
      await wizard.field('restore-pick').click();
      await wizard.field('restore-pick-path').waitFor();
      await wizard.look();
      expect(await page.getByTestId('restore-damaged').textContent()).toContain(t.review.damaged(1));
      await world.settle();
      await launched.screenshot('restore-damaged');
      await wizard.field('restore-again').click();

      // The own folder: an older snapshot by its moment, or the files alone.
      await page.getByTestId('source-vault').check();
      await wizard.look();
      await wizard.field('point-snapshot').check();
      const { items } = await ask(page, 'snapshots.list', {});
      const oldest = items.at(-1);
      if (!oldest) throw new Error('no snapshot');
      const label = t.review.snapshotOption(formatInstant(oldest.at), formatNumber(oldest.documents));
      await choose(page, 'point-snapshots', label);
      expect(await page.getByTestId('point-snapshots').inputValue()).toBe(label);

      // Broken off while it reads: nothing is left of it, and nothing has changed.
      await holdDocuments(world);
      await wizard.field('restore-go').click();
      const working = page.getByTestId('restore-working');
      await working.getByText(t.work.title, { exact: true }).waitFor();
      const bar = page.getByTestId('restore-progress').getByRole('progressbar');
      await expect.poll(() => bar.getAttribute('aria-valuenow')).toBe('0');
      await page.getByText(t.work.count('0', '2')).waitFor();
      await world.settle();
      await launched.screenshot('restore-working');
      expect((await ask(page, 'restore.progress', {})).state).toBe('working');
      await page.getByTestId('restore-cancel').click();
      await page.getByText(t.work.cancelled, { exact: true }).waitFor();
      await working.waitFor({ state: 'detached' });
      expect((await ask(page, 'restore.progress', {})).state).toBe('idle');
      expect(readdirSync(world.profileDir).filter((name) => name.startsWith('restaurando-'))).toEqual([]);
      expect((await ask(page, 'restore.kept', {})).items).toEqual([]);

      await page.getByTestId('point-files').check();
      await wizard.run();
      await page.getByText(t.report.fromFiles, { exact: true }).waitFor();
      await wizard.apply();
      expect((await ask(page, 'documents.list', {})).total).toBe(2);
      await page.getByTestId('restored-finish').click();
      await page.getByTestId('home-hero').waitFor();
      expect((await ask(page, 'restore.kept', {})).items).toHaveLength(1);
    },
    { timeout: 120_000 },
  );
});
