import { describe, expect } from 'vitest';
import { formatInstant } from '../../shared/format/time.ts';
import { texts } from '../../shared/texts/es-CL.ts';
import { ask } from '../support/page/api.ts';
import { factura, isReceived } from './support/documents.ts';
import { itInPractice, type World } from './support/world.ts';

const t = texts.backups;

/** As it looks light and dark. */
const picture = async (world: World, name: string): Promise<void> => {
  await world.settle();
  await world.launched.screenshot(`backups-${name}-light`);
  await world.chooseColors('dark');
  await world.settle();
  await world.launched.screenshot(`backups-${name}-dark`);
  await world.chooseColors('light');
};

describe('Respaldos', () => {
  itInPractice(
    'opened / its head says all that a person asks, and when the copies are checked again',
    async (world) => {
      const { page, backups } = world;
      const document = await world.issue(factura());
      await world.waitFor(document, 'received', isReceived);
      await backups.open();
      await backups.row(document).waitFor();
      const terms = () => page.locator('main dl').first().locator('dt').allTextContents();
      await expect
        .poll(terms)
        .toEqual([
          t.card.protected,
          t.card.last,
          t.card.lastVerified,
          t.card.next,
          t.card.size,
          t.card.free,
          t.card.folder,
        ]);
      expect(await page.getByText(t.card.protectedOf('1', '1'), { exact: true }).count()).toBe(1);
      const next = page.getByTestId('next-verification');
      expect([t.card.nextWhen.tonight, t.card.nextWhen.tomorrow]).toContain(await next.textContent());
      const { nextVerificationAt } = await ask(page, 'backups.summary', {});
      await next.hover();
      await page.getByText(t.card.nextHint(formatInstant(nextVerificationAt ?? 0))).waitFor();
      await picture(world, 'head');
    },
  );
});
