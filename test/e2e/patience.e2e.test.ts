import { describe, expect } from 'vitest';
import { texts } from '../../shared/texts/es-CL.ts';
import { breakChannel, mendChannel } from './support/channels.ts';
import { itInPractice } from './support/world.ts';

/** ms until grey lines stand for what is not there yet. */
const PATIENCE = 200;

describe('a view whose answer is not there yet', () => {
  itInPractice(
    'shows nothing for a blink, grey lines after it, and the answer in their place',
    async (world) => {
      const { page } = world;
      await breakChannel(world, 'company.get', null);
      // Time passes only when the test lets it.
      await page.clock.install();
      await page.clock.pauseAt(Date.now() + 1_000);
      await page.evaluate("location.hash = '#/ajustes'");
      await page.getByTestId('settings-company').waitFor();
      const lines = page.getByText(texts.common.loading);
      await page.clock.runFor(PATIENCE - 20);
      expect(await lines.count()).toBe(0);
      await page.clock.runFor(40);
      await lines.first().waitFor({ state: 'attached' });
      await page.clock.resume();
      await mendChannel(world, 'company.get');
      await page.reload();
      await page.getByTestId('company-save').waitFor();
      await expect.poll(() => lines.count()).toBe(0);
    },
  );
});
