import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import type { AppApi } from '../../shared/ipc/contract.ts';
import { texts } from '../../shared/texts/es-CL.ts';
import { ask } from '../support/page/api.ts';
import { answerSaveChooser } from '../support/page/system.ts';
import { until } from '../support/page/until.ts';
import { factura, isAbandoned, isReceived, isWaiting } from './support/documents.ts';
import { itInPractice, type World } from './support/world.ts';

const { report } = texts.queue;

/** Documents that failed and wait, with nothing sent until somebody says so. */
const waitingOnes = async (world: World, count: number) => {
  await world.practice.setFault('down');
  const documents = [];
  for (let n = 0; n < count; n++) {
    const document = await world.issue(factura());
    await world.waitFor(document, 'failed', isWaiting);
    documents.push(document);
  }
  return documents;
};

const clipboardOf = ({ launched }: World): Promise<string> =>
  launched.app.evaluate(({ clipboard }) => clipboard.readText());

/** As it looks light and dark, notices and all: what covers the switch is coloured past it. */
const picture = async (world: World, name: string): Promise<void> => {
  for (const scheme of ['dark', 'light'] as const) {
    await world.page.evaluate((chosen) => {
      const { document } = globalThis as unknown as {
        readonly document: { readonly documentElement: { setAttribute(name: string, value: string): void } };
      };
      document.documentElement.setAttribute('data-mantine-color-scheme', chosen);
    }, scheme);
    await world.settle(true);
    await world.launched.screenshot(`queue-many-${name}-${scheme}`);
  }
};

describe('the queue, many at once', () => {
  itInPractice(
    'with some that cannot be / says how many were done and how many not, and leads to the list of those, with the reason',
    async (world) => {
      const { page, queue } = world;
      const all = await waitingOnes(world, 3);
      const [one, two, three] = all;
      if (!one || !two || !three) throw new Error('no documents');
      // Paused, what was told to go stands still: the second time it is its turn already.
      await ask(page, 'sending.pause', { untilMs: Date.now() + 30 * 60_000, reason: 'Cambio de internet' });
      await queue.tab('waiting');
      await queue.row(three).waitFor();
      await page.getByTestId('sending-paused').waitFor();
      await page.getByTestId('select-all').check();
      await page.getByTestId('bulk-retry').waitFor();
      // In one turn of the page, so that it cannot have heard of the first when it asks for all.
      await page.evaluate(
        (ids) => {
          const { app, document } = globalThis as unknown as {
            readonly app: AppApi;
            readonly document: { querySelector(what: string): { click(): void } | null };
          };
          void app.call['queue.retry']({ ids });
          document.querySelector('[data-testid="bulk-retry"]')?.click();
        },
        [one.id, two.id],
      );
      await page.getByText(report.but(report.retriedPaused(1), 2)).waitFor();

      // The notice outlives the screen, and the list with it.
      await world.go('inicio');
      await page.getByTestId('home-hero').waitFor();
      await page.getByTestId('see-left').click();
      const list = page.getByRole('dialog', { name: report.leftTitle(2) });
      await list.waitFor();
      const rows = () => list.getByTestId('left-alone-row').allTextContents();
      for (const { folio } of [one, two])
        expect((await rows()).some((text) => text.includes(`Factura ${folio}`))).toBe(true);
      expect((await rows()).every((text) => text.includes(report.why.already_due))).toBe(true);
      expect(await page.getByTestId('left-alone').getByTestId('left-alone-row').count()).toBe(2);
      expect(await page.getByTestId('left-alone-more').count()).toBe(0);
      await picture(world, 'left');
      await list.getByRole('link').first().click();
      await world.drawer.waitFor();
    },
  );

  itInPractice(
    'abandoned, with the queue left before main has answered / can be undone all the same, and says so',
    async (world) => {
      const { page, queue } = world;
      const [document] = await waitingOnes(world, 1);
      if (!document) throw new Error('no document');
      await queue.tab('waiting');
      await queue.startAbandoning(document);
      await queue.giveReason('Pedido anulado');
      await page.evaluate(() => {
        const { document: dom, location } = globalThis as unknown as {
          readonly document: { querySelector(what: string): { click(): void } | null };
          readonly location: { hash: string };
        };
        dom.querySelector('[data-testid="abandon-confirm"]')?.click();
        location.hash = '#/inicio';
      });
      await page.getByTestId('home-hero').waitFor();
      await page.getByText(report.abandoned(1)).waitFor();
      await world.waitFor(document, 'abandoned', isAbandoned);
      await page.getByTestId('undo').click();
      await page.getByText(texts.lists.undo.done(1)).waitFor();
      await world.waitFor(document, 'waiting again', isWaiting);
    },
  );

  itInPractice(
    'paused for an hour / goes on by itself when the hour is over, with no notice of it left',
    async (world) => {
      const { page, queue } = world;
      await queue.pauseForAnHour();
      const document = await world.issue(factura());
      expect((await ask(page, 'sending.state', {})).state).toBe('paused');
      expect((await world.detail(document)).attempts).toEqual([]);
      // The clock of Práctica is the program's.
      await world.practice.advance(1);
      await world.waitFor(document, 'received', isReceived);
      await queue.open();
      await until('no pause on screen', async () => (await page.getByTestId('sending-paused').count()) === 0);
      expect((await ask(page, 'sending.state', {})).state).toBe('sending');
    },
  );
});

describe('for support', () => {
  itInPractice(
    'the track ID and all that was exchanged with the SII / are copied by one button each; both sides are seen and saved',
    async (world) => {
      const { page, queue, drawer } = world;
      await world.practice.setFault('schema_rejection');
      const document = await world.issue(factura());
      await world.waitFor(document, 'tried', ({ attempts }) =>
        attempts.some(({ outcome }) => outcome !== null),
      );
      await world.practice.setFault('none');
      await queue.tab('person');
      await queue.retryUnchanged(document);
      const { document: received } = await world.waitFor(document, 'received', isReceived);
      if (received.trackId === null) throw new Error('no track ID');
      await world.documents.openDetail(document);
      await page.getByRole('button', { name: texts.documents.detail.copyTrackId }).click();
      await until('the track ID', async () => (await clipboardOf(world)) === received.trackId);

      await drawer.tab('attempts');
      await page.getByTestId('copy-attempts').click();
      const copied = await until('the exchange', async () => {
        const text = await clipboardOf(world);
        return text.includes(`Factura ${document.folio}`) && text;
      });
      expect(copied).toContain(texts.queue.detail.technical('bad_schema'));
      expect(copied).toContain(`track ID ${received.trackId}`);
      // What the SII said, as it came, of both attempts.
      expect(copied.match(/<RECEPCIONDTE>/g)).toHaveLength(2);
      expect(copied).toContain('<STATUS>0</STATUS>');
      // And what went out: the same envelope both times, by name, size and hash; never a token.
      const sent = copied.match(/^archivo=Envio_F\d+T33\.xml \(\d+ bytes, sha256 [\da-f]{64}\)$/gm);
      expect(sent).toHaveLength(2);
      expect(new Set(sent).size).toBe(1);
      expect(copied).not.toMatch(/TOKEN=(?!\*\*\*)/i);

      await page.getByRole('button', { name: texts.documents.detail.attempt.showRaw(2) }).click();
      const both = page.getByRole('figure');
      await both.first().waitFor();
      expect(await both.allTextContents()).toEqual([
        expect.stringContaining('/cgi_dte/UPL/DTEUpload'),
        expect.stringContaining('<STATUS>0</STATUS>'),
      ]);
      await world.launched.screenshot('intentos-abiertos');

      const file = join(world.folder, 'intentos.txt');
      await answerSaveChooser(world.launched.app, file);
      await page.getByTestId('save-attempts').click();
      await until('the file', async () => existsSync(file));
      await expect.poll(() => readFileSync(file, 'utf8').trim()).toBe(copied.trim());
    },
  );
});
