import { describe, expect } from 'vitest';
import { formatDate, localDate } from '../../shared/format/time.ts';
import { texts } from '../../shared/texts/es-CL.ts';
import { itInPractice, type World } from './support/world.ts';

const t = texts.zone;

/** The clock of the computer, from the next load of the page on. */
const clockOf = async ({ page }: World) => {
  const session = await page.context().newCDPSession(page);
  return async (timezoneId: string): Promise<void> => {
    await session.send('Emulation.setTimezoneOverride', { timezoneId });
    await page.reload();
    await page.getByTestId('status-bar').waitFor();
  };
};

describe('a computer in another zone than continental Chile', () => {
  itInPractice('says whose clock counts, in Ajustes and beside the date of a document', async (world) => {
    const { page } = world;
    const setZone = await clockOf(world);
    const note = page.getByTestId('zone-note');
    await setZone('America/Santiago');
    await world.go('ajustes');
    await page.getByTestId('presence-noticeTrouble').waitFor({ state: 'attached' });
    expect(await note.count()).toBe(0);
    await world.form.open();
    const today = t.issuedOn(formatDate(localDate(Date.now())));
    expect(await page.getByText(today).count()).toBe(0);
    await world.go('inicio');

    await setZone('Pacific/Easter');
    await world.go('ajustes');
    await page.getByTestId('settings-presence').click();
    await note.getByText(t.clock('Pacific/Easter')).waitFor();
    expect(await note.textContent()).toContain(t.rule);
    await world.settle();
    await world.launched.screenshot('zona-ajustes');
    await world.form.open();
    await page.getByText(today).waitFor();
    for (const scheme of ['light', 'dark'] as const) {
      await world.chooseColors(scheme);
      await world.settle();
      await world.launched.screenshot(`zona-formulario-${scheme}`);
    }
  });
});
