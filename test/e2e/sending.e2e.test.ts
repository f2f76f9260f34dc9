import { describe, expect } from 'vitest';
import { texts } from '../../shared/texts/es-CL.ts';
import { ask } from '../support/page/api.ts';
import { until } from '../support/page/until.ts';
import { factura, isReceived, isWaiting } from './support/documents.ts';
import { itInPractice, type World } from './support/world.ts';

const t = texts.queue.sending;
const { holdups } = texts.queue;

const stateOf = async ({ page }: World): Promise<string> => (await ask(page, 'sending.state', {})).state;

/** Documents fail one after the other until the program leaves the SII alone. */
const untilHeld = async (world: World) => {
  await world.practice.setFault('down');
  const documents = [];
  for (let tries = 0; tries < 6 && (await stateOf(world)) !== 'waiting'; tries += 1) {
    const document = await world.issue(factura());
    documents.push(document);
    await until(
      'the document has been tried, or everything is held',
      async () => isWaiting(await world.detail(document)) || (await stateOf(world)) === 'waiting',
    );
  }
  expect(await stateOf(world)).toBe('waiting');
  return documents;
};

describe('the sending as a whole', () => {
  itInPractice('paused by a person, sends nothing until it is resumed', async (world) => {
    const { page } = world;
    await world.practice.setFault('down');
    const failed = await world.issue(factura());
    await world.waitFor(failed, 'failed', isWaiting);
    await world.practice.setFault('none');
    await world.queue.open();
    await page.getByTestId('sending-pause').click();
    await page.getByTestId('pause-confirm').click();
    await page.getByText(t.pauseModal.short).waitFor();
    await page.getByTestId('pause-reason').fill('Cambio de internet');
    await page.getByTestId('pause-tomorrow').check();
    await page.getByTestId('pause-confirm').click();
    await page.getByTestId('sending-paused').waitFor();
    await world.settle();
    await world.launched.screenshot('cola-pausada');
    await world.queue.tab('waiting');
    await world.queue.retry(failed);
    await page.getByText(texts.queue.report.retriedPaused(1)).waitFor();
    const document = await world.issue(factura());
    await page.getByTestId('issued-summary').waitFor();
    const line = new RegExp(`^${holdups.pause} \\(${holdups.pauseEnd('\\d\\d:\\d\\d', 'mañana')}\\)`);
    await page.getByText(line).waitFor();
    await world.queue.tab('waiting');
    expect(await world.queue.row(failed).getByTestId('next-held').textContent()).toContain(holdups.pause);
    await world.queue.tab('fresh');
    expect(await world.queue.row(document).getByTestId('next-held').textContent()).toContain(holdups.pause);
    await world.settle();
    await world.launched.screenshot('cola-pausada-por-enviar');
    await world.queue.openDetail(document);
    expect(await world.drawer.panel.getByTestId('next-held').textContent()).toMatch(line);
    await world.settle();
    await world.launched.screenshot('detalle-en-pausa');
    await world.drawer.close();
    await world.go('inicio');
    await expect.poll(() => page.getByTestId('home-hero').getAttribute('data-kind')).toBe('paused');
    expect(await page.getByTestId('status-sii').textContent()).toContain('pausados');
    expect((await world.detail(document)).attempts).toEqual([]);
    await world.queue.open();
    await page.getByTestId('sending-resume').click();
    await world.waitFor(document, 'received', isReceived);
    await world.waitFor(failed, 'received', isReceived);
    await expect.poll(() => page.getByTestId('sending-paused').count()).toBe(0);
  });

  itInPractice(
    'with the SII down for 20 documents, sends and accepts all by itself once it is up, each once',
    async (world) => {
      const { page } = world;
      const documents = await untilHeld(world);
      const content = Buffer.from(
        [
          'documento;tipo;rut;item;cantidad;precio',
          ...Array.from(
            { length: 20 - documents.length },
            (_, n) => `${n + 1};boleta;;Pan amasado;1;${1_000 + n}`,
          ),
        ].join('\r\n'),
      ).toString('base64');
      const { id } = await ask(page, 'intake.csvPreview', { name: 'ventas.csv', content });
      await ask(page, 'intake.csvIssue', { preview: id });
      const rows = async () => (await ask(page, 'documents.list', { filter: {}, limit: 50 })).items;
      await until('20 documents are signed', async () => (await rows()).length === 20, 30_000);
      expect((await rows()).filter(({ siiState }) => siiState === 'accepted')).toEqual([]);
      await world.practice.setFault('none');
      // The first probe is due within a minute: the practice clock is what passes, the breaker does the rest.
      const started = Date.now();
      await ask(page, 'practice.advanceClock', { ms: 60_000 });
      await until(
        'all are received',
        async () => (await rows()).every(({ siiState }) => !['not_sent', 'uncertain'].includes(siiState)),
        60_000,
      );
      const seconds = Math.round((Date.now() - started) / 1_000);
      await world.practice.advance(1);
      await until(
        'all are accepted',
        async () => (await rows()).every(({ siiState }) => siiState === 'accepted'),
        60_000,
      );
      const { received } = await ask(page, 'practice.get', {});
      expect(received).toHaveLength(20);
      expect(received.filter(({ uploads }) => uploads !== 1)).toEqual([]);
      console.info(
        `outage in the window: 20 documents, received by themselves after ${seconds} s, accepted 20, sent twice 0`,
      );
    },
    { timeout: 150_000 },
  );

  itInPractice('with the SII away, says so with a countdown and goes on by the button', async (world) => {
    const { page } = world;
    const documents = await untilHeld(world);
    await world.queue.open();
    await page.getByTestId('sending-waiting').waitFor();
    const untried = await world.issue(factura());
    documents.push(untried);
    await page.getByText(texts.documents.issued.pending.sentLater(holdups.sii)).waitFor();
    await world.queue.tab('fresh');
    expect(await world.queue.row(untried).getByTestId('next-held').textContent()).toBe(holdups.sii);
    await world.settle();
    await world.launched.screenshot('cola-sii-no-responde');
    await page.getByTestId('sending-probe').click();
    await page.getByText(t.probeFailed).waitFor();
    await world.practice.setFault('none');
    await world.queue.open();
    await page.getByTestId('sending-probe').click();
    await page.getByText(t.probeGoodText).waitFor();
    for (const each of documents) await world.waitFor(each, 'received', isReceived);
    await expect.poll(() => page.getByTestId('sending-waiting').count()).toBe(0);
  });
});
