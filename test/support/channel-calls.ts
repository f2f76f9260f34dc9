import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication } from 'playwright';
import { patient } from './patient.ts';

/** Where the run of all window tests wants to know which channels were called; absent when one file runs alone. */
const FOLDER = process.env['RESGUARDO_CHANNEL_CALLS'];
/** One channel a line, in the order of the calls. */
const CALLED = 'called';
/** The same for what a test asked for by itself: no person did that. */
const ASKED = 'asked';

/** Notes that a test, not the window, is about to call a channel. */
export const noteAsked = (channel: string): void => {
  if (FOLDER !== undefined) appendFileSync(join(FOLDER, ASKED), `${channel}\n`);
};

/**
 * From now on notes each call that the window makes; written at once, because some apps are killed. Calls of the first moment,
 * before this is in place, are missed: the count is never too high.
 */
export const recordCalls = async (app: ElectronApplication): Promise<void> => {
  if (FOLDER === undefined) return;
  const folder = FOLDER;
  await patient(() =>
    app.evaluate(
      ({ ipcMain }, file) => {
        const fs = process.getBuiltinModule('node:fs');
        type Handler = (event: Electron.IpcMainInvokeEvent, input: unknown) => unknown;
        const handlers = Reflect.get(ipcMain, '_invokeHandlers') as Map<string, Handler>;
        for (const [channel, handler] of [...handlers])
          handlers.set(channel, (event, input) => {
            // What other senders try is refused by the handler, and is nobody's action.
            const frame = event.senderFrame;
            if (frame?.parent === null && frame.url.startsWith('app://'))
              fs.appendFileSync(file, `${channel}\n`);
            return handler(event, input);
          });
      },
      join(folder, CALLED),
    ),
  );
};
