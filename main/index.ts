import { join } from 'node:path';
import { app, BrowserWindow, dialog, powerMonitor } from 'electron';
import { AppError } from '../shared/domain/errors.ts';
import { texts } from '../shared/texts/es-CL.ts';
import { openApp, type Resguardo } from './app.ts';
import { desktop } from './shell/desktop.ts';
import { harden } from './shell/hardening.ts';
import { announce, serveIpc } from './shell/ipc-host.ts';
import { systemKeyring } from './shell/keyring.ts';
import { openLog } from './shell/log.ts';
import { declareScheme, serveRenderer } from './shell/protocol.ts';
import { openWindow } from './shell/window.ts';

/** A profile that was put elsewhere keeps its vault beside it; the usual one has it where people look for documents. */
const defaultVault = (profileDir: string): string =>
  app.commandLine.hasSwitch('user-data-dir')
    ? join(profileDir, 'Respaldos')
    : join(app.getPath('documents'), 'Resguardo');

const showWindow = (profileDir: string): void => {
  const [window] = BrowserWindow.getAllWindows();
  if (!window) {
    openWindow(profileDir);
    return;
  }
  if (window.isMinimized()) window.restore();
  window.focus();
};

/** The send in flight is let finish (the scheduler gives it ten seconds), then the program ends. */
const quitSafely = (resguardo: Resguardo): void => {
  let stopped = false;
  app.on('before-quit', (event) => {
    if (stopped) return;
    event.preventDefault();
    void resguardo.stop().finally(() => {
      stopped = true;
      app.quit();
    });
  });
};

const start = async (): Promise<void> => {
  const profileDir = app.getPath('userData');
  const log = openLog(profileDir);
  process.on('uncaughtException', (error) =>
    log.error('uncaught exception', { error: error.stack ?? error.message }),
  );
  process.on('unhandledRejection', (reason) => log.error('unhandled rejection', { reason: String(reason) }));
  await app.whenReady();
  harden();
  serveRenderer(join(import.meta.dirname, '../renderer'));
  try {
    const resguardo = await openApp({
      profileDir,
      defaultVault: defaultVault(profileDir),
      version: app.getVersion(),
      keyring: systemKeyring,
      desktop,
      log,
    });
    resguardo.onChange(announce);
    serveIpc(resguardo.dispatch);
    powerMonitor.on('resume', () => resguardo.resume());
    quitSafely(resguardo);
  } catch (error) {
    log.error('start failed', {
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
    const { code, params } = error instanceof AppError ? error.value : { code: 'internal' as const };
    const { what, youCan } = texts.errors[code](params);
    dialog.showErrorBox(texts.native.startFailed, `${what}\n\n${youCan}`);
    app.exit(1);
    return;
  }
  app.on('second-instance', () => showWindow(profileDir));
  app.on('activate', () => showWindow(profileDir));
  app.on('window-all-closed', () => app.quit());
  openWindow(profileDir);
};

// As root, as tests run, Chromium starts only with its sandbox off, and asking for it here would start no child process.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
declareScheme();
if (app.requestSingleInstanceLock()) void start();
else app.quit();
