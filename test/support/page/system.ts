import type { ElectronApplication } from 'playwright';

/** The system's folder chooser belongs to the system: from now on it answers this, or that it was cancelled. */
export const answerFolderChooser = (app: ElectronApplication, folder: string | null): Promise<void> =>
  app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = (() =>
      Promise.resolve({
        canceled: path === null,
        filePaths: path === null ? [] : [path],
      })) as typeof dialog.showOpenDialog;
  }, folder);

/** The same for where a file is to be saved. */
export const answerSaveChooser = (app: ElectronApplication, file: string): Promise<void> =>
  app.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = (() =>
      Promise.resolve({ canceled: false, filePath: path })) as typeof dialog.showSaveDialog;
  }, file);
