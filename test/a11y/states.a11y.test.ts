import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { breakChannel, FAILURE, mendChannel } from '../e2e/support/channels.ts';
import { factura, isReceived, isWaiting } from '../e2e/support/documents.ts';
import { itInPractice } from '../e2e/support/world.ts';
import { damageTable } from '../promises/support/damage.ts';
import { restoreScreen } from '../support/page/restore-screen.ts';
import { sessionScreen } from '../support/page/session-screen.ts';
import { inspector, printTable } from './support/inspector.ts';

const ANA = { name: 'Ana Pérez', pin: '407193' } as const;

describe('axe', () => {
  itInPractice(
    'on dialogs, steps and states off the usual way, light and dark, finds nothing',
    async (world) => {
      const { page } = world;
      const { look, found } = inspector(world);
      const closeDialog = async (): Promise<void> => {
        await page.keyboard.press('Escape');
        await page.getByRole('dialog').waitFor({ state: 'hidden' });
      };
      const goTo = (address: string): Promise<void> =>
        page.evaluate((hash) => {
          window.location.hash = hash;
        }, address);
      const document = await world.issue(factura());
      await world.waitFor(document, 'received', isReceived);

      await world.documents.open();
      await world.documents.search('zzzz no hay');
      await page.getByTestId('clear-filters').waitFor();
      await look('Documentos: nada coincide');
      await page.getByTestId('clear-filters').click();
      await breakChannel(world, 'trail.list', FAILURE);
      await world.go('bitacora');
      await page.getByRole('alert').first().waitFor();
      await look('Bitácora: falla');
      await mendChannel(world, 'trail.list');

      await world.documents.openDetail(document);
      await page.getByTestId('open-pdf').click();
      await page.locator('[data-testid="preview-page"][data-drawn]').waitFor();
      await look('Documento: vista previa');
      await page.keyboard.press('Escape');
      await page.getByTestId('preview-print').waitFor({ state: 'hidden' });
      await closeDialog();

      await world.form.open();
      await world.form.field('receptor-name').pressSequentially('nandu');
      await page.getByRole('option').first().waitFor();
      await look('Formulario: receptor recordado');
      await page.keyboard.press('Escape');

      await world.go('folios');
      await page.getByTestId('caf-actions-33-1').click();
      await page.getByTestId('caf-skip').click();
      await page.getByRole('dialog').waitFor();
      await look('Folios: empezar en otro');
      await closeDialog();

      const wizard = restoreScreen(page);
      await wizard.care();
      await wizard.field('archive-make').click();
      await page.getByTestId('new-passphrase').waitFor();
      await look('Protección: archivo de respaldo');
      await page.keyboard.press('Escape');
      await goTo('#/respaldos/restaurar?de=archivo');
      await page.getByTestId('archive-passphrase').waitFor();
      await look('Restaurar: desde un archivo');
      await wizard.open();
      await wizard.look();
      await look('Restaurar: revisar');
      await wizard.run();
      await look('Restaurar: listo');
      await wizard.field('restore-discard').click();

      const who = sessionScreen(page);
      await who.fillNew({ name: 'Beto Soto', role: 'usuario', pin: '9305' }, { ...ANA });
      await who.submitNew();
      for (const [name, opener] of [
        ['cambiar', 'operator-edit'],
        ['poner otra clave', 'operator-reset'],
        ['desactivar', 'operator-deactivate'],
      ] as const) {
        await page.getByTestId('operator-actions-2').click();
        await page.getByTestId(opener).click();
        await page.getByRole('dialog').waitFor();
        await look(`Operadores: ${name}`);
        await closeDialog();
      }

      await world.practice.setFault('down');
      for (let n = 0; n < 3; n++) await world.waitFor(await world.issue(factura()), 'failed', isWaiting);
      await world.queue.tab('waiting');
      await look('Cola: sin respuesta del SII');

      expect(damageTable(join(world.profileDir, 'resguardo.sqlite'), 'attempt')).toBeGreaterThan(0);
      await world.practice.advance(1).catch(() => undefined);
      await page.getByTestId('database-damaged').waitFor({ timeout: 30_000 });
      for (const [name, address] of [
        ['Inicio', '#/inicio'],
        ['formulario', '#/documentos/emitir'],
        ['emisión masiva', '#/documentos/masiva'],
        ['Cola', '#/cola'],
        ['Ajustes', '#/ajustes'],
        ['Restaurar', '#/respaldos/restaurar'],
      ] as const) {
        await goTo(address);
        await look(`Solo lectura: ${name}`);
      }

      printTable(found);
      expect(found.filter(({ violations }) => violations.length > 0)).toEqual([]);
    },
    { timeout: 240_000 },
  );
});
