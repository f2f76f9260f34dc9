import type { Page } from 'playwright';
import { resize, SIZES } from './sizes.ts';
import type { World } from './world.ts';

export const COLORS = ['light', 'dark'] as const;

/** The window follows the system's colours until a person has chosen some. */
export const inColors = async (page: Page, colors: (typeof COLORS)[number]): Promise<void> => {
  await page.emulateMedia({ colorScheme: colors });
  await page.locator(`html[data-mantine-color-scheme="${colors}"]`).waitFor();
};

/** What is on screen now, in each size and colour; then as it was. @param look is given `1280x800-light` and so on */
export const inEveryLook = async (world: World, look: (name: string) => Promise<void>): Promise<void> => {
  for (const size of SIZES) {
    await resize(world, size);
    for (const colors of COLORS) {
      await inColors(world.page, colors);
      await look(`${size.width}x${size.height}-${colors}`);
    }
  }
  await resize(world, SIZES[0]);
  await inColors(world.page, COLORS[0]);
};
