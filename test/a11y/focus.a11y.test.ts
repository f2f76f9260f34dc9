import { describe, expect } from 'vitest';
import type { ChannelName } from '../../shared/ipc/channels.ts';
import { breakChannel, mendChannel } from '../e2e/support/channels.ts';
import { factura, isReceived } from '../e2e/support/documents.ts';
import { itInPractice } from '../e2e/support/world.ts';
import { sessionScreen } from '../support/page/session-screen.ts';
import { until } from '../support/page/until.ts';
import { makeAnswers } from '../support/renderer-mock/answers.ts';
import { type Opening, whereFocusGoes } from './support/dialog-focus.ts';

interface LivedOpening extends Opening {
  /** Answers of a company that has lived for longer than a test can. */
  readonly with?: ChannelName;
}

const id = (name: string): string => `[data-testid="${name}"]`;

const OPENINGS: readonly LivedOpening[] = [
  { address: '#/documentos', opener: `${id('doc-row-33-1')} button` },
  { address: '#/documentos', opener: id('columns-open') },
  { address: '#/documentos', opener: id('saved-open') },
  { address: '#/documentos', opener: id('filter-amounts') },
  { address: '#/respaldos/proteccion', opener: id('archive-make') },
  { address: '#/respaldos/proteccion', opener: id('recovery-set'), with: 'vault.status' },
  { address: '#/respaldos/proteccion', opener: id('cleanup-open'), with: 'cleanup.get' },
  { address: '#/respaldos/restaurar', opener: id('kept-revert'), with: 'restore.kept' },
  { address: '#/ajustes', opener: id('keys-change'), with: 'keys.status' },
  { address: '#/ajustes', opener: id('mail-clear'), with: 'mail.get' },
  { address: '#/ajustes', opener: id('operator-actions-2'), item: 'operator-edit' },
  { address: '#/ajustes', opener: id('operator-actions-2'), item: 'operator-reset' },
  { address: '#/ajustes', opener: id('operator-actions-2'), item: 'operator-deactivate' },
  { address: '#/inicio', opener: id('operator-chip'), item: 'session-change' },
];

describe('whoever closes a dialog by the keyboard', () => {
  itInPractice(
    'goes on from what opened it, also where it lies over another one',
    async (world) => {
      const { page } = world;
      const one = await world.issue(factura());
      await world.waitFor(one, 'received', isReceived);
      const who = sessionScreen(page);
      await who.fillNew(
        { name: 'Beto Soto', role: 'usuario', pin: '9305' },
        { name: 'Ana Pérez', pin: '407193' },
      );
      await who.submitNew();
      await page.getByTestId('operator-chip').waitFor();
      const answers = makeAnswers('production', Date.now());
      const wrong: string[] = [];
      for (const each of OPENINGS) {
        const channel = each.with;
        if (channel !== undefined) {
          const value = (answers[channel] as (input: object) => unknown)({});
          await breakChannel(world, channel, { ok: true, value });
          await page.keyboard.press('F5');
        }
        const said = await whereFocusGoes(world, each).catch(
          (error: Error) => `${each.opener}: ${error.message}`,
        );
        if (said !== null) wrong.push(said);
        if (channel !== undefined) await mendChannel(world, channel);
      }

      // A message to the customer, over the document that it is about.
      await breakChannel(world, 'mail.ofDocument', {
        ok: true,
        value: { ...answers['mail.ofDocument']({ id: 1 }), items: [] },
      });
      await page.evaluate("location.hash = '#/documentos/ver/1'");
      const more = page.getByTestId('more-actions');
      await more.focus();
      await page.keyboard.press('Enter');
      await page.getByTestId('customer-mail').focus();
      await page.keyboard.press('Enter');
      await page.getByTestId('mail-to').waitFor();
      await page.keyboard.press('Escape');
      await page.getByTestId('mail-to').waitFor({ state: 'hidden' });
      await until(
        'the focus is back',
        () => more.evaluate((each) => each === document.activeElement),
        5_000,
      ).catch(() => wrong.push('customer-mail: the focus is not back'));
      console.log(`${OPENINGS.length + 1} more dialogs give the focus back`);
      expect(wrong).toEqual([]);
    },
    { timeout: 240_000 },
  );
});
