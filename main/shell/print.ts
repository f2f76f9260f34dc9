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
  /**
   * Asks the person for a printer, in the system's own dialog, and prints.
   * @returns false when the person thought better of it
   * @throws AppError print_failed, printer_failed
   */
  printOnPaper(data: PrintData): Promise<boolean>;
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
  /** A hidden window with the copy drawn in it. The caller closes it. */
  const draw = async (data: PrintData): Promise<BrowserWindow> => {
    const token = mailbox.put(JSON.stringify(data));
    const window = openHidden();
    try {
      await within(DRAW_TIMEOUT_MS, 'drawing', drawn(window, data.title, token));
      return window;
    } catch (cause) {
      close(window);
      throw failed(data, cause);
    } finally {
      mailbox.drop(token);
    }
  };
  const failed = (data: PrintData, cause: unknown): AppError => {
    log.error('print failed', { type: data.type, error: String(cause) });
    return new AppError({ code: 'print_failed' }, { cause });
  };
  const printOne = async (data: PrintData): Promise<Uint8Array> => {
    const window = await draw(data);
    try {
      const pdf = window.webContents.printToPDF({
        printBackground: true,
        preferCSSPageSize: true,
        generateTaggedPDF: true,
        margins: { top: 0, bottom: 0, left: 0, right: 0 },
      });
      return await within(PDF_TIMEOUT_MS, 'printing', pdf);
    } catch (cause) {
      throw failed(data, cause);
    } finally {
      close(window);
    }
  };
  return {
    print: (data) => inTurn(() => printOne(data)),
    printOnPaper: async (data) => {
      const window = await inTurn(() => draw(data));
      try {
        // Out of the lane: a dialog may stay open for as long as somebody thinks.
        return await askAndPrint(window, data);
      } catch (cause) {
        log.error('the printer failed', { type: data.type, error: String(cause) });
        throw new AppError({ code: 'printer_failed' }, { cause });
      } finally {
        close(window);
      }
    },
    takeData: mailbox.take,
  };
};

const close = (window: BrowserWindow): void => {
  if (!window.isDestroyed()) window.destroy();
};

const askAndPrint = async (window: BrowserWindow, { paper, title }: PrintData): Promise<boolean> => {
  const pageSize = await pageSizeOf(window, paper);
  return new Promise((resolve, reject) => {
    window.on('closed', () => reject(new Error('the window was closed')));
    const settings = { printBackground: true, margins: { marginType: 'none' }, pageSize } as const;
    window.webContents.print(settings, (success, reason) => {
      if (success || CANCELLED.test(reason)) resolve(success);
      else reject(new Error(`${title}: ${reason}`));
    });
  });
};

/** Chromium's word for a dialog that was closed. */
const CANCELLED = /cancel/i;
const MICRONS_PER_PX = 25_400 / 96;
const ROLL_WIDTH_MICRONS = 80_000;

/** The system's dialog does not read the size from the page's style: a roll is as long as what is drawn on it. */
const pageSizeOf = async (
  window: BrowserWindow,
  paper: PrintData['paper'],
): Promise<'Letter' | { width: number; height: number }> => {
  if (paper === 'letter') return 'Letter';
  const height: number = await window.webContents.executeJavaScript(
    'document.documentElement.getBoundingClientRect().height',
  );
  return { width: ROLL_WIDTH_MICRONS, height: Math.ceil(height * MICRONS_PER_PX) };
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
