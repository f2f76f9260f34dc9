import { mkdir, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { app } from 'electron';
import { appError } from '../../shared/domain/errors.ts';
import { desktopEntry } from './desktop-entry.ts';

/** Started with the system: no window, where there is a tray to open it from. */
export const HIDDEN_SWITCH = 'en-segundo-plano';

const folder = (): string => join(process.env['XDG_CONFIG_HOME'] || join(homedir(), '.config'), 'autostart');

/** On Windows and macOS the system starts what is installed; a program under development would start a bare Electron. */
export const canAutostart = (): boolean => process.platform === 'linux' || app.isPackaged;

/** @throws AppError folder_not_writable */
export const setAutostart = async (on: boolean): Promise<void> => {
  if (process.platform !== 'linux') {
    app.setLoginItemSettings({ openAtLogin: on, args: [`--${HIDDEN_SWITCH}`] });
    return;
  }
  const file = join(folder(), 'resguardo.desktop');
  try {
    if (!on) {
      await rm(file, { force: true });
      return;
    }
    // An AppImage runs from a place that is another one at each start: what is started is the file itself.
    const program = process.env['APPIMAGE'] ?? process.execPath;
    const own = app.isPackaged ? [] : [app.getAppPath()];
    await mkdir(folder(), { recursive: true });
    await writeFile(file, desktopEntry([program, ...own, `--${HIDDEN_SWITCH}`]), { mode: 0o644 });
  } catch (cause) {
    throw Object.assign(appError('folder_not_writable'), { cause });
  }
};
