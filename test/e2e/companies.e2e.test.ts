import { rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect } from 'vitest';
import { companyKey } from '../../shared/domain/company-key.ts';
import { formatRut } from '../../shared/domain/rut.ts';
import { texts } from '../../shared/texts/es-CL.ts';
import { inspector, printTable } from '../a11y/support/inspector.ts';
import { ask } from '../support/page/api.ts';
import { choose } from '../support/page/controls.ts';
import { restoreScreen } from '../support/page/restore-screen.ts';
import { answerFolderChooser } from '../support/page/system.ts';
import { until } from '../support/page/until.ts';
import { factura, isDone, isReceived, isWaiting } from './support/documents.ts';
import { resize, SIZES } from './support/sizes.ts';
import { isAllKept, vaultOutside } from './support/vault.ts';
import { itInPractice, type World } from './support/world.ts';

const accepted = async (world: World, price: string) => {
  const document = await world.issue(factura({}, price));
  await world.waitFor(document, 'received', isReceived);
  await world.practice.advance(1);
  await world.waitFor(document, 'accepted', isDone);
  return document;
};

const ownKey = async ({ page }: World): Promise<string> => companyKey(await ask(page, 'company.get', {}));

/** A version before the refusal let two profiles write into one folder. */
const writeInto = (profileDir: string, vault: string): void => {
  const db = new Database(join(profileDir, 'resguardo.sqlite'));
  db.prepare('INSERT OR REPLACE INTO setting (key, value_json) VALUES (?, ?)').run(
    'vault.folder',
    JSON.stringify(vault),
  );
  db.close();
};

const namesOf = async ({ page }: World, key: string) => {
  const { items } = await ask(page, 'companies.list', {});
  const company = items.find((each) => each.company === key);
  if (!company) throw new Error(`no company ${key}`);
  // Shops are invented at random: two of the same name are told apart by the RUT.
  const isUnique = items.filter(({ name }) => name === company.name).length === 1;
  return {
    name: company.name,
    option: isUnique ? company.name : `${company.name} · ${formatRut(company.rut)}`,
  };
};

describe('a folder that two companies wrote into', () => {
  itInPractice(
    'chosen by the second one / is refused; restored / each one has its documents, one alone is worked for, and the other can be',
    async (first) => {
      const vault = await vaultOutside(first);
      const one = await ownKey(first);
      await accepted(first, '1190');
      await isAllKept(first);

      const anew = { meanwhile: () => rmSync(first.profileDir, { recursive: true }) };
      const second = await first.restart('quit', anew);
      await second.startPractice();
      const other = await ownKey(second);
      await answerFolderChooser(second.launched.app, vault);
      await second.go('ajustes');
      await second.page.getByTestId('vault-choose').click();
      await second.page.getByText('En esa carpeta ya hay copias de').waitFor();
      await second.launched.screenshot('companies-folder-refused');
      expect((await ask(second.page, 'settings.get', {})).vaultFolder).not.toBe(vault);

      const mixing = await second.restart('quit', { meanwhile: () => writeInto(second.profileDir, vault) });
      const sold = await accepted(mixing, '2500');
      await mixing.practice.setFault('down');
      const unsent = await mixing.issue(factura({}, '3500'));
      await mixing.waitFor(unsent, 'failed', isWaiting);
      await isAllKept(mixing);
      await restoreScreen(mixing.page).care();
      await mixing.page.getByTestId('vault-warning-other_company').waitFor();

      const empty = await mixing.restart('quit', anew);
      const { look, found } = inspector(empty);
      const wizard = restoreScreen(empty.page);
      await wizard.openFirst();
      await answerFolderChooser(empty.launched.app, vault);
      await wizard.field('restore-pick').click();
      await wizard.field('restore-pick-path').waitFor();
      await wizard.look();
      // Whoever issued last is the one that is offered; a person says which it is.
      const offered = empty.page.getByTestId('restore-company');
      await offered.waitFor();
      expect(await offered.getByRole('radio').count()).toBe(2);
      await wizard.field(`restore-company-${one}`).click();
      await offered.scrollIntoViewIfNeeded();
      await empty.settle();
      await empty.launched.screenshot('companies-restore');
      await look('Restaurar: elegir empresa');
      await wizard.field(`restore-company-${other}`).click();
      await wizard.run();
      await wizard.apply();
      expect(await ownKey(empty)).toBe(other);

      await empty.backups.open();
      const card = empty.page.getByTestId('backups-summary').locator('..');
      await empty.page.getByTestId('filter-company').waitFor();
      expect(await empty.backups.rows().count()).toBe(1);
      await empty.backups.row(sold).waitFor();
      await empty.page.getByTestId('select-all').check();
      await empty.page.getByTestId('clear-selection').waitFor();
      await choose(empty.page, 'filter-company', (await namesOf(empty, one)).option);
      const notice = empty.page.getByTestId('other-company');
      await notice.waitFor();
      await until('the list of the other one', async () =>
        (await empty.backups.results()).includes('1 de 1'),
      );
      expect(await empty.page.getByTestId('clear-selection').count()).toBe(0);
      await expect.poll(() => card.textContent()).toContain(texts.backups.card.protectedOf('1', '1'));
      await empty.settle();
      for (const size of SIZES) {
        await resize(empty, size);
        for (const colorScheme of ['light', 'dark'] as const) {
          await empty.page.emulateMedia({ colorScheme });
          await empty.settle();
          await empty.launched.screenshot(`companies-backups-${size.width}-${colorScheme}`);
        }
      }
      await resize(empty, SIZES[0]);
      await look('Respaldos: otra empresa');

      // It is the first one's own: to be read and printed, and nothing else.
      await empty.backups.rows().first().getByRole('button').first().click();
      await empty.drawer.waitFor();
      await empty.page.getByTestId('of-other-company').waitFor();
      await empty.page.getByTestId('more-actions').click();
      await empty.page.getByTestId('pdf-letter').waitFor();
      expect(await empty.page.getByTestId('duplicate').count()).toBe(0);
      expect(await empty.page.getByTestId('correct-anular').count()).toBe(0);
      expect(await empty.page.getByTestId('detail-tab-customer').count()).toBe(0);
      await empty.launched.screenshot('companies-detail');
      await empty.page.getByTestId('pdf-letter').click();
      await empty.page.locator('[data-testid="preview-page"][data-drawn]').waitFor();
      await empty.page.keyboard.press('Escape');
      await empty.page.getByTestId('print-preview').waitFor({ state: 'hidden' });
      await empty.drawer.close();
      await empty.page.getByTestId('other-back').click();
      await empty.backups.row(sold).waitFor();

      // Now the first one is worked for: what waits of the other one is said, and stays as it is.
      await choose(empty.page, 'filter-company', (await namesOf(empty, one)).option);
      await empty.page.getByTestId('work-for').click();
      await empty.page.getByTestId('work-for-confirm').waitFor();
      await empty.launched.screenshot('companies-work-for');
      await look('Trabajar para otra empresa');
      await empty.page.getByTestId('work-for-confirm').click();
      await until('the first one is worked for', async () => (await ownKey(empty).catch(() => null)) === one);
      await empty.go('inicio');
      const elsewhere = empty.page.getByTestId('unsent-elsewhere');
      await elsewhere.waitFor();
      expect(await elsewhere.textContent()).toContain(
        texts.companies.unsent(1, (await namesOf(empty, other)).name),
      );
      await empty.settle();
      await empty.launched.screenshot('companies-home');
      await look('Inicio: envíos de otra empresa');
      await elsewhere.getByRole('link').click();
      await empty.page.getByTestId('other-unsent').waitFor();
      await until('both of the other one', async () => (await empty.documents.results()).includes('2 de 2'));
      await empty.launched.screenshot('companies-documents');
      const { items } = await ask(empty.page, 'trail.list', { filter: {}, cursor: null, limit: 50 });
      expect(items.map(({ action }) => action)).toContain('company.chosen');
      printTable(found);
      expect(found.flatMap(({ violations }) => violations)).toEqual([]);
    },
    { timeout: 240_000 },
  );
});
