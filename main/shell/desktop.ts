import { existsSync } from 'node:fs';
import { release } from 'node:os';
import { BrowserWindow, dialog, type OpenDialogOptions, shell } from 'electron';
import { texts } from '../../shared/texts/es-CL.ts';
import type { Desktop, SavePurpose } from '../ipc/services.ts';
import { canAutostart, setAutostart } from './autostart.ts';
import { canNotify } from './notifier.ts';

/** Over the window that is in front. @returns an absolute path, or null when the person thought better of it */
const choose = async (options: OpenDialogOptions): Promise<string | null> => {
  const parent = BrowserWindow.getFocusedWindow();
  const answer = parent ? await dialog.showOpenDialog(parent, options) : await dialog.showOpenDialog(options);
  return answer.canceled ? null : (answer.filePaths[0] ?? null);
};

const SAVE_TITLES: Readonly<Record<SavePurpose, string>> = {
  report: texts.help.diagnosis.reportName,
  attempts: texts.documents.detail.attempt.saveTitle,
};

/** The system's choosers and file manager. */
export const createDesktop = (trayAvailable: boolean): Omit<Desktop, 'printPdf' | 'printOnPaper'> => ({
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
  chooseSaveFile: async (purpose, name) => {
    const options = {
      title: SAVE_TITLES[purpose],
      defaultPath: name,
      filters: [{ name: texts.help.diagnosis.reportFiles, extensions: ['txt'] }],
    };
    const parent = BrowserWindow.getFocusedWindow();
    const answer = parent
      ? await dialog.showSaveDialog(parent, options)
      : await dialog.showSaveDialog(options);
    return answer.canceled || answer.filePath === '' ? null : answer.filePath;
  },
  features: () => ({ trayAvailable, noticesAvailable: canNotify(), startAvailable: canAutostart() }),
  setStartWithSystem: setAutostart,
  runtime: () => ({
    electron: process.versions.electron ?? '',
    chromium: process.versions['chrome'] ?? '',
    node: process.versions.node,
    system: `${process.platform} ${release()} ${process.arch}`,
  }),
});
