import { describe, expect } from 'vitest';
import { texts } from '../../shared/texts/es-CL.ts';
import { ask } from '../support/page/api.ts';
import { factura, isAbandoned, isDone, isReceived, isWaiting } from './support/documents.ts';
import { itInPractice, type World } from './support/world.ts';

const { status } = texts.shell;

const says = ({ page }: World, testId: string, words: string): Promise<void> =>
  page.getByTestId(testId).getByText(words).first().waitFor({ timeout: 30_000 });

describe('what the window says of itself', () => {
  itInPractice(
    'from the first document to its verified copy / is true at the foot, at home and in Respaldos',
    async (world) => {
      const { page } = world;
      const { backup } = texts.home;
      // Who has no mouse passes over the menu first of all.
      const skip = page.getByTestId('skip');
      expect(
        await page.evaluate(() =>
          document.querySelector('button, a[href], input')?.getAttribute('data-testid'),
        ),
      ).toBe('skip');
      await skip.focus();
      await expect.poll(async () => (await skip.boundingBox())?.y ?? -1).toBeGreaterThan(0);
      await page.keyboard.press('Enter');
      await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('contenido');
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true);

      await says(world, 'status-backup', status.noBackup);
      await says(world, 'status-queue', status.queueEmpty);
      await says(world, 'home-backup', backup.none);
      expect(await page.getByTestId('clock-ahead').count()).toBe(0);
      await world.backups.open();
      await says(world, 'backups-summary', texts.backups.card.none);

      await world.practice.setFault('down');
      const issued = await world.issue(factura());
      await world.waitFor(issued, 'failed', isWaiting);
      await says(world, 'status-queue', status.queue(1, 0, 0));
      await says(world, 'status-backup', status.noBackup);

      await world.practice.setFault('none');
      await world.practice.advance(1);
      await says(world, 'clock-ahead', texts.shell.clockAhead('1 h'));
      await world.waitFor(issued, 'received', isReceived);
      await world.practice.advance(1);
      await says(world, 'clock-ahead', texts.shell.clockAhead('2 h'));
      await world.waitFor(issued, 'accepted', isDone);
      await says(world, 'status-queue', status.queueEmpty);
      await world.backups.open();
      await says(world, 'backups-summary', texts.backups.card.all);
      await page.getByTestId('verify-all').click();
      await expect.poll(async () => (await ask(page, 'backups.summary', {})).lastVerifiedAt).not.toBeNull();
      await expect
        .poll(() => page.getByTestId('status-backup').textContent())
        .toMatch(new RegExp(`^${status.lastVerified('')}`));
      await world.go('inicio');
      await says(world, 'home-backup', backup.all('1'));
      await world.settle();
      await world.launched.screenshot('inicio-respaldo-verificado');
    },
  );

  itInPractice(
    'a document that waits, abandoned from its own page / is so with the reason, and is said at its foot',
    async (world) => {
      const { page, queue } = world;
      await world.practice.setFault('down');
      const document = await world.issue(factura());
      await world.waitFor(document, 'failed', isWaiting);
      await queue.tab('waiting');
      await queue.openDetail(document);
      // Thought better of: the document is still there.
      await page.getByTestId('detail-abandon').click();
      await queue.giveReason('Por error');
      await page.keyboard.press('Escape');
      await page.getByTestId('abandon-reason').waitFor({ state: 'hidden' });
      await page.getByTestId('detail-abandon').click();
      await queue.giveReason('La venta no se hizo');
      await world.settle(true);
      await world.launched.screenshot('abandonar-desde-el-detalle');
      await queue.confirmAbandon();
      const { document: seen } = await world.waitFor(document, 'abandoned', isAbandoned);
      expect(seen.abandonedReason).toBe('La venta no se hizo');
      await says(world, 'status-queue', status.queueEmpty);
    },
  );
});
