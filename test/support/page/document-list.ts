import type { Locator, Page } from 'playwright';

/** What tells a document from all others of a company. */
export interface DocumentKey {
  readonly type: number;
  readonly folio: number;
}

/** A list of documents: Documentos, Respaldos or the queue. `prefix` is the beginning of its rows' test ids. */
export const documentList = (page: Page, section: string, prefix: string) => ({
  open: async (): Promise<void> => {
    await page.getByTestId(`nav-${section}`).click();
  },
  row: ({ type, folio }: DocumentKey): Locator => page.getByTestId(`${prefix}-${type}-${folio}`),
  rows: (): Locator => page.locator(`tr[data-testid^="${prefix}-"]`),
  search: (text: string): Promise<void> => page.getByTestId('filter-text').fill(text),
  results: async (): Promise<string> => (await page.getByTestId('results').textContent()) ?? '',
});
