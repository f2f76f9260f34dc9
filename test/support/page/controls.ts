import type { Locator, Page } from 'playwright';

/** Chooses in a drop-down list by the words that a person reads. */
export const choose = async (page: Page, testId: string, option: string): Promise<void> => {
  await page.getByTestId(testId).click();
  await page.getByRole('option', { name: option, exact: true }).click();
};

/** Chooses in a list of several, and closes it. */
export const chooseSeveral = async (
  page: Page,
  testId: string,
  options: readonly string[],
): Promise<void> => {
  await page.getByTestId(testId).click();
  for (const option of options) await page.getByRole('option', { name: option, exact: true }).click();
  await page.keyboard.press('Escape');
};

/** The sentence that a field shows under itself, or null. */
export const errorBeside = async (field: Locator): Promise<string | null> => {
  const ids = (await field.getAttribute('aria-describedby')) ?? '';
  for (const id of ids.split(/\s+/).filter((each) => each.endsWith('-error'))) {
    const text = await field.page().locator(`[id="${id}"]`).textContent();
    if (text) return text;
  }
  return null;
};
