import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { copyFile, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect } from 'vitest';
import { ROOT } from '../../../scripts/lib/paths.mjs';
import { exchange } from '../../../shared/texts/exchange.ts';
import { mail } from '../../../shared/texts/mail.ts';
import { mailServerCa, startMailServer } from '../../support/mail-server.ts';
import { ask } from '../../support/page/api.ts';
import { answerFolderChooser } from '../../support/page/system.ts';
import { until } from '../../support/page/until.ts';
import { textOf } from '../print/support/pdf.ts';
import { factura, isDone, isReceived } from '../support/documents.ts';
import { itInPractice } from '../support/world.ts';

/** The app trusts the test's mail server as it trusts any other: by who vouches for it. */
const trust = mkdtempSync(join(tmpdir(), 'resguardo-mail-'));
const caFile = join(trust, 'ca.pem');
writeFileSync(caFile, mailServerCa());
afterAll(() => rmSync(trust, { recursive: true, force: true }));

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
      await world.page
        .getByTestId('logo-file-input')
        .setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: Buffer.from('GIF89a') });
      await world.page.getByText('Esa imagen no sirve como logo.').waitFor();
      const picture = await world.page.screenshot({ clip: { x: 0, y: 0, width: 232, height: 90 } });
      // By the button, as a person does.
      const chooser = world.page.waitForEvent('filechooser');
      await world.page.getByTestId('logo-file').click();
      await (await chooser).setFiles({ name: 'logo.png', mimeType: 'image/png', buffer: picture });
      await world.page.getByTestId('logo').waitFor();
      expect((await ask(world.page, 'print.logo', {})).logo).toMatch(/^data:image\//);
      await world.closeNotices();
      await world.launched.screenshot('logo-ajustes.png');
      await answerFolderChooser(world.launched.app, world.folder);
      await world.launched.app.evaluate(({ shell }) => {
        shell.showItemInFolder = () => undefined;
        shell.openExternal = () => Promise.resolve();
      });
      await world.documents.openDetail(document);
      await world.drawer.more('customer-copy-save');
      await world.page.getByText(exchange.copy.saved).first().waitFor();
      const xml = join(world.folder, 'T33F1-cliente.xml');
      expect(readFileSync(xml, 'latin1')).toContain('<RutReceptor>76192083-9</RutReceptor>');
      const pdf = join(world.folder, 'T33F1.pdf');
      expect(await textOf(pdf)).toContain('SANTIAGO ORIENTE');
      await mkdir(join(ROOT, 'test-results/screens'), { recursive: true });
      await copyFile(pdf, join(ROOT, 'test-results/screens/con-logo.pdf'));
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
      await world.closeNotices();

      await world.drawer.more('customer-mail');
      const writing = world.page.getByTestId('send-mail').getByRole('dialog');
      await writing.getByText(mail.send.title(`Factura ${document.folio}`)).waitFor();
      await world.page.getByTestId('mail-to').fill('cliente');
      await world.page.getByTestId('mail-send').click();
      await world.page.getByText(mail.send.bad).waitFor();
      await world.page.getByTestId('mail-to').fill('facturas@cliente.invalid');
      await world.launched.screenshot('correo-enviar.png');
      await world.page.getByTestId('mail-send').click();
      await world.page.getByText(mail.send.queued).first().waitFor();
      await writing.waitFor({ state: 'hidden' });
      await world.drawer.tab('customer');
      await world.page.getByText(mail.sentPractice).first().waitFor();
      await world.closeNotices();
      await world.launched.screenshot('correo-documento.png');
      await world.drawer.close();

      await ask(world.page, 'practice.setFault', {
        kind: 'rejection_after_epr',
        code: 'DTE-3-505',
        times: 1,
      });
      const refused = await world.issue(factura());
      await world.waitFor(refused, 'received', isReceived);
      await world.practice.advance(1);
      await world.waitFor(refused, 'rejected', ({ document: { siiState } }) => siiState === 'rejected');
      await world.documents.openDetail(refused);
      const note = world.page.getByTestId('reason-note');
      const reason = note.getByTestId('reason-text');
      await reason.fill('no');
      expect(await note.getByTestId('reason-save').isDisabled()).toBe(true);
      await world.page.getByTestId('reason-ask').click();
      await world.page.getByText(exchange.reason.asked).waitFor();
      await expect.poll(() => reason.inputValue()).toContain('DTE-3-505');
      await reason.fill(`${await reason.inputValue()}\nLo vi con mi contadora`);
      await world.page.getByTestId('reason-save').click();
      await world.page.getByText(exchange.reason.saved).waitFor();
      await expect.poll(() => reason.inputValue()).toBe('');
      await world.closeNotices();
      await world.launched.screenshot('motivo-rechazo.png');
      const told = await ask(world.page, 'documents.get', { id: refused.id });
      const noted = told.timeline.find(({ action }) => action === 'sii.reason_noted');
      expect(String(noted?.params['text'])).toContain('DTE-3-505');
      expect(String(noted?.params['text'])).toContain('Lo vi con mi contadora');
      await world.drawer.close();

      const server = await startMailServer();
      try {
        await world.go('ajustes');
        await world.page.getByTestId('settings-mail').click();
        await world.page.getByTestId('mail-set-up').click();
        await world.page.getByTestId('mail-host').fill('localhost');
        await world.page.getByTestId('mail-port').fill(String(server.port));
        await world.page.getByTestId('mail-user').fill(server.user);
        await world.page.getByTestId('mail-password').fill('otra');
        await world.page.getByTestId('mail-senderName').fill('Ferretería El Roble');
        await world.page.getByTestId('mail-senderAddress').fill('ventas@roble.invalid');
        await world.launched.screenshot('correo-ajustes-formulario.png');
        await world.page.getByTestId('mail-save').click();
        await world.page.getByTestId('mail-test').click();
        await world.page.getByText('El servidor rechazó usuario o contraseña', { exact: false }).waitFor();
        await world.closeNotices();
        await world.page.getByTestId('mail-edit').click();
        await world.page.getByTestId('mail-password').fill(server.password);
        await world.page.getByTestId('mail-save').click();
        await world.page.getByTestId('mail-test').click();
        await world.page.getByText(mail.testSent('ventas@roble.invalid')).waitFor();
        expect(server.received.map(({ to }) => to)).toEqual([['ventas@roble.invalid']]);
        await world.closeNotices();
        for (const colorScheme of ['light', 'dark'] as const) {
          await world.page.emulateMedia({ colorScheme });
          await world.launched.screenshot(`correo-ajustes-${colorScheme}.png`);
        }
        await world.page.getByTestId('mail-clear').click();
        await world.page.getByText(mail.clearText).waitFor();
        await world.page.getByTestId('mail-clear-confirm').click();
        await world.page.getByText(mail.cleared).waitFor();
        await world.page.getByTestId('logo-remove').click();
        await world.page.getByText(exchange.logo.removed).waitFor();
        await world.page.getByTestId('undo').click();
        await world.page.getByTestId('logo').waitFor();
      } finally {
        await server.stop();
      }
    },
    { env: { NODE_EXTRA_CA_CERTS: caFile } },
  );
});
