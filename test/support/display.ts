import { openDisplay } from '../../scripts/lib/display.mjs';

/** So many files of tests run at once. */
export const WORKERS = 2;

/** Names of the displays, one a worker, as the set-up of a file finds them in the environment. */
export const DISPLAYS = 'RESGUARDO_TEST_DISPLAYS';

/**
 * Global set-up: a virtual display for each worker, because two windows on one display take the keyboard from each other.
 * Where the machine has a display of its own all of them share it.
 */
export default async function setup(): Promise<() => void> {
  const displays = await Promise.all(Array.from({ length: WORKERS }, openDisplay));
  const names = displays.flatMap(({ env }) => env['DISPLAY'] ?? []);
  if (names.length > 0) process.env[DISPLAYS] = names.join(' ');
  return () => {
    delete process.env[DISPLAYS];
    for (const display of displays) display.stop();
  };
}
