import { withDisplay } from './electron.ts';

/** Global set-up of the suites that open windows: one display for all of them. */
export default async function setup(): Promise<() => void> {
  const display = await withDisplay();
  return display.stop;
}
