import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect } from 'vitest';
import { businessFiles } from '../../main/backup/business.ts';
import { openStore } from '../../main/store/open.ts';
import { texts } from '../../shared/texts/es-CL.ts';
import { inspector, printTable } from '../a11y/support/inspector.ts';
import { ask } from '../support/page/api.ts';
import { errorBeside } from '../support/page/controls.ts';
import { restoreScreen } from '../support/page/restore-screen.ts';
import { factura, isReceived } from './support/documents.ts';
import { COMPANY, fillCompany, next } from './support/first-start.ts';
import { isAllKept } from './support/vault.ts';
import { itInApp, type World } from './support/world.ts';

const RUT = COMPANY.rut;

/** What a real company has left in the usual place, on a computer whose profile is gone. */
const leaveCopies = ({ folder, profileDir }: World): void => {
  const file = join(folder, 'antes.sqlite');
  const store = openStore(file, { clock: { now: () => Date.UTC(2026, 6, 5) } });
  const { acteco, ...company } = COMPANY;
  store.companies.insert({
    ...company,
    environment: 'production',
    actecos: [Number(acteco)],
    city: null,
    fchResol: '2014-08-22',
    nroResol: 80,
    createdAt: 0,
  });
  for (const { path, bytes } of businessFiles(store)) {
    const place = join(profileDir, 'Respaldos', path);
    mkdirSync(dirname(place), { recursive: true });
    writeFileSync(place, bytes);
  }
  store.close();
  rmSync(file);
};

describe('an empty profile on a computer that has the copies of a real company', () => {
  itInApp('offers to bring it back, refuses to begin it anew, and brings it back', async (world) => {
    const again = await world.restart('quit', { meanwhile: () => leaveCopies(world) });
    const { page } = again;
    const { look, found } = inspector(again);
    const offer = page.getByTestId('found-copies');
    await offer.waitFor();
    expect(await offer.textContent()).toContain(COMPANY.name);
    await again.settle();
    await again.launched.screenshot('reinstalled-welcome');
    await look('Bienvenida: copias encontradas');

    await page.getByTestId('start-production').click();
    await fillCompany(again);
    await next(again);
    const { what } = texts.errors.company_has_copies(undefined);
    await expect.poll(() => errorBeside(page.getByTestId('company-rut'))).toBe(what);
    await again.launched.screenshot('reinstalled-refused');
    expect((await ask(page, 'app.status', {})).stage).toBe('empty');
    await page.getByTestId('setup-back').click();

    await page.getByTestId('found-restore').click();
    const wizard = restoreScreen(page);
    await wizard.field('source-vault').waitFor();
    expect(await wizard.field('source-vault').isChecked()).toBe(true);
    await again.launched.screenshot('reinstalled-choose');
    await wizard.look();
    await wizard.run();
    await wizard.apply();
    expect(await ask(page, 'company.get', {})).toMatchObject({ rut: RUT, environment: 'production' });
    expect((await ask(page, 'settings.get', {})).vaultFolder).toBe(join(world.profileDir, 'Respaldos'));
    printTable(found);
    expect(found.flatMap(({ violations }) => violations)).toEqual([]);
  });

  itInApp('begun in Práctica all the same, practises beside them and leaves them alone', async (world) => {
    const again = await world.restart('quit', { meanwhile: () => leaveCopies(world) });
    const usual = join(world.profileDir, 'Respaldos');
    const before = readdirSync(usual, { recursive: true });
    await again.startPractice();
    expect((await ask(again.page, 'settings.get', {})).vaultFolder).toBe(`${usual} (empresa)`);
    const document = await again.issue(factura());
    await again.waitFor(document, 'received', isReceived);
    await isAllKept(again);
    expect(readdirSync(usual, { recursive: true })).toEqual(before);
    const next = await again.restart('quit');
    expect((await ask(next.page, 'settings.get', {})).vaultFolder).toBe(`${usual} (empresa)`);
  });
});
