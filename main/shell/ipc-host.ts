import { BrowserWindow, ipcMain, type WebFrameMain } from 'electron';
import { CHANNELS, type ChangeTopic, EVENT_CHANNEL } from '../../shared/ipc/channels.ts';
import type { Result } from '../../shared/ipc/contract.ts';
import type { Dispatch } from '../ipc/dispatch.ts';
import { APP_ORIGIN } from './protocol.ts';

/** Only the main frame of a page of ours may speak: a sub-frame or another origin is not answered. */
const isTrusted = (frame: WebFrameMain | null): boolean =>
  frame !== null && frame.parent === null && frame.url.startsWith(`${APP_ORIGIN}/`);

const REFUSED: Result<never> = { ok: false, error: { code: 'forbidden' } };

/** Registers every channel of the contract with Electron. */
export const serveIpc = (dispatch: Dispatch): void => {
  for (const channel of CHANNELS) {
    ipcMain.handle(channel, (event, input: unknown) =>
      isTrusted(event.senderFrame) ? dispatch(channel, input) : REFUSED,
    );
  }
};

/** Tells every window which lists may have changed. */
export const announce = (topics: readonly ChangeTopic[]): void => {
  for (const window of BrowserWindow.getAllWindows()) {
    if (!window.isDestroyed()) window.webContents.send(EVENT_CHANNEL, topics);
  }
};
