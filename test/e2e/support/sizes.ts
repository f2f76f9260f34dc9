import { expect } from 'vitest';
import type { World } from './world.ts';

/** The size of a shop's laptop, and an office's screen above its task bar. */
export const SIZES = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1000 },
] as const;

/** Gives the window's content a size in pixels, and waits until the page has it. */
export const resize = async ({ launched, page }: World, size: { width: number; height: number }) => {
  const handle = await launched.app.browserWindow(page);
  await handle.evaluate((window, { width, height }) => window.setContentSize(width, height), size);
  await expect
    .poll(() => page.evaluate<number[]>('[innerWidth, innerHeight]'))
    .toEqual([size.width, size.height]);
};
