import type { Locator, Page } from 'playwright';
import { documentDrawer } from './drawer.ts';

/** What tells a document from all others of a company. */
export interface DocumentKey {
  readonly type: number;
  readonly folio: number;
}

/** A list of documents: Documentos, Respaldos or the queue. `prefix` is the beginning of its rows' test ids. */
export const documentList = (page: Page, section: string, prefix: string) => {
  const open = async (): Promise<void> => {
    await page.getByTestId(`nav-${section}`).click();
  };
  const row = ({ type, folio }: DocumentKey): Locator => page.getByTestId(`${prefix}-${type}-${folio}`);
  /** The detail of one that is on screen. */
  const openRow = async (key: DocumentKey): Promise<void> => {
    await row(key).locator('[data-row-open]').click();
    await documentDrawer(page).waitFor();
  };
  return {
    open,
    row,
    openRow,
    /** From wherever one is to the detail of one. */
    openDetail: async (key: DocumentKey): Promise<void> => {
      await open();
      await openRow(key);
    },
    rows: (): Locator => page.locator(`tr[data-testid^="${prefix}-"]`),
    search: (text: string): Promise<void> => page.getByTestId('filter-text').fill(text),
    results: async (): Promise<string> => (await page.getByTestId('results').textContent()) ?? '',
  };
};
