import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { throwaway } from '../../support/certificates.ts';
import type { World } from './world.ts';

/** Of the certificate, and of the keys where no keyring protects them. */
export const PASSWORD = 'clave ñandú';

export const COMPANY = {
  rut: '76192083-9',
  name: 'Diseño & Cía. Ltda.',
  giro: 'Diseño',
  acteco: '726000',
  address: 'Av. Ñuñoa 1',
  comuna: 'Ñuñoa',
  fchResol: '22-08-2014',
  nroResol: '80',
} as const;

export const fillCompany = async (
  { page }: World,
  changes: Partial<Record<keyof typeof COMPANY, string>> = {},
): Promise<void> => {
  for (const [name, value] of Object.entries({ ...COMPANY, ...changes })) {
    await page.getByTestId(`company-${name}`).fill(value);
  }
};

/** From one step of the first start to the next. */
export const next = ({ page }: World): Promise<void> => page.getByTestId('setup-next').click();

export const fillCertificate = async ({ page, folder }: World, password: string): Promise<void> => {
  const pfx = join(folder, 'firma.pfx');
  writeFileSync(pfx, throwaway().pfx(PASSWORD));
  await page.getByTestId('setup-pfx-input').setInputFiles(pfx);
  await page.getByTestId('setup-pfx-password').fill(password);
};

/** To the folios, past a certificate that is shown before one goes on. */
export const passCertificate = async (world: World): Promise<void> => {
  const { page } = world;
  await fillCompany(world);
  await next(world);
  await fillCertificate(world, PASSWORD);
  await next(world);
  await page.getByTestId('setup-certificate').waitFor();
  await next(world);
  await page.getByTestId('setup-cafs').waitFor();
};

/** The passphrase of the keys, and the trial that ends the first start. */
export const passTrial = async (world: World): Promise<void> => {
  const { page } = world;
  await page.getByTestId('setup-passphrase').fill(PASSWORD);
  await page.getByTestId('setup-passphrase-again').fill(PASSWORD);
  await next(world);
  await page.getByTestId('trial-done').waitFor({ timeout: 20_000 });
  await next(world);
  await page.getByTestId('home-folios').waitFor();
};

/** A company in Certificación, without folios, from an empty profile. */
export const setUpCompany = async (world: World): Promise<void> => {
  await world.page.getByTestId('start-certification').click();
  await passCertificate(world);
  await next(world);
  await world.page.getByTestId('setup-folder').waitFor();
  await next(world);
  await passTrial(world);
};
