import { app, BrowserWindow, dialog } from 'electron';
import { formatNumber } from '../../shared/format/money.ts';
import { GO_EVENT } from '../../shared/ipc/channels.ts';
import type { Output } from '../../shared/ipc/contract.ts';
import { texts } from '../../shared/texts/es-CL.ts';
import type { Resguardo } from '../app.ts';
import type { Log } from '../ipc/dispatch.ts';
import { createPresence, type Presence } from '../presence/presence.ts';
import type { TrayCommand } from '../presence/tray-model.ts';
import { showNotice } from './notifier.ts';
import { createTray } from './tray/tray.ts';

/** An hour is what the tray offers; the queue's own dialog has the rest. */
const PAUSE_MS = 60 * 60_000;

/** Where the copies are cared for. */
const CARE = '#/respaldos/proteccion';

const t = texts.presence.tray;
const { taken } = texts.safekeeping.snapshots;

export interface DesktopPresenceParts {
  /** The program that runs now: after a restore it is another one. */
  readonly running: () => Resguardo | null;
  readonly trayAvailable: boolean;
  readonly showWindow: () => BrowserWindow;
  readonly log: Log;
}

/** Shows the window at a place in it; a page that is still loading is told once it has. */
const goTo = (window: BrowserWindow, address: string): void => {
  const tell = (): void => window.webContents.send(GO_EVENT, address);
  if (window.webContents.isLoading()) window.webContents.once('did-finish-load', tell);
  else tell();
};

/** Tray, notices and progress bar of this desktop. */
export const createDesktopPresence = (parts: DesktopPresenceParts): Presence => {
  const { running, trayAvailable, showWindow, log } = parts;
  const open = (address: string): void => goTo(showWindow(), address);
  let backingUp = false;
  const backUp = async (now: Resguardo | null): Promise<void> => {
    backingUp = true;
    const answer = await now?.dispatch('snapshots.take', {});
    backingUp = false;
    if (!answer?.ok) return open(CARE);
    const { documents } = answer.value as Output<'snapshots.take'>;
    // Asked for by a person: it is told whatever the notices are set to.
    showNotice({ title: t.backedUp, body: taken(formatNumber(documents)), address: CARE }, open);
  };
  const run = (command: TrayCommand): void => {
    const now = running();
    switch (command) {
      case 'open':
        showWindow();
        return;
      case 'attend':
        open('#/cola?vista=person');
        return;
      // Through the one door: whoever may not pause in the window may not here.
      case 'pause': {
        const untilMs = (now?.presence.outlook()?.now ?? Date.now()) + PAUSE_MS;
        void now?.dispatch('sending.pause', { untilMs, reason: t.pauseReason }).then((answer) => {
          if (!answer.ok) open('#/cola/pausar');
        });
        return;
      }
      case 'resume':
        void now?.dispatch('sending.resume', {}).then((answer) => {
          if (!answer.ok) open('#/cola');
        });
        return;
      case 'backup':
        if (!backingUp) void backUp(now);
        return;
      case 'quit':
        app.quit();
        return;
    }
  };
  return createPresence({
    outlook: () => running()?.presence.outlook() ?? null,
    choices: () => running()?.presence.choices() ?? SILENT,
    ports: {
      tray: trayAvailable ? createTray(run) : () => undefined,
      notify: (notice) => showNotice(notice, open),
      progress: (fraction) => {
        for (const window of BrowserWindow.getAllWindows()) window.setProgressBar(fraction ?? -1);
      },
      isWatched: () => BrowserWindow.getFocusedWindow() !== null,
    },
    onTrouble: (error) => log.error('presence', { error: String(error) }),
  });
};

/** Nothing is said of a program that is being opened anew. */
const SILENT = { closeToTray: false, startWithSystem: false, noticeTrouble: false, noticeGood: false };

/** Says, once, that the program goes on without its window. @returns whether it is to */
export const explainClosing = async (window: BrowserWindow): Promise<boolean> => {
  const { title, message, detail, stay, quit } = texts.presence.closing;
  const { response } = await dialog.showMessageBox(window, {
    type: 'info',
    title,
    message,
    detail,
    buttons: [stay, quit],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  return response === 0;
};
