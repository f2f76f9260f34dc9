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
