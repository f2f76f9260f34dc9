import { join } from 'node:path';
import { app, BrowserWindow, nativeTheme } from 'electron';
import { APP_ORIGIN } from './protocol.ts';
import { loadWindowState, saveWindowState } from './window-state.ts';

/** Colours behind the page until it has painted, so that no white flash is seen in dark mode. */
const BACKGROUND = { light: '#f7f8fa', dark: '#15171c' } as const;

/** Opens the one window. */
export const openWindow = (profileDir: string): BrowserWindow => {
  const { maximized, ...bounds } = loadWindowState(profileDir);
  const window = new BrowserWindow({
    ...bounds,
    minWidth: 1024,
    minHeight: 640,
    show: false,
    title: 'Resguardo',
    autoHideMenuBar: true,
    backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
    webPreferences: {
      preload: join(import.meta.dirname, '../preload/index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      // Whoever has the packaged app in front of them is at work, not at its insides.
      devTools: !app.isPackaged,
    },
  });
  if (maximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () => saveWindowState(profileDir, window));
  void window.loadURL(`${APP_ORIGIN}/`);
  return window;
};
