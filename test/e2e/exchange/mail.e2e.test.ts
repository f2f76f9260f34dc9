import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect } from 'vitest';
import { mail } from '../../../shared/texts/mail.ts';
import { mailServerCa, startMailServer } from '../../support/mail-server.ts';
import { ask } from '../../support/page/api.ts';
import { choose } from '../../support/page/controls.ts';
import type { Issued } from '../../support/page/desk.ts';
import { until } from '../../support/page/until.ts';
import { factura, isDone, isReceived } from '../support/documents.ts';
import { itInPractice, type World } from '../support/world.ts';

const CUSTOMER = 'facturas@cliente.invalid';

/** The app trusts the test's mail server as it trusts any other: by who vouches for it. */
const trust = mkdtempSync(join(tmpdir(), 'resguardo-mail-'));
const caFile = join(trust, 'ca.pem');
writeFileSync(caFile, mailServerCa());
afterAll(() => rmSync(trust, { recursive: true, force: true }));

const accepted = async (world: World): Promise<Issued> => {
  const document = await world.issue(factura());
  await world.waitFor(document, 'received', isReceived);
  await world.practice.advance(1);
  await world.waitFor(document, 'accepted', isDone);
  return document;
};

const openMailCard = async (world: World): Promise<void> => {
  await world.go('ajustes');
  await world.page.getByTestId('settings-mail').click();
};

describe('the mailbox', () => {
  itInPractice(
    'told to send by itself / sends to whom it was written once, until it is told not to; by TLS or STARTTLS',
    async (world) => {
      const { page } = world;
      const server = await startMailServer('tls');
      try {
        await openMailCard(world);
        await page.getByTestId('mail-set-up').click();
        const port = page.getByTestId('mail-port');
        const { tls, starttls } = mail.fields.securities;
        await choose(page, 'mail-security', tls);
        expect(await port.inputValue()).toBe('465');
        await choose(page, 'mail-security', starttls);
        expect(await port.inputValue()).toBe('587');
        await choose(page, 'mail-security', tls);
        await page.getByTestId('mail-host').fill('localhost');
        await port.fill(String(server.port));
        await page.getByTestId('mail-user').fill(server.user);
        await page.getByTestId('mail-password').fill(server.password);
        await page.getByTestId('mail-senderName').fill('Ferretería El Roble');
        await page.getByTestId('mail-senderAddress').fill('ventas@roble.invalid');
        await page.getByTestId('mail-auto').click({ force: true });
        await page.getByTestId('mail-save').click();
        await page.getByTestId('mail-test').click();
        await page.getByText(mail.testSent('ventas@roble.invalid')).waitFor();
        expect(server.received.map(({ to }) => to)).toEqual([['ventas@roble.invalid']]);
        expect((await ask(page, 'mail.get', {})).server).toMatchObject({ security: 'tls', auto: true });
        expect(await page.getByTestId('mail-list').count()).toBe(0);

        // The first by hand, from the document itself; the next one of the same customer needs nobody.
        const first = await accepted(world);
        await world.documents.openDetail(first);
        await world.drawer.tab('customer');
        await page.getByText(mail.panel.empty).waitFor();
        await page.getByTestId('mail-write').click();
        await page.getByTestId('mail-to').fill(CUSTOMER);
        await page.getByTestId('mail-send').click();
        const list = page.getByTestId('mail-list');
        await list.getByText(CUSTOMER).waitFor();
        await list.getByText(mail.sentPractice, { exact: true }).waitFor();
        await world.drawer.close();
        const second = await accepted(world);
        const mailsOf = async ({ id }: Issued) => (await ask(page, 'mail.ofDocument', { id })).items;
        await until('the next one went out by itself', async () =>
          (await mailsOf(second)).some(({ recipient, state }) => recipient === CUSTOMER && state === 'sent'),
        );
        await openMailCard(world);
        for (const { folio } of [first, second])
          await list
            .locator('li')
            .filter({ hasText: `Factura ${folio}` })
            .getByText(CUSTOMER)
            .waitFor();
        await world.settle();
        await list.scrollIntoViewIfNeeded();
        await world.launched.screenshot('correo-lista');

        await page.getByTestId('mail-edit').click();
        await page.getByTestId('mail-auto').click({ force: true });
        await page.getByTestId('mail-save').click();
        await until(
          'it sends no more by itself',
          async () => (await ask(page, 'mail.get', {})).server?.auto === false,
        );
        expect(await mailsOf(await accepted(world))).toEqual([]);
        // Of the practice company, nothing but the message of trial has left this computer.
        expect(server.received).toHaveLength(1);
      } finally {
        await server.stop();
      }
    },
    { env: { NODE_EXTRA_CA_CERTS: caFile } },
  );
});
