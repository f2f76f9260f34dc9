import { execFile } from 'node:child_process';

/** The bus answers in milliseconds; one that does not is as good as none. */
const PATIENCE_MS = 2_000;

const QUESTION = [
  '--session',
  '--dest=org.freedesktop.DBus',
  '--type=method_call',
  '--print-reply',
  '/org/freedesktop/DBus',
  'org.freedesktop.DBus.NameHasOwner',
  'string:org.kde.StatusNotifierWatcher',
];

/**
 * Whether this desktop shows trays. On Linux only a watcher of status items shows them, and some desktops (GNOME as it comes) have
 * none: there a tray would be invisible, and a window that hides in it would be lost.
 */
export const hasTrayHost = (
  platform: NodeJS.Platform = process.platform,
  env: NodeJS.ProcessEnv = process.env,
): Promise<boolean> => {
  if (platform !== 'linux') return Promise.resolve(true);
  if (!env['DBUS_SESSION_BUS_ADDRESS']) return Promise.resolve(false);
  return new Promise((resolve) => {
    execFile('dbus-send', QUESTION, { timeout: PATIENCE_MS, env }, (error, answer) =>
      resolve(error === null && answer.includes('boolean true')),
    );
  });
};
