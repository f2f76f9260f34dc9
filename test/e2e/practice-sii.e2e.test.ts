import { describe, expect } from 'vitest';
import type { PracticeFaultKind } from '../../shared/domain/practice.ts';
import { texts } from '../../shared/texts/es-CL.ts';
import { ask } from '../support/page/api.ts';
import { choose, errorBeside } from '../support/page/controls.ts';
import { factura, isReceived, needsPerson } from './support/documents.ts';
import { itInPractice, type World } from './support/world.ts';

const t = texts.settings.practice;
const { faults, practiceStates } = texts.settings;
const OBJECTION = 'GiroRecep: demasiado largo para el ñandú';

const chooseFault = ({ page }: World, kind: PracticeFaultKind): Promise<void> =>
  choose(page, 'practice-fault-select', faults[kind].name);

/** Applies what the form says, and waits until it is said to be in force. */
const apply = async ({ page }: World, kind: PracticeFaultKind): Promise<void> => {
  await page.getByTestId('practice-fault-apply').click();
  await expect.poll(() => page.getByTestId('practice-now').textContent()).toBe(t.current(faults[kind].name));
};

describe('the practice SII', () => {
  itInPractice(
    'told how to fail, says what it does now, fails so and so often, and shows what it received',
    async (world) => {
      const { page } = world;
      const now = page.getByTestId('practice-now');
      const field = (name: string) => page.getByTestId(`practice-fault-${name}`);
      const fault = async () => (await ask(page, 'practice.get', {})).fault;
      await world.practice.open();
      expect(await now.textContent()).toBe(t.current(faults.none.name));
      await page.getByText(t.receivedEmpty).waitFor();
      expect(await page.getByTestId('practice-received').count()).toBe(0);

      // Each fault asks for what it needs, and for nothing else.
      await chooseFault(world, 'slow');
      await page.getByTestId('practice-fault-seconds').fill('7');
      expect(await page.getByTestId('practice-fault-value').count()).toBe(0);
      await apply(world, 'slow');
      expect(await fault()).toMatchObject({ kind: 'slow', ms: 7_000 });
      await world.go('inicio');
      await world.practice.open();
      expect(await field('seconds').inputValue()).toBe('7');

      await chooseFault(world, 'http_503');
      await page.getByTestId('practice-fault-value').fill('300');
      await page.getByTestId('practice-fault-times').fill('2');
      await apply(world, 'http_503');
      expect(await fault()).toMatchObject({ kind: 'http_503', value: 300, times: 2 });
      await chooseFault(world, 'status_n');
      await field('value').fill('7');
      await apply(world, 'status_n');
      expect(await fault()).toMatchObject({ kind: 'status_n', value: 7, times: 2 });

      // Once, with words of one's own: the SII says them, and the next upload is a good one.
      await chooseFault(world, 'schema_rejection');
      await page.getByTestId('practice-fault-detail').fill(OBJECTION);
      await field('times').fill('1');
      await apply(world, 'schema_rejection');
      const refused = await world.issue(factura());
      const stopped = await world.waitFor(refused, 'stopped', needsPerson);
      expect(JSON.stringify(stopped)).toContain(OBJECTION);
      await world.practice.open();
      await expect.poll(() => now.textContent()).toBe(t.current(faults.none.name));

      // A code that is none is told beside its field and goes nowhere.
      await chooseFault(world, 'objections_after_epr');
      const code = page.getByTestId('practice-fault-code');
      await code.fill('hed');
      await expect.poll(() => errorBeside(code)).toBe(t.rejectionBad);
      await page.getByTestId('practice-fault-apply').click();
      expect((await fault()).kind).toBe('none');
      await code.fill('hed-3-305');
      await expect.poll(() => errorBeside(code)).toBeNull();
      await field('times').fill('1');
      await apply(world, 'objections_after_epr');
      expect(await fault()).toMatchObject({ code: 'HED-3-305', times: 1 });
      const objected = await world.issue(factura());
      await world.waitFor(objected, 'received', isReceived);
      await world.practice.advance(1);
      await world.waitFor(
        objected,
        'accepted with objections',
        ({ document }) => document.queueState === 'success',
      );
      await world.practice.open();
      const rows = page.getByTestId('practice-received').locator('tbody tr');
      const cells = async () => (await rows.allTextContents()).join('\n');
      await expect.poll(cells).toContain('HED-3-305');
      const row = rows.filter({ hasText: `Factura ${objected.folio}` });
      expect((await row.locator('td').allTextContents()).slice(2, 4)).toEqual(['1', practiceStates.objected]);
      await world.settle();
      await now.scrollIntoViewIfNeeded();
      await world.launched.screenshot('practica-recibidos');
    },
  );
});
