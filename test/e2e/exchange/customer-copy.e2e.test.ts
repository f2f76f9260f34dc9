import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { exchange } from '../../../shared/texts/exchange.ts';
import { ask } from '../../support/page/api.ts';
import { answerFolderChooser } from '../../support/page/system.ts';
import { until } from '../../support/page/until.ts';
import { textOf } from '../print/support/pdf.ts';
import { factura, isDone, isReceived } from '../support/documents.ts';
import { itInPractice } from '../support/world.ts';

describe('the customer’s copy', () => {
  itInPractice(
    'is saved with the PDF by the menu, or handed to the mail program, and told',
    async (world) => {
      const document = await world.issue(factura());
      await world.waitFor(document, 'received', isReceived);
      await world.practice.advance(1);
      await world.waitFor(document, 'accepted', isDone);
      await world.go('ajustes');
      await world.page.getByTestId('sii-office').fill('Santiago Oriente');
      await world.page.getByTestId('sii-office-save').click();
      await world.page.getByText(exchange.office.saved).first().waitFor();
      await world.closeNotices();
      await answerFolderChooser(world.launched.app, world.folder);
      await world.launched.app.evaluate(({ shell }) => {
        shell.showItemInFolder = () => undefined;
        shell.openExternal = () => Promise.resolve();
      });
      await world.documents.open();
      await world.documents.row(document).getByRole('button').first().click();
      await world.drawer.waitFor();
      await world.drawer.more('customer-copy-save');
      await world.page.getByText(exchange.copy.saved).first().waitFor();
      const xml = join(world.folder, 'T33F1-cliente.xml');
      expect(readFileSync(xml, 'latin1')).toContain('<RutReceptor>76192083-9</RutReceptor>');
      expect(await textOf(join(world.folder, 'T33F1.pdf'))).toContain('SANTIAGO ORIENTE');
      await world.closeNotices();
      await world.drawer.more('customer-copy-mail');
      await world.page.getByText(exchange.copy.attach).first().waitFor();
      // The same bytes need no second file.
      expect(existsSync(join(world.folder, 'T33F1-cliente-2.xml'))).toBe(false);
      await until('both are in the history', async () => {
        const { timeline } = await ask(world.page, 'documents.get', { id: document.id });
        const said = timeline.map(({ action }) => action);
        return (
          said.includes('copy.signed') && said.includes('copy.saved') && said.includes('copy.mail_opened')
        );
      });
    },
  );
});
