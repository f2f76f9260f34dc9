import { describe, expect } from 'vitest';
import { ask } from '../support/page/api.ts';
import { until } from '../support/page/until.ts';
import { factura, isDone, isReceived, isWaiting, stepsOf } from './support/documents.ts';
import { itInPractice, type World } from './support/world.ts';

describe('an app that is started again', () => {
  itInPractice('after it was closed with a pending queue, has queue, history and backups', async (first) => {
    const kept = await first.issue(factura());
    await first.waitFor(kept, 'received', isReceived);
    await first.practice.setFault('down');
    const waiting = await first.issue(factura());
    const before = await first.waitFor(waiting, 'failed', isWaiting);

    const second = await first.restart('quit');
    await second.page.getByTestId('environment-chip').waitFor();
    const after = await second.detail(waiting);
    expect(after.document).toEqual(before.document);
    expect(after.attempts).toEqual(before.attempts);
    expect(after.timeline).toEqual(before.timeline);
    await second.queue.tab('waiting');
    await second.queue.row(waiting).waitFor();
    await second.backups.open();
    await second.backups.row(kept).waitFor();
    // The practice SII comes up without faults, and the time that the queue was told to wait for comes.
    await second.practice.advance(1);
    for (const each of [kept, waiting])
      await second.waitFor(each, 'sent', ({ document }) => document.queueState === 'success');
  });

  itInPractice('after the SII decided meanwhile, learns it', async (first) => {
    const document = await first.issue(factura());
    await first.waitFor(document, 'received', isReceived);
    const second = await first.restart('quit');
    await second.practice.advance(1);
    const detail = await second.waitFor(document, 'accepted', isDone);
    expect(stepsOf(detail)).toEqual(['upload confirmed', 'poll confirmed']);
  });

  itInPractice(
    'after a power cut with the SII’s answer on its way, asks, and sends nothing twice',
    async (first) => {
      // With a session open the upload is the next thing that goes out.
      const opener = await first.issue(factura());
      await first.waitFor(opener, 'received', isReceived);
      await first.practice.setFault('slow');
      const document = await first.issue(factura());
      const taken = async ({ page }: World) =>
        (await ask(page, 'practice.get', {})).received.find(({ folio }) => folio === document.folio);
      await until('the practice SII has taken it', () => taken(first));
      expect((await first.detail(document)).document.queueState).toBe('retrying');

      const second = await first.restart('kill');
      await second.page.getByTestId('environment-chip').waitFor();
      await second.waitFor(document, 'asked for', ({ attempts }) => attempts.length > 1);
      await second.practice.advance(2);
      const steps = stepsOf(await second.waitFor(document, 'accepted', isDone));
      expect(steps[0]).toBe('upload interrupted');
      expect(new Set(steps.slice(1))).toEqual(new Set(['ask confirmed']));
      expect((await taken(second))?.uploads).toBe(1);
    },
  );

  itInPractice('after a person chose the dark side, stays dark', async (first) => {
    await first.chooseColors('dark');
    await expect.poll(async () => (await ask(first.page, 'settings.get', {})).colorScheme).toBe('dark');
    const second = await first.restart('quit');
    await second.page.locator('html[data-mantine-color-scheme="dark"]').waitFor();
  });
});
