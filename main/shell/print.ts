import { app, BrowserWindow } from 'electron';
import { AppError } from '../../shared/domain/errors.ts';
import type { PrintData } from '../../shared/print/data.ts';
import { PRINT_FAILED, PRINT_PAGE } from '../../shared/print/place.ts';
import { createLane } from '../backup/lane.ts';
import type { Log } from '../ipc/dispatch.ts';
import { createMailbox } from './print/mailbox.ts';
import { APP_ORIGIN } from './protocol.ts';

/** A page is drawn in well under two seconds; a computer that is busy gets its time. */
const DRAW_TIMEOUT_MS = 30_000;
const PDF_TIMEOUT_MS = 30_000;

export interface Printer {
  /** @throws AppError print_failed */
  print(data: PrintData): Promise<Uint8Array>;
  /** For the app's own protocol: what a print page asks for. */
  takeData(token: string): string | null;
}

/**
 * Makes PDFs of printed copies: a hidden window without preload, Node or IPC draws the page and sets its title when it
 * is done; Chromium prints it at the size that the page's own style says. One at a time: a window costs memory, and a
 * shop prints one copy after the other anyway.
 */
export const createPrinter = (log: Log): Printer => {
  const mailbox = createMailbox();
  const inTurn = createLane();
  const printOne = async (data: PrintData): Promise<Uint8Array> => {
    const token = mailbox.put(JSON.stringify(data));
    const window = openHidden();
    try {
      await within(DRAW_TIMEOUT_MS, 'drawing', drawn(window, data.title, token));
      const pdf = window.webContents.printToPDF({
        printBackground: true,
        preferCSSPageSize: true,
        generateTaggedPDF: true,
        margins: { top: 0, bottom: 0, left: 0, right: 0 },
      });
      return await within(PDF_TIMEOUT_MS, 'printing', pdf);
    } catch (cause) {
      log.error('print failed', { type: data.type, error: String(cause) });
      throw new AppError({ code: 'print_failed' }, { cause });
    } finally {
      mailbox.drop(token);
      if (!window.isDestroyed()) window.destroy();
    }
  };
  return { print: (data) => inTurn(() => printOne(data)), takeData: mailbox.take };
};

const openHidden = (): BrowserWindow =>
  new BrowserWindow({
    show: false,
    width: 1000,
    height: 1300,
    webPreferences: {
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      devTools: !app.isPackaged,
      backgroundThrottling: false,
    },
  });

/** Until the page takes the title of the document, which it does last. */
const drawn = (window: BrowserWindow, title: string, token: string): Promise<void> =>
  new Promise((resolve, reject) => {
    window.on('page-title-updated', (_event, now) => {
      if (now === title) resolve();
      if (now === PRINT_FAILED) reject(new Error('the page could not draw the document'));
    });
    window.on('closed', () => reject(new Error('the window was closed')));
    window.webContents.on('render-process-gone', (_event, { reason }) =>
      reject(new Error(`the page is gone: ${reason}`)),
    );
    window.loadURL(`${APP_ORIGIN}${PRINT_PAGE}#${token}`).catch(reject);
  });

const within = async <T>(ms: number, what: string, work: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} took longer than ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
};
