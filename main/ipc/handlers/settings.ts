import { isAbsolute } from 'node:path';
import { appError } from '../../../shared/domain/errors.ts';
import type { Output } from '../../../shared/ipc/contract.ts';
import { inspectFolder } from '../../backup/folder.ts';
import { refuseOthers } from '../../backup/other-companies.ts';
import type { Handlers } from '../dispatch.ts';
import type { Services } from '../services.ts';

export const settingsHandlers = ({
  store,
  preferences,
  protector,
  vault,
  desktop,
  announce,
}: Services): Pick<
  Handlers,
  'settings.get' | 'settings.update' | 'dialogs.chooseFolder' | 'dialogs.chooseFile' | 'shell.reveal'
> => {
  const current = async (): Promise<Output<'settings.get'>> => {
    const vaultFolder = preferences.vaultFolder();
    const { writable, freeBytes } = await inspectFolder(vaultFolder);
    return {
      vaultFolder,
      vaultWritable: writable,
      vaultFreeBytes: freeBytes,
      colorScheme: preferences.colorScheme(),
      density: preferences.density(),
    };
  };

  /** The old folder keeps its files; the new one gets a copy of everything before this answers. */
  const moveVault = async (folder: string): Promise<void> => {
    if (!isAbsolute(folder)) throw appError('folder_not_writable');
    if (!(await inspectFolder(folder)).writable) throw appError('folder_not_writable');
    await refuseOthers(folder, store.companies.keys());
    preferences.setVaultFolder(folder);
    await protector.vaultMoved();
    announce(['backups']);
  };

  return {
    'settings.get': current,
    'settings.update': async ({ vaultFolder, colorScheme, density }, { name }) => {
      if (vaultFolder !== undefined && vaultFolder !== preferences.vaultFolder())
        await moveVault(vaultFolder);
      if (colorScheme !== undefined) preferences.setColorScheme(colorScheme);
      if (density !== undefined) preferences.setDensity(density);
      const part = vaultFolder === undefined ? 'looks' : 'vault';
      store.audit.add({ actor: name, action: 'settings.changed', params: { part } });
      announce(['settings']);
      return current();
    },
    'dialogs.chooseFolder': async ({ purpose }) => ({ folder: await desktop.chooseFolder(purpose) }),
    'dialogs.chooseFile': async ({ purpose }) => ({ file: await desktop.chooseFile(purpose) }),
    'shell.reveal': ({ documentId }) => {
      if (documentId === null) return { shown: desktop.reveal(preferences.vaultFolder()) };
      const file = store.backups.get(documentId)?.file ?? null;
      return { shown: file !== null && desktop.reveal(vault.locate(file)) };
    },
  };
};
