import { describe, expect } from 'vitest';
import { texts } from '../../shared/texts/es-CL.ts';
import { until } from '../support/page/until.ts';
import { itInPractice, type World } from './support/world.ts';

/** What each screen shows nothing without. */
const SCREENS = {
  inicio: ['#/inicio', 'home.summary'],
  documentos: ['#/documentos', 'documents.list'],
  formulario: ['#/documentos/emitir', 'cafs.list'],
  emitido: ['#/documentos/emitido/1', 'documents.get'],
  respaldos: ['#/respaldos', 'backups.list'],
  proteccion: ['#/respaldos/proteccion', 'vault.status'],
  cola: ['#/cola', 'queue.list'],
  folios: ['#/folios', 'folios.report'],
  ajustes: ['#/ajustes', 'presence.get'],
} as const;

type Answer = 'never' | 'failure';

/** From now on main does not answer a channel, or answers that it could not. What it did before is put back by `mend`. */
const breakChannel = ({ launched }: World, channel: string, answer: Answer): Promise<void> =>
  launched.app.evaluate(
    ({ ipcMain }, [name, how]) => {
      const all = globalThis as unknown as { kept?: Map<string, unknown> };
      const handlers = (ipcMain as unknown as { _invokeHandlers: Map<string, unknown> })._invokeHandlers;
      all.kept ??= new Map();
      if (!all.kept.has(name)) all.kept.set(name, handlers.get(name));
      ipcMain.removeHandler(name);
      ipcMain.handle(name, () =>
        how === 'never' ? new Promise(() => {}) : { ok: false, error: { code: 'disk_full' } },
      );
    },
    [channel, answer] as const,
  );

const mendChannel = ({ launched }: World, channel: string): Promise<void> =>
  launched.app.evaluate(({ ipcMain }, name) => {
    const { kept } = globalThis as unknown as { kept: Map<string, unknown> };
    const handlers = (ipcMain as unknown as { _invokeHandlers: Map<string, unknown> })._invokeHandlers;
    handlers.set(name, kept.get(name));
  }, channel);

/** The window as it is just after its start, at an address. */
const openAt = async ({ page }: World, address: string): Promise<void> => {
  await page.evaluate((hash) => {
    window.location.hash = hash;
    window.location.reload();
  }, address);
  await page.getByTestId('status-bar').waitFor();
};

describe('every screen', () => {
  itInPractice(
    'while main does not answer, shows grey lines; when it cannot, says so and tries again when asked',
    async (world) => {
      const { page } = world;
      const missing: string[] = [];
      const alert = page.getByRole('alert').filter({ hasText: texts.errors.disk_full().what });
      for (const [name, [address, channel]] of Object.entries(SCREENS)) {
        await breakChannel(world, channel, 'never');
        await openAt(world, address);
        await page
          .getByText(texts.common.loading)
          .first()
          .waitFor({ state: 'attached', timeout: 5_000 })
          .catch(() => missing.push(`${name}: no sign of loading`));
        await breakChannel(world, channel, 'failure');
        await openAt(world, address);
        await alert
          .first()
          .waitFor({ timeout: 5_000 })
          .catch(() => missing.push(`${name}: does not say what failed`));
        if (name === 'cola') await world.launched.screenshot('estado-error');
        await mendChannel(world, channel);
        if (name === 'emitido') continue;
        await alert.first().getByRole('button', { name: texts.common.retry }).click({ timeout: 5_000 });
        await until(`${name} is there again`, async () => (await alert.count()) === 0).catch(() =>
          missing.push(`${name}: trying again does not help`),
        );
      }
      expect(missing).toEqual([]);
    },
    { timeout: 180_000 },
  );
});
