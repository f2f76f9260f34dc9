import type { Page } from 'playwright';

/** The tabs of one document's detail; `first` is the queue's "¿Qué hago?". */
export type DetailTab = 'first' | 'summary' | 'timeline' | 'attempts' | 'xml' | 'hashes' | 'customer';

/** One document from all sides, at the right of its list. */
export const documentDrawer = (page: Page) => {
  const panel = page.getByRole('dialog').filter({ has: page.getByTestId('save-xml') });
  return {
    panel,
    waitFor: (): Promise<void> => page.getByTestId('save-xml').waitFor(),
    tab: async (name: DetailTab): Promise<void> => {
      await page.getByTestId(`detail-tab-${name}`).click();
    },
    /** What stands in the menu of the rest, by test id. */
    more: async (item: string): Promise<void> => {
      await page.getByTestId('more-actions').click();
      await page.getByTestId(item).click();
    },
    saveXml: (): Promise<void> => page.getByTestId('save-xml').click(),
    close: async (): Promise<void> => {
      await page.keyboard.press('Escape');
      await panel.waitFor({ state: 'hidden' });
    },
  };
};
