import { describe, expect } from 'vitest';
import { texts } from '../../shared/texts/es-CL.ts';
import { inspector, printTable } from '../a11y/support/inspector.ts';
import { ask } from '../support/page/api.ts';
import type { Detail, Issued } from '../support/page/desk.ts';
import type { Hours } from '../support/page/practice-panel.ts';
import {
  factura,
  isAbandoned,
  isDone,
  isReceived,
  isWaiting,
  needsPerson,
  stepsOf,
} from './support/documents.ts';
import { inOnePractice, itInPractice, type World } from './support/world.ts';

const HOUR = 3_600_000;
const WAITS: readonly Hours[] = [1, 2, 4, 8, 16];

/** From the beginning of the last attempt to the next one, in hours. */
const waitHours = ({ attempts, document }: Detail): number | null =>
  document.nextDueAt === null
    ? null
    : Math.round((document.nextDueAt - (attempts.at(-1)?.startedAt ?? 0)) / HOUR);

/** What the practice SII counts of a document. */
const uploadsOf = async ({ page }: World, { type, folio }: Issued): Promise<number> =>
  (await ask(page, 'practice.get', {})).received.find((row) => row.type === type && row.folio === folio)
    ?.uploads ?? 0;

const failWhileDown = async (world: World): Promise<Issued> => {
  await world.practice.setFault('down');
  const document = await world.issue(factura());
  await world.waitFor(document, 'failed', isWaiting);
  return document;
};

inOnePractice('the queue', (itInOne) => {
  itInOne('with the SII down, keeps the document and sends it by the retry button', async (world) => {
    const document = await failWhileDown(world);
    await world.queue.tab('waiting');
    await expect
      .poll(() => world.queue.row(document).textContent())
      .toContain(texts.sendErrors.no_connection.what);
    await world.practice.setFault('none');
    await world.queue.tab('waiting');
    await world.queue.retry(document);
    const detail = await world.waitFor(document, 'received', isReceived);
    expect(stepsOf(detail)).toEqual(['upload not_sent', 'upload confirmed']);
    expect(detail.timeline.map(({ action }) => action)).toContain('job.retried_by_person');
  });

  itInOne('while the SII stays down, waits 1, 2, 4, 8 and 16 hours, then abandons', async (world) => {
    const document = await failWhileDown(world);
    for (const [index, hours] of WAITS.entries()) {
      const before = await world.waitFor(
        document,
        `failed ${index} retries`,
        (seen) => isWaiting(seen) && seen.document.failedRetries === index,
      );
      expect(waitHours(before)).toBe(hours);
      await world.practice.advance(hours);
    }
    const detail = await world.waitFor(document, 'abandoned', isAbandoned);
    expect(detail.document).toMatchObject({ failedRetries: 5, nextDueAt: null, abandonedReason: null });
    expect(detail.attempts).toHaveLength(6);
    expect(detail.attempts.every(({ error }) => error?.class === 'connection')).toBe(true);
    await world.queue.tab('abandoned');
    await expect
      .poll(() => world.queue.row(document).textContent())
      .toContain(texts.queue.nextHint.abandoned);
  });

  itInOne('abandoned by a person, asks for a reason and never sends by itself again', async (world) => {
    const document = await failWhileDown(world);
    await world.queue.tab('waiting');
    await world.queue.startAbandoning(document);
    await world.queue.confirmAbandon();
    await world.page.getByText(texts.queue.abandon.short).waitFor();
    await world.queue.giveReason('Se emitió otra con el RUT correcto');
    await world.queue.confirmAbandon();
    await world.waitFor(document, 'abandoned', isAbandoned);
    await world.practice.setFault('none');
    await world.practice.advance(16);
    const witness = await world.issue(factura());
    await world.waitFor(witness, 'received', isReceived);
    const detail = await world.detail(document);
    expect(detail.document.abandonedReason).toBe('Se emitió otra con el RUT correcto');
    expect(stepsOf(detail)).toEqual(['upload not_sent']);
  });

  itInOne('abandoned, can still be retried by a person, with the same bytes', async (world) => {
    const document = await failWhileDown(world);
    const { sha256 } = await world.detail(document);
    await world.queue.tab('waiting');
    await world.queue.startAbandoning(document);
    await world.queue.giveReason('Me equivoqué de botón');
    await world.queue.confirmAbandon();
    await world.waitFor(document, 'abandoned', isAbandoned);
    await world.practice.setFault('none');
    await world.queue.tab('abandoned');
    await world.queue.retry(document);
    const detail = await world.waitFor(document, 'received', isReceived);
    expect(detail.sha256).toBe(sha256);
    expect(detail.document.abandonedReason).toBeNull();
  });

  itInOne('when the answer was lost, finds out by the button, without an upload', async (world) => {
    await world.practice.setProcessing(0);
    await world.practice.setFault('lost_answer');
    const document = await world.issue(factura());
    await world.waitFor(document, 'uncertain', (seen) => seen.document.uncertain && isWaiting(seen));
    await world.queue.tab('uncertain');
    await world.queue.ask(document);
    // The fault is still on: it touches uploads, and there is none.
    expect(stepsOf(await world.waitFor(document, 'accepted', isDone))).toEqual([
      'upload uncertain',
      'ask confirmed',
    ]);
    expect(await uploadsOf(world, document)).toBe(1);
  });

  itInOne(
    'when the upload never arrived, asks, believes the no after two hours, and sends once',
    async (world) => {
      await world.practice.setFault('reset_after_body');
      const document = await world.issue(factura());
      const { sha256 } = await world.waitFor(
        document,
        'uncertain',
        (seen) => seen.document.uncertain && isWaiting(seen),
      );
      await world.practice.setFault('none');
      await world.practice.advance(1);
      const tooEarly = await world.waitFor(
        document,
        'asked for',
        (seen) => isWaiting(seen) && seen.document.error?.code === 'not_received_yet',
      );
      expect(stepsOf(tooEarly)).toEqual(['upload uncertain', 'ask confirmed']);
      await world.practice.advance(1);
      const detail = await world.waitFor(document, 'received', isReceived);
      expect(stepsOf(detail)).toEqual([
        'upload uncertain',
        'ask confirmed',
        'ask confirmed',
        'upload confirmed',
      ]);
      expect(detail.sha256).toBe(sha256);
    },
  );
});

describe('a queue that is looked at as a whole', () => {
  itInPractice('rejected after it was received, comes back to a person', async (world) => {
    await world.practice.setFault('rejection_after_epr');
    const document = await world.issue(factura());
    await world.waitFor(document, 'received', isReceived);
    await world.practice.setFault('none');
    await world.practice.advance(1);
    const detail = await world.waitFor(document, 'rejected', needsPerson);
    expect(detail.document).toMatchObject({ siiState: 'rejected', error: { code: 'document_rejected' } });
    await world.go('inicio');
    await world.page.getByTestId('home-help').click();
    await world.queue.row(document).waitFor();
  });

  itInPractice('after a validation error, waits for a person however much time passes', async (world) => {
    await world.practice.setFault('schema_rejection');
    const document = await world.issue(factura());
    const stopped = await world.waitFor(document, 'stopped', needsPerson);
    expect(stopped.document.error).toMatchObject({ class: 'validation', code: 'bad_schema' });
    expect(stopped.document.nextDueAt).toBeNull();
    await world.practice.setFault('none');
    await world.practice.advance(16);
    const witness = await world.issue(factura());
    await world.waitFor(witness, 'received', isReceived);
    expect(stepsOf(await world.detail(document))).toEqual(['upload refused']);
    await expect.poll(() => world.page.getByTestId('nav-badge').textContent()).toBe('1');
    await world.queue.tab('person');
    await world.queue.retryUnchanged(document);
    expect(stepsOf(await world.waitFor(document, 'received', isReceived))).toEqual([
      'upload refused',
      'upload confirmed',
    ]);
  });

  itInPractice('when the answer was lost, asks first and never sends twice', async (world) => {
    await world.practice.setFault('lost_answer');
    const document = await world.issue(factura());
    await world.waitFor(document, 'uncertain', (seen) => seen.document.uncertain && isWaiting(seen));
    await world.go('inicio');
    await world.page.getByText(texts.home.cards.onTheWayParts(0, 0, 1), { exact: true }).waitFor();
    await world.practice.setFault('none');
    await world.queue.tab('uncertain');
    expect(await world.queue.row(document).getByTestId('queue-retry').count()).toBe(0);
    await world.practice.advance(1);
    const detail = await world.waitFor(document, 'accepted', isDone);
    expect(stepsOf(detail)).toEqual(['upload uncertain', 'ask confirmed']);
    expect(await uploadsOf(world, document)).toBe(1);
  });

  itInPractice('with several chosen, retries all of them by one button', async (world) => {
    const first = await failWhileDown(world);
    const second = await world.issue(factura());
    await world.waitFor(second, 'failed', isWaiting);
    await world.practice.setFault('none');
    await world.queue.tab('waiting');
    await world.queue.row(second).waitFor();
    await world.page.getByTestId('select-all').check();
    await world.page.getByTestId('bulk-retry').click();
    for (const each of [first, second]) await world.waitFor(each, 'received', isReceived);
  });

  itInPractice(
    'kept waiting by a person, is not sent while the others go, nor after a restart, and goes on once let go',
    async (world) => {
      const { page, queue } = world;
      const t = texts.queue.hold;
      await queue.pauseForAnHour();
      const kept = await world.issue(factura());
      const other = await world.issue(factura());
      const third = await world.issue(factura());

      // By its row, with a way back; by what is chosen; by its detail.
      await queue.tab('fresh');
      await queue.row(kept).getByTestId('queue-more').click();
      await page.getByTestId('queue-hold').click();
      await page.getByTestId('hold-reason').fill('El cliente revisa el monto');
      const { look, found } = inspector(world);
      await world.launched.screenshot('cola-dejar-en-espera');
      await look('Cola: dejar en espera');
      await page.getByTestId('hold-confirm').click();
      await queue.row(kept).getByTestId('queue-held').waitFor();
      await page.getByTestId('undo').click();
      await queue.row(kept).getByTestId('queue-held').waitFor({ state: 'detached' });
      await world.closeNotices();
      await queue.row(kept).getByRole('checkbox').check();
      await queue.row(third).getByRole('checkbox').check();
      await page.getByTestId('bulk-hold').click();
      await page.getByTestId('hold-confirm').click();
      await page.getByText(texts.queue.report.held(2)).waitFor();
      await queue.row(third).getByTestId('queue-release').click();
      await queue.row(third).getByTestId('queue-held').waitFor({ state: 'detached' });
      await queue.openDetail(third);
      await page.getByTestId('detail-hold').click();
      await page.getByTestId('hold-reason').fill('El cliente revisa el monto');
      await page.getByTestId('hold-confirm').click();
      await page.getByTestId('hold-reason').waitFor({ state: 'detached' });
      await page.getByTestId('detail-release').and(page.locator(':focus')).waitFor();
      await world.drawer.close();
      const { hold } = (await world.detail(third)).document;
      expect(hold).toMatchObject({ reason: 'El cliente revisa el monto' });
      expect(await queue.row(third).getByTestId('queue-held').textContent()).toContain(
        t.pill(hold?.by ?? ''),
      );
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await world.settle();
        await world.launched.screenshot(`cola-en-espera-${colorScheme}`);
      }
      await world.documents.openDetail(third);
      await world.drawer.panel.getByText(t.pill(hold?.by ?? '')).waitFor();
      await world.drawer.close();
      await queue.tab('fresh');
      await look('Cola: documentos en espera');
      printTable(found);
      expect(found.flatMap(({ violations }) => violations)).toEqual([]);

      await page.getByTestId('sending-resume').click();
      await world.waitFor(other, 'received', isReceived);
      const { skipped } = await ask(page, 'queue.retry', { ids: [kept.id] });
      expect(skipped).toEqual([{ id: kept.id, why: 'held' }]);
      await world.go('inicio');
      await page.getByText(texts.home.reassurance.kept(2)).waitFor();
      await world.practice.advance(16);
      await world.practice.advance(16);
      await world.go('inicio');
      await page.getByText(texts.home.reassurance.longHeld(2)).waitFor();
      await page.getByText(texts.home.attention.heldYouCan).first().waitFor();
      await world.settle();
      await world.launched.screenshot('inicio-en-espera');

      const again = await world.restart('quit');
      const witness = await again.issue(factura());
      await again.waitFor(witness, 'received', isReceived);
      for (const each of [kept, third]) expect(stepsOf(await again.detail(each))).toEqual([]);
      await again.queue.tab('fresh');
      await again.queue.openDetail(third);
      const said = again.page.getByTestId('what-now');
      await said.getByText(texts.queue.situations.heldWeDo).waitFor();
      await again.settle();
      await again.launched.screenshot('detalle-en-espera');
      await again.page.getByTestId('detail-release').click();
      expect(stepsOf(await again.waitFor(third, 'received', isReceived))).toEqual(['upload confirmed']);
      await again.drawer.close();
      await again.queue.row(kept).getByRole('checkbox').check();
      await again.page.getByTestId('bulk-release').click();
      const done = await again.waitFor(kept, 'received', isReceived);
      expect(done.document.hold).toBeNull();
      const actions = done.timeline.map(({ action }) => action);
      expect(actions).toEqual(expect.arrayContaining(['job.held_by_person', 'job.released_by_person']));
    },
    { timeout: 120_000 },
  );
});
