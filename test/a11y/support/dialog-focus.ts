import type { World } from '../../e2e/support/world.ts';
import { until } from '../../support/page/until.ts';

/** A dialog that is opened by the keyboard: where, by what, and by which item where that opens a menu. */
export interface Opening {
  readonly address: string;
  /** CSS. */
  readonly opener: string;
  /** By test id. */
  readonly item?: string;
}

/** Opens and closes it, and looks where one is then. @returns what is wrong */
export const whereFocusGoes = async (
  { page }: World,
  { address, opener, item }: Opening,
): Promise<string | null> => {
  await page.evaluate((hash) => {
    window.location.hash = hash;
  }, address);
  const button = page.locator(opener).first();
  await button.focus();
  await page.keyboard.press('Enter');
  if (item !== undefined) {
    await page.getByTestId(item).focus();
    await page.keyboard.press('Enter');
  }
  const dialog = page.getByRole('dialog').first();
  await dialog.waitFor();
  await until('the focus is in it', () => dialog.evaluate((over) => over.contains(document.activeElement)));
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  return until(
    'the focus is back',
    () => button.evaluate((each) => each === document.activeElement),
    5_000,
  ).then(
    () => null,
    () => `${item ?? opener}: the focus is not back`,
  );
};
