import type { Locator, Page } from 'playwright';
import type { Output } from '../../../shared/ipc/contract.ts';
import { ask } from './api.ts';
import { until } from './until.ts';

export type Batch = NonNullable<Output<'intake.batch'>['batch']>;

/** Emisión masiva: a CSV from choosing it to the last of its documents. */
export const massScreen = (page: Page) => {
  const field = (testId: string): Locator => page.getByTestId(testId);
  const batch = async (): Promise<Batch | null> => (await ask(page, 'intake.batch', {})).batch;
  return {
    field,
    batch,
    open: async (): Promise<void> => {
      await field('nav-documentos').click();
      await field('mass-open').click();
      await field('csv-drop').waitFor();
    },
    choose: async (file: string): Promise<void> => {
      await field('csv-input').setInputFiles(file);
      await field('csv-preview').waitFor({ timeout: 30_000 });
    },
    row: (type: number, number: number): Locator => field(`csv-row-${type}-${number}`),
    issue: (): Promise<void> => field('csv-issue').click(),
    progress: async (): Promise<string> => (await field('batch-progress').textContent()) ?? '',
    /** Waits until the batch is as it should be. */
    waitFor: (what: string, is: (seen: Batch) => boolean, timeoutMs = 60_000): Promise<Batch> =>
      until(
        `the batch is ${what}`,
        async () => {
          const seen = await batch();
          return seen !== null && is(seen) ? seen : null;
        },
        timeoutMs,
      ),
  };
};
