import type { Page } from 'playwright';
import type { Section } from '../../../renderer/lib/route.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { issuingDesk } from './desk.ts';
import { documentList } from './document-list.ts';
import { documentDrawer } from './drawer.ts';
import { issueForm } from './issue-form.ts';
import { practicePanel } from './practice-panel.ts';
import { queueScreen } from './queue-screen.ts';
import { until } from './until.ts';

/** As text: the page's own types are not known to everything that compiles this. @returns how many there were */
const CLOSE_NOTICES = `(() => {
  const buttons = document.querySelectorAll('[class*="Notification-closeButton"]');
  for (const button of buttons) button.click();
  return buttons.length;
})()`;

/** All screens of one window, by what a person does on them. */
export const screensOf = (page: Page) => {
  /** Closes the notices in the corner, all at once, and waits until they are gone. */
  const closeNotices = async (): Promise<void> => {
    await until('no notice is left', async () => (await page.evaluate<number>(CLOSE_NOTICES)) === 0);
  };
  return {
    page,
    ...issuingDesk(page),
    form: issueForm(page),
    practice: practicePanel(page),
    documents: documentList(page, 'documentos', 'doc-row'),
    backups: documentList(page, 'respaldos', 'backup-row'),
    queue: queueScreen(page),
    drawer: documentDrawer(page),
    go: (section: Section): Promise<void> => page.getByTestId(`nav-${section}`).click(),
    startPractice: async (): Promise<void> => {
      await page.getByTestId('start-practice').click();
      await page.getByTestId('environment-chip').waitFor({ timeout: 30_000 });
    },
    closeNotices,
    /** Light or dark, by the switch at the foot of the navigation. */
    chooseColors: async (scheme: 'light' | 'dark'): Promise<void> => {
      await page
        .getByTestId('color-scheme-nav')
        .locator('label', { hasText: texts.shell.theme[scheme] })
        .click();
      await page.locator(`html[data-mantine-color-scheme="${scheme}"]`).waitFor();
    },
    /** Until nothing loads and nothing moves: fit for a picture. */
    settle: async (keepNotices = false): Promise<void> => {
      if (!keepNotices) await closeNotices();
      await page.locator('.mantine-Skeleton-root').first().waitFor({ state: 'hidden' });
      // As text: the page's own types are not known to everything that compiles this.
      await page.evaluate(`(async () => {
        await document.fonts.ready;
        const finite = document.getAnimations().filter((each) => each.effect?.getTiming().iterations !== Infinity);
        await Promise.allSettled(finite.map((each) => each.finished));
      })()`);
    },
  };
};

export type Screens = ReturnType<typeof screensOf>;
