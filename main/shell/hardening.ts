import { app, session } from 'electron';
import { APP_ORIGIN } from './protocol.ts';

/** A page of ours needs no permission of the system, opens no window and goes nowhere. */
export const harden = (): void => {
  session.defaultSession.setPermissionRequestHandler((_contents, permission, answer) =>
    // The copy buttons (XML, track id) write to the clipboard; all else is denied.
    answer(permission === 'clipboard-sanitized-write'),
  );
  session.defaultSession.setPermissionCheckHandler(
    (_contents, permission) => permission === 'clipboard-sanitized-write',
  );
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.on('will-navigate', (event) => {
      if (!event.url.startsWith(`${APP_ORIGIN}/`)) event.preventDefault();
    });
    contents.on('will-redirect', (event) => event.preventDefault());
  });
};
