import { join } from 'node:path';
import electronLog from 'electron-log/node.js';
import type { Log } from '../ipc/dispatch.ts';

/** Five megabytes are weeks of a shop's work; one older file is kept beside it. */
const MAX_LOG_BYTES = 5 * 1024 * 1024;

/**
 * What must never reach the log file even by mistake: PEM keys, tokens, passwords. Callers do not log them; this is
 * the second lock on the door.
 */
const SECRET =
  /-----BEGIN [^-]*PRIVATE KEY-----[\s\S]*?(-----END [^-]*PRIVATE KEY-----|$)|(TOKEN|password|passphrase)("?\s*[=:>]\s*"?)[^\s"&<;]+/gi;

const redact = (value: unknown): unknown =>
  typeof value === 'string'
    ? value.replace(SECRET, (_match, _end, name?: string) => (name ? `${name}=[…]` : '[…]'))
    : value;

/** The program's own log file, in the profile's `logs` folder, rotated. */
export const openLog = (profileDir: string): Log => {
  electronLog.transports.file.resolvePathFn = () => join(profileDir, 'logs', 'resguardo.log');
  electronLog.transports.file.maxSize = MAX_LOG_BYTES;
  electronLog.transports.file.level = 'info';
  electronLog.transports.console.level = false;
  electronLog.hooks.push((message) => ({ ...message, data: message.data.map(redact) }));
  const write =
    (level: 'info' | 'warn' | 'error') => (message: string, details?: Readonly<Record<string, unknown>>) =>
      electronLog[level](details ? `${message} ${JSON.stringify(details)}` : message);
  return { info: write('info'), warn: write('warn'), error: write('error') };
};
