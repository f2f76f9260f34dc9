import { app } from 'electron';

/** More often is of no use to anybody who waits for minutes of silence. */
const AT_MOST_EVERY_MS = 1_000;

/** Calls back when a key or the mouse moves in a window of ours. Before any window is opened. */
export const onInput = (listener: () => void): void => {
  let last = 0;
  app.on('web-contents-created', (_event, contents) => {
    contents.on('input-event', () => {
      const now = performance.now();
      if (now - last < AT_MOST_EVERY_MS) return;
      last = now;
      listener();
    });
  });
};
