import { app, type Session, session, type WebContents } from 'electron';
import { APP_ORIGIN } from './protocol.ts';

/** The copy buttons (XML, track id) write to the clipboard; all else is denied. */
const PERMISSION = 'clipboard-sanitized-write';

/** Where a page of ours may load from: the package, and what it has made itself. Development tools bring their own pages. */
const LOCAL = /^(app:\/\/resguardo\/|blob:app:\/\/resguardo\/|data:|devtools:)/;

/** A page of ours needs no permission of the system, opens no window, goes nowhere and asks nobody outside. */
export const harden = (): void => {
  hardenSession(session.defaultSession);
  app.on('session-created', hardenSession);
  app.on('web-contents-created', (_event, contents) => hardenContents(contents));
  // Nobody has registered an address for us, and whoever opens one all the same is not answered.
  app.on('open-url', (event) => event.preventDefault());
  app.on('open-file', (event) => event.preventDefault());
};

const hardenSession = (each: Session): void => {
  each.setPermissionRequestHandler((_contents, permission, answer) => answer(permission === PERMISSION));
  each.setPermissionCheckHandler((_contents, permission) => permission === PERMISSION);
  each.setDevicePermissionHandler(() => false);
  each.setSpellCheckerEnabled(false);
  each.on('will-download', (event) => event.preventDefault());
  // The policy of the page says the same; this holds also for what a hole in it would let through.
  each.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !LOCAL.test(url) }));
};

const hardenContents = (contents: WebContents): void => {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.on('will-navigate', (event) => {
    if (!event.url.startsWith(`${APP_ORIGIN}/`)) event.preventDefault();
  });
  // No page of ours has a frame within it.
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame) event.preventDefault();
  });
  contents.on('will-redirect', (event) => event.preventDefault());
};
