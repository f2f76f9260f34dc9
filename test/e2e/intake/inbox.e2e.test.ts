import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { texts } from '../../../shared/texts/es-CL.ts';
import { ask } from '../../support/page/api.ts';
import { massScreen } from '../../support/page/mass-screen.ts';
import { answerFolderChooser } from '../../support/page/system.ts';
import { until } from '../../support/page/until.ts';
import { factura, isReceived } from '../support/documents.ts';
import { inEveryLook } from '../support/looks.ts';
import { itInPractice, type World } from '../support/world.ts';

const BOLETA = JSON.stringify({
  Encabezado: { IdDoc: { TipoDTE: 39 } },
  Detalle: [{ NmbItem: 'Marraqueta', QtyItem: 2, PrcItem: 750 }],
});

/** As a careful program writes: under another name, then renamed. */
const drop = (folder: string, name: string, content: string): void => {
  writeFileSync(join(folder, `${name}.tmp`), content);
  renameSync(join(folder, `${name}.tmp`), join(folder, name));
};

const answerOf = (folder: string, path: string, is: (answer: Record<string, unknown>) => boolean) =>
  until(`the answer ${path}`, async () => {
    const file = join(folder, `${path}.respuesta.json`);
    if (!existsSync(file)) return null;
    const answer = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
    return is(answer) ? answer : null;
  });

const turnOn = async (world: World, folder: string): Promise<void> => {
  mkdirSync(folder);
  await answerFolderChooser(world.launched.app, folder);
  await world.go('ajustes');
  await world.page.getByTestId('settings-inbox').click();
  await world.page.getByTestId('inbox-choose').click();
  await world.page.getByText(texts.intake.inbox.on, { exact: true }).waitFor();
};

describe('the inbox', () => {
  itInPractice(
    'with a folder chosen, issues what is dropped there once, answers, also after a restart',
    async (first) => {
      const folder = join(first.folder, 'entrada');
      await turnOn(first, folder);
      drop(folder, 'venta.json', BOLETA);
      drop(folder, 'mala.json', '{"Encabezado": {"IdDoc": {"TipoDTE": 39}}}');
      await answerOf(folder, 'hechos/venta.json', ({ folio }) => folio === 1);
      await answerOf(folder, 'fallidos/mala.json', ({ estado }) => estado === 'fallido');
      await first.page.getByTestId('inbox-recent').getByText('venta.json').waitFor();
      await first.settle();
      await first.launched.screenshot('inbox-settings');

      const second = await first.restart('kill');
      await second.page.getByTestId('environment-chip').waitFor();
      drop(folder, 'otra-vez.json', BOLETA);
      await answerOf(
        folder,
        'hechos/otra-vez.json',
        ({ duplicado, folio }) => duplicado === true && folio === 1,
      );
      expect(await ask(second.page, 'documents.list', {})).toMatchObject({ total: 1 });
      await second.practice.advance(1);
      await answerOf(folder, 'hechos/venta.json', ({ estado }) => estado === 'aceptado');

      // Off, it leaves files alone; on again, it takes what came meanwhile.
      await second.page.getByTestId('settings-inbox').click();
      const turn = async (enabled: boolean): Promise<void> => {
        await second.page.getByTestId('inbox-enabled').click({ force: true });
        await until(`the inbox is ${enabled ? 'on' : 'off'}`, async () => {
          const inbox = await ask(second.page, 'intake.inbox', {});
          return inbox.enabled === enabled && inbox.folder === folder;
        });
      };
      await turn(false);
      await second.page.getByText(texts.intake.inbox.off, { exact: true }).waitFor();
      drop(folder, 'despues.json', BOLETA.replace('Marraqueta', 'Hallulla'));
      const sold = await second.issue(factura());
      await second.waitFor(sold, 'received', isReceived);
      expect(existsSync(join(folder, 'despues.json'))).toBe(true);
      expect(await ask(second.page, 'documents.list', {})).toMatchObject({ total: 2 });
      await second.go('ajustes');
      await second.page.getByTestId('settings-inbox').click();
      await turn(true);
      await answerOf(folder, 'hechos/despues.json', ({ folio }) => folio === 2);
      expect(existsSync(join(folder, 'despues.json'))).toBe(false);
    },
  );
});

describe('what comes in by file', () => {
  itInPractice('in every size and colour, is looked at', async (world) => {
    const picture = (what: string): Promise<void> =>
      inEveryLook(world, async (name) => {
        await world.settle();
        await world.launched.screenshot(`intake-${name}-${what}`);
      });
    await turnOn(world, join(world.folder, 'entrada'));
    await world.page.getByTestId('settings-inbox').click();
    await picture('inbox');
    const mass = massScreen(world.page);
    await mass.open();
    await picture('empty');
    const file = join(world.folder, 'planilla.csv');
    const good = Array.from({ length: 40 }, (_, index) => `${index + 1};boleta;;Pan nº ${index + 1};1.190`);
    writeFileSync(file, ['documento;tipo;rut;item;precio', ...good, '41;factura;1-8;Mesa;mil'].join('\n'));
    await mass.choose(file);
    await picture('preview');
    await mass.issue();
    await mass.field('batch-result').waitFor();
    await picture('done');
  });
});
