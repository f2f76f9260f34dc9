import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ask } from '../../support/page/api.ts';
import { answerFolderChooser } from '../../support/page/system.ts';
import { until } from '../../support/page/until.ts';
import type { World } from './world.ts';

/** Puts the vault outside of the profile, by the button of Ajustes. @returns its folder */
export const vaultOutside = async (world: World): Promise<string> => {
  const vault = join(world.folder, 'Respaldo');
  mkdirSync(vault);
  await answerFolderChooser(world.launched.app, vault);
  await world.go('ajustes');
  await world.page.getByTestId('vault-choose').click();
  await until('the vault is outside', async () => {
    const { vaultFolder } = await ask(world.page, 'settings.get', {});
    return vaultFolder === vault;
  });
  return vault;
};

/** Until all that was done is in the vault. */
export const isAllKept = (world: World) =>
  until('the vault is up to date', async () => {
    const { waiting, problem } = await ask(world.page, 'vault.status', {});
    return waiting === 0 && problem === null;
  });
