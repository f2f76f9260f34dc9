import { spawn } from 'node:child_process';
import { ensurePackages, VIRTUAL_DISPLAY } from './debian.mjs';
import { SetupError } from './say.mjs';

/**
 * @typedef {object} Display
 * @property {boolean} virtual
 * @property {Record<string, string>} env what a program needs to show its window there
 * @property {() => void} stop ends the virtual display, if we started one
 */

/** True where a window can open without our help. */
export function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/**
 * The user's display where there is one, else a virtual one, big enough for 1920x1080 windows.
 * @returns {Promise<Display>}
 */
export async function openDisplay() {
  if (hasDisplay()) return { virtual: false, env: {}, stop: () => undefined };
  await ensurePackages(VIRTUAL_DISPLAY, 'a virtual display');
  // -displayfd: the server picks a free number itself and tells it on file descriptor 3, without a race.
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1920x1080x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const stop = () => {
    process.off('exit', stop);
    server.kill('SIGTERM');
  };
  process.once('exit', stop);
  const number = await new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new SetupError('Xvfb told no display number within 20 s')), 20_000);
    server.once('error', (error) => reject(new SetupError(`Xvfb did not start: ${error.message}`)));
    server.once('exit', (code) => reject(new SetupError(`Xvfb ended with code ${code}`)));
    server.stdio[3]?.once('data', (chunk) => {
      clearTimeout(timer);
      resolve(String(chunk).trim());
    });
  });
  // Neither the server nor its pipe may keep our process from ending.
  server.unref();
  const pipe = /** @type {import('node:net').Socket | null} */ (server.stdio[3] ?? null);
  pipe?.unref();
  return { virtual: true, env: { DISPLAY: `:${number}` }, stop };
}
