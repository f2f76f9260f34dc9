import { existsSync } from 'node:fs';
import { BrowserWindow, dialog, type OpenDialogOptions, shell } from 'electron';
import { texts } from '../../shared/texts/es-CL.ts';
import type { Desktop } from '../ipc/services.ts';

/** Over the window that is in front. @returns an absolute path, or null when the person thought better of it */
const choose = async (options: OpenDialogOptions): Promise<string | null> => {
  const parent = BrowserWindow.getFocusedWindow();
  const answer = parent ? await dialog.showOpenDialog(parent, options) : await dialog.showOpenDialog(options);
  return answer.canceled ? null : (answer.filePaths[0] ?? null);
};

/** The system's choosers and file manager. */
export const desktop: Omit<Desktop, 'printPdf'> = {
  chooseFolder: (purpose) =>
    choose({ title: texts.native.chooseFolder[purpose], properties: ['openDirectory', 'createDirectory'] }),
  chooseFile: (purpose) =>
    choose({
      title: texts.native.chooseFile[purpose],
      properties: ['openFile'],
      filters: [{ name: texts.native.archiveFiles, extensions: ['resguardo'] }],
    }),
  reveal: (path) => {
    if (!existsSync(path)) return false;
    shell.showItemInFolder(path);
    return true;
  },
  openFile: async (path) => (await shell.openPath(path)) === '',
  openMail: (address) => {
    // Whatever asks: nothing but a message is begun from here.
    if (!address.startsWith('mailto:')) return Promise.resolve(false);
    return shell.openExternal(address).then(
      () => true,
      () => false,
    );
  },
};
