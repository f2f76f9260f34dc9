import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { unwrapByPassphrase } from '../../main/security/passphrase.ts';
import { texts } from '../../shared/texts/es-CL.ts';
import { ask } from '../support/page/api.ts';
import { errorBeside } from '../support/page/controls.ts';
import { restoreScreen } from '../support/page/restore-screen.ts';
import { sessionScreen } from '../support/page/session-screen.ts';
import { answerFolderChooser } from '../support/page/system.ts';
import { until } from '../support/page/until.ts';
import { PASSWORD, setUpCompany } from './support/first-start.ts';
import { itInApp, type World } from './support/world.ts';

const ANA = { name: 'Ana Pérez', pin: '407193' } as const;
const BETO = { name: 'Beto Soto', role: 'usuario', pin: '9305' } as const;
const RECOVERY = 'siete ñandúes cruzan la pampa';
const FRESH = '860271';
const t = texts.operators;

/** Chooses a passphrase, typed twice, in the form that is open. */
const newPassphrase = async ({ page }: World, passphrase: string): Promise<void> => {
  await page.getByTestId('new-passphrase').fill(passphrase);
  await page.getByTestId('new-passphrase-again').fill(passphrase);
  await page.getByTestId('passphrase-submit').click();
};

const operatorMenu = async ({ page }: World, id: number, item: string): Promise<void> => {
  await page.getByTestId(`operator-actions-${id}`).click();
  await page.getByTestId(item).click();
};

/** A key file of the profile: what of it a passphrase opens. */
const entryOf = (world: World, name: string) =>
  JSON.parse(readFileSync(join(world.profileDir, name), 'utf8')).current;

describe('a company of one’s own', () => {
  itInApp(
    'whose only encargado forgot the PIN / is entered by its passphrase; others come, go and come back; closed keys say where to go',
    async (world) => {
      const { page, launched } = world;
      const who = sessionScreen(page);
      await setUpCompany(world);

      // The passphrase that another computer would ask for.
      await restoreScreen(page).care();
      const recovery = page.getByTestId('recovery-state');
      await recovery.getByText(texts.safekeeping.recovery.state.passphrase).waitFor();
      await page.getByTestId('recovery-set').click();
      await newPassphrase(world, RECOVERY);
      await page.getByText(texts.safekeeping.recovery.done).waitFor();
      const kept = entryOf(world, 'claves-recuperacion.json');
      await unwrapByPassphrase(kept.id, kept.wrap, RECOVERY);

      await who.fillNew(BETO, ANA);
      await who.submitNew();
      await page.getByTestId('operator-chip').waitFor();
      // Each name is of one person for ever.
      await who.fillNew({ ...BETO, pin: '7418' }, null);
      await page.getByTestId('operator-submit').click();
      const problem = page.getByTestId('operator-problem');
      await problem.waitFor();
      const { what, youCan } = texts.errors.operator_name_taken();
      expect(await problem.textContent()).toBe(`${what} ${youCan}`);
      await world.settle();
      await launched.screenshot('operators-name-taken');
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
      expect((await ask(page, 'operators.list', {})).items).toHaveLength(2);

      // An usuario is sent to the encargado; the only encargado proves it by a passphrase of the business.
      await page.getByTestId('operator-chip').click();
      await page.getByTestId('session-switch').click();
      await who.tile(ANA.name).waitFor();
      expect(await page.getByTestId('sign-in-secret').count()).toBe(0);
      await who.choose(BETO.name);
      await page.getByTestId('sign-in-forgot').click();
      expect(await page.getByTestId('forgot-text').textContent()).toBe(t.signIn.forgotText);
      await page.getByRole('button', { name: t.signIn.back }).click();
      await who.choose(ANA.name);
      await page.getByTestId('sign-in-forgot').click();
      const phrase = page.getByTestId('recover-passphrase');
      await page.getByTestId('recover-submit').click();
      await expect.poll(() => errorBeside(phrase)).toBe(t.signIn.phraseMissing);
      await phrase.fill('no es esta');
      await page.getByTestId('recover-secret').fill(FRESH);
      await page.getByTestId('recover-secret-again').fill(FRESH);
      await page.getByTestId('recover-submit').click();
      await page.getByText(texts.errors.wrong_passphrase().what).waitFor();
      await world.settle();
      await launched.screenshot('operators-recover');
      await phrase.fill(RECOVERY);
      await page.getByTestId('recover-submit').click();
      await page.getByTestId('operator-chip').getByText(ANA.name).waitFor();
      const { items } = await ask(page, 'trail.list', {});
      expect(items.map(({ action }) => action)).toContain('operator.secret_recovered');
      await who.lock();
      await who.typePin(FRESH);
      await page.getByTestId('operator-chip').waitFor();

      // Alone, and with the other one again: then each enters with a PIN as before.
      await world.go('ajustes');
      await page.getByTestId('settings-operators').click();
      await operatorMenu(world, 2, 'operator-deactivate');
      await page.getByTestId('operator-submit').click();
      await page.getByTestId('operator-chip').waitFor({ state: 'hidden' });
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
      await operatorMenu(world, 2, 'operator-reactivate');
      await page.getByTestId('own-secret').fill(ANA.pin);
      await page.getByTestId('own-secret-again').fill(ANA.pin);
      await page.getByTestId('operator-submit').click();
      await page.getByTestId('operator-chip').waitFor();
      await page.getByTestId('operator-2').getByText(t.card.active, { exact: true }).waitFor();
      await who.lock();
      await who.signIn(BETO.name, BETO.pin);

      // The next start: the keys are closed, and whoever forgot what opens them is led to where they are.
      const again = await world.restart('quit');
      await sessionScreen(again.page).signIn(ANA.name, ANA.pin);
      await again.page.getByTestId('locked-banner').waitFor();
      await again.page.getByTestId('unlock-forgotten').click();
      const state = again.page.getByTestId('keys-state');
      await state.getByText(texts.keys.closed.passphrase).waitFor();
      await expect.poll(() => again.page.url()).toMatch(/#\/ajustes\/llaves$/);
      await again.page.getByTestId('keys-renew').waitFor();
      await again.settle();
      await again.launched.screenshot('keys-forgotten');
      await again.page.getByTestId('unlock-passphrase').fill(PASSWORD);
      await again.page.getByTestId('unlock-submit').click();
      await again.page.getByTestId('locked-banner').waitFor({ state: 'hidden' });
      await state.getByText(texts.keys.state.passphrase).waitFor();
      expect((await ask(again.page, 'keys.status', {})).unlocked).toBe(true);
    },
    { timeout: 240_000 },
  );

  itInApp(
    'restored where its keys did not come along / has new ones protected by a passphrase',
    async (world) => {
      await setUpCompany(world);
      const { folder: vault } = await ask(world.page, 'vault.status', {});
      // Outside of the profile, which is lost.
      const kept = join(world.folder, 'Respaldo');
      await answerFolderChooser(world.launched.app, kept);
      await world.go('ajustes');
      await world.page.getByTestId('vault-choose').click();
      await until('the vault is outside', async () => {
        const { folder, waiting } = await ask(world.page, 'vault.status', {});
        return folder === kept && waiting === 0 && existsSync(join(kept, 'negocio', 'claves.json'));
      });
      expect(kept).not.toBe(vault);

      const next = await world.restart('quit', {
        meanwhile: () => {
          rmSync(world.profileDir, { recursive: true });
          // As of a business whose keys were in the keyring of the computer that is lost.
          const own = join(kept, 'negocio', 'claves.json');
          const file = JSON.parse(readFileSync(own, 'utf8'));
          file.current.wrap = { mode: 'keyring', key: Buffer.from('de otro').toString('base64') };
          writeFileSync(own, JSON.stringify(file));
        },
      });
      const { page, launched } = next;
      const wizard = restoreScreen(page);
      await wizard.openFirst();
      await answerFolderChooser(launched.app, kept);
      await wizard.field('restore-pick').click();
      await wizard.field('restore-pick-path').waitFor();
      await wizard.look();
      await wizard.run();
      await wizard.apply();
      await page.getByText(texts.restore.protect.title).waitFor();
      expect((await ask(page, 'keys.status', {})).unlocked).toBe(false);
      // There are no keys that a passphrase would open; whoever leaves the page finds them in Ajustes.
      const banner = page.getByTestId('locked-banner');
      await banner.getByText(texts.keys.banner.none.title).waitFor();
      expect(await page.getByTestId('unlock-passphrase').count()).toBe(0);
      await next.settle();
      await launched.screenshot('restored-protect');
      await page.getByTestId('restored-finish').click();
      await page.getByTestId('home-folios').waitFor();
      await page.getByTestId('locked-to-keys').click();
      const state = page.getByTestId('keys-state');
      await state.getByText(texts.keys.state.none).waitFor();
      await page.getByTestId('new-passphrase').waitFor();
      await next.settle();
      await launched.screenshot('keys-none');
      await newPassphrase(next, PASSWORD);
      await page.getByText(texts.restore.protect.done).waitFor();
      expect(await ask(page, 'keys.status', {})).toMatchObject({ mode: 'passphrase', unlocked: true });
      const own = entryOf(next, 'claves.json');
      await unwrapByPassphrase(own.id, own.wrap, PASSWORD);
      await state.getByText(texts.keys.state.passphrase).waitFor();
      await page.getByText(texts.restore.protect.title).waitFor({ state: 'hidden' });
      await banner.waitFor({ state: 'hidden' });
    },
    { timeout: 120_000 },
  );
});
