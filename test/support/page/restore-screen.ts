import type { Locator, Page } from 'playwright';

/** The wizard that brings a business back, and the page of how the copies are cared for. */
export const restoreScreen = (page: Page) => {
  const field = (testId: string): Locator => page.getByTestId(testId);
  const waitReady = (): Promise<void> => field('restore-ready').waitFor({ timeout: 30_000 });
  return {
    field,
    waitReady,
    openFirst: (): Promise<void> => field('restore-first').click(),
    open: async (): Promise<void> => {
      await field('nav-respaldos').click();
      await field('restore-open').first().click();
      await field('restore-look').waitFor();
    },
    care: async (): Promise<void> => {
      await field('nav-respaldos').click();
      await field('safekeeping-open').click();
      await field('vault-card').waitFor();
    },
    /** From the chosen place to what is in it. */
    look: async (): Promise<void> => {
      await field('restore-look').click();
      await field('restore-found').waitFor({ timeout: 30_000 });
    },
    number: async (testId: string): Promise<number> =>
      Number((await field(testId).textContent())?.replaceAll('.', '')),
    run: async (): Promise<void> => {
      await field('restore-go').click();
      await waitReady();
    },
    /** The program opens itself anew; the page that says what came of it is there after that. */
    apply: async (): Promise<void> => {
      await field('restore-apply').click();
      await field('restored').waitFor({ timeout: 30_000 });
    },
  };
};
