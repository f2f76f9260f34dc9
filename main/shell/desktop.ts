import { existsSync } from 'node:fs';
import { BrowserWindow, dialog, shell } from 'electron';
import { texts } from '../../shared/texts/es-CL.ts';
import type { Desktop } from '../ipc/services.ts';

/** The system's folder chooser and file manager. */
export const desktop: Desktop = {
  chooseFolder: async (purpose) => {
    const options = {
      title: texts.native.chooseFolder[purpose],
      properties: ['openDirectory' as const, 'createDirectory' as const],
    };
    const parent = BrowserWindow.getFocusedWindow();
    const answer = parent
      ? await dialog.showOpenDialog(parent, options)
      : await dialog.showOpenDialog(options);
    return answer.canceled ? null : (answer.filePaths[0] ?? null);
  },
  reveal: (path) => {
    if (!existsSync(path)) return false;
    shell.showItemInFolder(path);
    return true;
  },
};
