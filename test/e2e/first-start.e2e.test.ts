import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { TRIAL_STEPS } from '../../shared/domain/trial.ts';
import { texts } from '../../shared/texts/es-CL.ts';
import { inspector, printTable } from '../a11y/support/inspector.ts';
import { cafFile, throwaway } from '../support/certificates.ts';
import { ask } from '../support/page/api.ts';
import { errorBeside } from '../support/page/controls.ts';
import { answerFolderChooser } from '../support/page/system.ts';
import { until } from '../support/page/until.ts';
import { breakChannel, mendChannel } from './support/channels.ts';
import { factura, isReceived } from './support/documents.ts';
import { dropFiles } from './support/drop.ts';
import {
  COMPANY,
  fillCertificate,
  fillCompany,
  next,
  PASSWORD,
  passCertificate,
  passTrial,
} from './support/first-start.ts';
import { itInApp, itInPractice, type World } from './support/world.ts';

const t = texts.onboarding.form;

const nothingWasKept = async ({ page }: World): Promise<void> => {
  const status = await ask(page, 'app.status', {});
  expect([status.stage, status.companyRut]).toEqual(['empty', null]);
};

describe('the first start', () => {
  itInPractice(
    'with Práctica, makes company, certificate and folios, and says Práctica loudly',
    async (world) => {
      const { page } = world;
      const company = await ask(page, 'company.get', {});
      expect(company).toMatchObject({
        environment: 'practice',
        certificate: { holderName: expect.any(String) },
      });
      const { items } = await ask(page, 'cafs.list', {});
      expect(items.map(({ type }) => type)).toEqual([33, 39, 52, 56, 61]);
      const chip = page.getByTestId('environment-chip');
      for (const section of ['inicio', 'documentos', 'respaldos', 'cola', 'folios', 'ajustes'] as const) {
        await world.go(section);
        expect(await chip.textContent()).toBe('PRÁCTICA');
      }
    },
  );

  itInApp(
    'with Certificación or Producción, asks for company, certificate, folios and passphrase, and says which RUT is none',
    async (world) => {
      const { page } = world;
      for (const environment of ['certification', 'production'] as const) {
        await page.getByTestId(`start-${environment}`).click();
        await page.getByRole('heading', { name: t.title(texts.environments[environment]) }).waitFor();
        await world.launched.screenshot(`first-start-${environment}`);
        if (environment === 'certification') await page.getByTestId('setup-back').click();
      }
      // A day that the calendar does not have is none.
      await fillCompany(world, { rut: '76192083-8', fchResol: '31-02-2014' });
      await page.getByTestId('company-fchResol').press('Tab');
      await next(world);
      expect(await errorBeside(page.getByTestId('company-fchResol'))).toBe(t.required);
      await page.getByTestId('company-fchResol').fill(COMPANY.fchResol);
      await page.getByTestId('company-fchResol').press('Tab');
      await expect.poll(() => errorBeside(page.getByTestId('company-fchResol'))).toBeNull();
      expect(await errorBeside(page.getByTestId('company-rut'))).toBe(t.rutBad);
      expect(await page.getByTestId('setup-pfx').count()).toBe(0);
      await nothingWasKept(world);
    },
  );

  itInApp(
    'with a wrong password, says so at once; with the right one, shows whose certificate it is',
    async (world) => {
      const { page } = world;
      await page.getByTestId('start-production').click();
      await fillCompany(world);
      await next(world);
      await fillCertificate(world, 'otra clave');
      await next(world);
      const field = page.getByTestId('setup-pfx-password');
      await expect.poll(() => errorBeside(field)).toBe(texts.errors.pfx_wrong_password().what);
      await field.fill(PASSWORD);
      await next(world);
      const shown = page.getByTestId('setup-certificate');
      await shown.waitFor();
      expect(await shown.textContent()).toContain(t.certificateOf(throwaway().certificate.name));
      await world.settle();
      await world.launched.screenshot('first-start-certificate');
      await nothingWasKept(world);
    },
  );

  itInApp('with folios that the SII did not sign, says so beside them and keeps nothing', async (world) => {
    const { page } = world;
    await page.getByTestId('start-certification').click();
    await passCertificate(world);
    const caf = join(world.folder, 'caf-33.xml');
    writeFileSync(caf, cafFile(33));
    await dropFiles(page.getByTestId('setup-cafs'), [caf]);
    await next(world);
    await page.getByText(texts.errors.caf_bad_signature().what).first().waitFor();
    await world.launched.screenshot('first-start-bad-caf');
    await nothingWasKept(world);
  });

  itInApp('left half-way and closed, goes on with what was typed, without any secret', async (world) => {
    await world.page.getByTestId('start-production').click();
    await passCertificate(world);
    const again = await world.restart('kill');
    await again.page.getByTestId('company-name').waitFor();
    expect(await again.page.getByTestId('company-name').inputValue()).toBe(COMPANY.name);
    expect(await again.page.getByTestId('company-nroResol').inputValue()).toBe(COMPANY.nroResol);
    await next(again);
    expect(await again.page.getByTestId('setup-pfx-password').inputValue()).toBe('');
    await again.page.getByTestId('setup-back').click();
    await again.page.getByTestId('start-practice').waitFor();
  });

  itInApp(
    'of a real company, picks the folder of the copies, tries the whole way inside this computer, and opens without folios',
    async (world) => {
      const { page, launched, folder } = world;
      await page.getByTestId('start-certification').click();
      await passCertificate(world);
      await next(world);
      await page.getByTestId('setup-folder').waitFor();
      const { look, found } = inspector(world);
      const before = await page.getByTestId('setup-folder').textContent();
      const chosen = join(folder, 'Respaldos del negocio');
      mkdirSync(chosen);
      await answerFolderChooser(launched.app, chosen);
      await page.getByTestId('setup-folder-choose').click();
      await expect.poll(() => page.getByTestId('setup-folder').textContent()).toBe(chosen);
      expect(before).not.toBe(chosen);
      await page.getByTestId('vault-warning-same_disk').waitFor();
      await world.settle();
      await launched.screenshot('first-start-folder');
      await look('Primer inicio: carpeta');
      await next(world);
      // Where no keyring is, as here, a passphrase protects the keys.
      await page.getByTestId('setup-passphrase').fill(PASSWORD);
      await page.getByTestId('setup-passphrase-again').fill(PASSWORD);
      await next(world);
      await page.getByTestId('trial-done').waitFor({ timeout: 20_000 });
      for (const step of TRIAL_STEPS) expect(await page.getByTestId(`trial-${step}`).count()).toBe(1);
      await world.settle();
      await launched.screenshot('first-start-trial');
      await look('Primer inicio: prueba');
      printTable(found);
      expect(found.filter(({ violations }) => violations.length > 0)).toEqual([]);
      await nothingWasKept(world);
      await next(world);
      await page.getByTestId('home-folios').waitFor();
      await launched.screenshot('first-start-done');
      expect(await ask(page, 'app.status', {})).toMatchObject({ stage: 'ready', companyRut: COMPANY.rut });
      expect((await ask(page, 'settings.get', {})).vaultFolder).toBe(chosen);
      expect((await ask(page, 'home.checklist', {})).items).toContainEqual({ step: 'folios', done: false });
      expect((await ask(page, 'documents.list', {})).total).toBe(0);
    },
  );

  itInApp('whose trial fails, says at what, tries again, and may finish all the same', async (world) => {
    const { page } = world;
    await page.getByTestId('start-certification').click();
    await passCertificate(world);
    await next(world);
    await page.getByTestId('setup-folder').waitFor();
    await next(world);
    await page.getByTestId('setup-passphrase').fill(PASSWORD);
    await page.getByTestId('setup-passphrase-again').fill(PASSWORD);
    const trialFault = {
      step: 'received',
      cause: 'bad_schema',
      status: 7,
      details: 'LSX-00204: sobra GiroEmis',
      detail: '{"kind":"status","status":7}',
    };
    await breakChannel(world, 'setup.trial', {
      ok: false,
      error: { code: 'trial_failed', params: trialFault },
    });
    await next(world);
    const failed = page.getByTestId('trial-failed');
    await failed.waitFor();
    expect(await failed.textContent()).toContain(texts.errors.trial_failed().what);
    for (const said of [t.trial.failedAt.received, texts.sendErrors.bad_schema.what, trialFault.details])
      expect(await failed.textContent()).toContain(said);
    const raw = failed.getByText(trialFault.detail);
    expect(await raw.isVisible()).toBe(false);
    await world.launched.screenshot('first-start-trial-why');
    await failed.getByTestId('trial-support').click();
    await raw.waitFor();
    await world.launched.screenshot('first-start-trial-failed');
    await mendChannel(world, 'setup.trial');
    await failed.getByRole('button', { name: t.trial.again }).click();
    await page.getByTestId('trial-done').waitFor({ timeout: 20_000 });
    await next(world);
    await page.getByTestId('checklist').waitFor();
  });

  itInPractice(
    'of one’s own company, comes after Práctica too: all of that is set aside and none of it is lost',
    async (world) => {
      const { page, launched, profileDir } = world;
      const practised = await world.issue(factura());
      await world.waitFor(practised, 'received', isReceived);
      const vaultOfPractice = (await ask(page, 'settings.get', {})).vaultFolder;
      const written = () => readdirSync(vaultOfPractice, { recursive: true }).map(String);
      await until('the practice backup', async () => written().some((name) => name.endsWith('T33F1.xml')));
      await ask(page, 'settings.update', { colorScheme: 'light' });
      await world.go('inicio');
      await page.getByTestId('checklist-own').click();
      await page.getByTestId('move-on').click();
      await world.settle();
      await launched.screenshot('practica-terminar');
      await page.getByTestId('move-on-confirm').click();
      await page.getByTestId('start-certification').waitFor({ timeout: 20_000 });
      expect(await ask(page, 'app.status', {})).toMatchObject({ stage: 'empty', companyRut: null });
      const { vaultFolder, colorScheme } = await ask(page, 'settings.get', {});
      expect(vaultFolder).toBe(`${vaultOfPractice} (empresa)`);
      expect(colorScheme).toBe('light');
      const kept = readdirSync(profileDir).find((name) => name.startsWith('Práctica '));
      expect(readdirSync(join(profileDir, kept ?? ''))).toContain('resguardo.sqlite');
      expect(readdirSync(join(profileDir, kept ?? ''))).toContain('sii-de-practica.sqlite');
      expect(written().some((name) => name.endsWith('T33F1.xml'))).toBe(true);

      // And the first start of the company goes on as on a new computer, also after a restart.
      const again = await world.restart('quit');
      await again.page.getByTestId('start-certification').click();
      await passCertificate(again);
      await next(again);
      await again.page.getByTestId('setup-folder').waitFor();
      expect(await again.page.getByTestId('setup-folder').textContent()).toBe(vaultFolder);
      await next(again);
      await passTrial(again);
      expect((await ask(again.page, 'documents.list', {})).total).toBe(0);
      const { items } = await ask(again.page, 'trail.list', {});
      expect(items.map(({ action }) => action)).toContain('environment.left');

      // The same way leads from Certificación to Producción.
      await again.go('ajustes');
      await again.page.getByTestId('move-on').click();
      await again.page.getByTestId('move-on-confirm').click();
      await again.page.getByTestId('start-production').waitFor({ timeout: 20_000 });
      expect(readdirSync(profileDir).filter((name) => /^(Práctica|Certificación) /.test(name))).toHaveLength(
        2,
      );
    },
  );
});
