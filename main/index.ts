import { join } from 'node:path';
import { app, BrowserWindow, dialog, net, powerMonitor, session, shell } from 'electron';
import { AppError } from '../shared/domain/errors.ts';
import { texts } from '../shared/texts/es-CL.ts';
import { type AppOptions, openApp, type Resguardo } from './app.ts';
import { recoverDatabase } from './backup/restore/recover.ts';
import { systemClock } from './domain/clock.ts';
import { verifyDte } from './dte/verify.ts';
import { HIDDEN_SWITCH } from './shell/autostart.ts';
import { createClosing } from './shell/closing.ts';
import { createDesktop } from './shell/desktop.ts';
import { harden } from './shell/hardening.ts';
import { onInput } from './shell/input.ts';
import { announce, serveIpc } from './shell/ipc-host.ts';
import { systemKeyring } from './shell/keyring.ts';
import { openLog } from './shell/log.ts';
import { watchNetwork } from './shell/network.ts';
import { createDesktopPresence, explainClosing } from './shell/presence.ts';
import { createPrinter } from './shell/print.ts';
import { declareScheme, serveRenderer } from './shell/protocol.ts';
import { hasTrayHost } from './shell/tray/host.ts';
import { openWindow } from './shell/window.ts';

/** A profile that was put elsewhere keeps its vault beside it; the usual one has it where people look for documents. */
const defaultVault = (profileDir: string): string =>
  app.commandLine.hasSwitch('user-data-dir')
    ? join(profileDir, 'Respaldos')
    : join(app.getPath('documents'), 'Resguardo');

/** The send in flight is let finish (the scheduler gives it ten seconds), then the program ends. */
const quitSafely = (begin: () => void, stop: () => Promise<void>): void => {
  let stopped = false;
  app.on('before-quit', (event) => {
    begin();
    if (stopped) return;
    event.preventDefault();
    void stop().finally(() => {
      stopped = true;
      app.quit();
    });
  });
};

/**
 * Opens the program; where its database is damaged, a person chooses: make it anew from the backups, look at the folder, or
 * leave it. The damaged file is never deleted.
 */
const openOrRecover = async (log: ReturnType<typeof openLog>, options: AppOptions): Promise<Resguardo> => {
  const { profileDir, defaultVault: vault } = options;
  const { title, message, detail, restore, openFolder, quit } = texts.native.damaged;
  for (;;) {
    try {
      return await openApp(options);
    } catch (error) {
      if (!(error instanceof AppError) || error.value.code !== 'database_damaged') throw error;
      log.error('the database is damaged', { cause: String(error.cause) });
      const buttons = [restore, openFolder, quit];
      const { response } = await dialog.showMessageBox({
        type: 'error',
        title,
        message,
        detail,
        buttons,
        cancelId: 2,
      });
      if (response === 2) throw error;
      if (response === 1) await shell.openPath(profileDir);
      else await recoverDatabase({ profileDir, defaultVault: vault, clock: systemClock, verifyDte, log });
    }
  }
};

const isOnline = (): boolean => net.isOnline();

const start = async (): Promise<void> => {
  const profileDir = app.getPath('userData');
  const log = openLog(profileDir);
  process.on('uncaughtException', (error) =>
    log.error('uncaught exception', { error: error.stack ?? error.message }),
  );
  process.on('unhandledRejection', (reason) => log.error('unhandled rejection', { reason: String(reason) }));
  await app.whenReady();
  harden();
  const printer = createPrinter(log);
  serveRenderer(join(import.meta.dirname, '../renderer'), printer.takeData);
  const trayAvailable = await hasTrayHost();
  const desktop = createDesktop(trayAvailable);
  const open = async (): Promise<Resguardo> => {
    const opened = await openOrRecover(log, {
      profileDir,
      defaultVault: defaultVault(profileDir),
      version: app.getVersion(),
      keyring: systemKeyring,
      isOnline,
      resolveProxy: (url) => session.defaultSession.resolveProxy(url),
      desktop: { ...desktop, printPdf: printer.print, printOnPaper: printer.printOnPaper },
      log,
      restart: () => void startAnew(),
    });
    opened.onChange(announce);
    opened.onChange(() => presence.refresh());
    current = opened;
    return opened;
  };
  let current: Resguardo | null = null;
  let quitting = false;
  /** The one window: opened, or brought to the front from wherever it is. */
  const showWindow = (): BrowserWindow => {
    const existing = mainWindow;
    if (existing !== null && !existing.isDestroyed()) {
      if (existing.isMinimized()) existing.restore();
      existing.show();
      existing.focus();
      return existing;
    }
    const window = openWindow(profileDir);
    mainWindow = window;
    const closing = createClosing({
      isQuitting: () => quitting,
      staysInTray: () => trayAvailable && current?.presence.choices().closeToTray === true,
      wasExplained: () => current?.presence.closingExplained() ?? true,
      explained: () => current?.presence.setClosingExplained(),
      explain: () => explainClosing(window),
      hide: () => window.hide(),
      quit: () => app.quit(),
    });
    window.on('close', (event) => {
      if (closing()) event.preventDefault();
    });
    return window;
  };
  let mainWindow: BrowserWindow | null = null;
  const presence = createDesktopPresence({ running: () => current, trayAvailable, showWindow, log });
  let running: Promise<Resguardo> = Promise.reject(new Error('not open yet'));
  running.catch(() => undefined);
  /** On what a restore has prepared: the window stays, and reads everything again. */
  const startAnew = async (): Promise<void> => {
    const before = running;
    current = null;
    running = before.then((former) => former.stop()).then(open);
    try {
      await running;
      for (const window of BrowserWindow.getAllWindows()) window.reload();
    } catch (error) {
      log.error('start after a restore failed', { error: String(error) });
      // Whatever is pending is done at the next start, as after a crash.
      app.relaunch();
      app.exit(1);
    }
  };
  try {
    running = open();
    await running;
    serveIpc(async (channel, input) => (await running).dispatch(channel, input));
    powerMonitor.on('resume', () => void running.then((now) => now.resume()));
    const stopWatching = watchNetwork(isOnline, (online) => {
      presence.refresh();
      if (online) void running.then((now) => now.resume());
    });
    quitSafely(
      () => {
        quitting = true;
      },
      () => {
        presence.stop();
        stopWatching();
        current = null;
        return running.then((now) => now.stop());
      },
    );
    const away = () => void running.then((now) => now.session.lock('idle'));
    powerMonitor.on('lock-screen', away);
    powerMonitor.on('suspend', away);
    onInput(() => void running.then((now) => now.session.activity()));
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
  app.on('second-instance', showWindow);
  app.on('activate', showWindow);
  app.on('window-all-closed', () => app.quit());
  presence.refresh();
  // Started with the system it stays out of the way, unless there is nowhere to find it again.
  if (!(trayAvailable && app.commandLine.hasSwitch(HIDDEN_SWITCH))) showWindow();
};

// As root, as tests run, Chromium starts only with its sandbox off, and asking for it here would start no child process.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
declareScheme();
if (app.requestSingleInstanceLock()) void start();
else app.quit();
