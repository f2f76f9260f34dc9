import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright';
import type { World } from '../../e2e/support/world.ts';

const COLORS = ['light', 'dark'] as const;

interface Finding {
  readonly view: string;
  readonly colors: (typeof COLORS)[number];
  readonly passes: number;
  readonly violations: readonly string[];
}

/** In place of axe's own text where the page has it already: reading half a megabyte anew takes longer than judging. */
const NOTHING = ';';

/** Best practices and all of WCAG 2.2 AA. Legacy mode: axe would open a window of its own, which an application refuses. */
const judge = async (page: Page): Promise<Pick<Finding, 'passes' | 'violations'>> => {
  const isThere = await page.evaluate<boolean>(`'axe' in window`);
  const { passes, violations } = await new AxeBuilder({ page, ...(isThere ? { axeSource: NOTHING } : {}) })
    .setLegacyMode(true)
    // Every rule is judged; only the places where one holds are not described.
    .options({ resultTypes: ['violations'] })
    .analyze();
  return {
    passes: passes.length,
    violations: violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary ?? ''}`),
    ),
  };
};

/** Looks at what is on screen, in both colours. */
export const inspector = (world: World) => {
  const { page } = world;
  const found: Finding[] = [];
  return {
    found,
    look: async (view: string): Promise<void> => {
      for (const colors of COLORS) {
        await page.emulateMedia({ colorScheme: colors });
        await page.locator(`html[data-mantine-color-scheme="${colors}"]`).waitFor();
        // A tip that happens to hang under the pointer belongs to no view.
        await page.mouse.move(0, 0);
        await page.getByRole('tooltip').first().waitFor({ state: 'hidden' });
        await world.settle();
        found.push({ view, colors, ...(await judge(page)) });
      }
    },
  };
};

/** View by view, for whoever reads the output. */
export const printTable = (found: readonly Finding[]): void => {
  const width = Math.max(...found.map(({ view }) => view.length));
  console.log(`\n${'view'.padEnd(width)}  colors  passes  violations`);
  for (const { view, colors, passes, violations } of found)
    console.log(
      `${view.padEnd(width)}  ${colors.padEnd(6)}  ${String(passes).padStart(6)}  ${String(violations.length).padStart(10)}`,
    );
  const sum = found.reduce((total, { violations }) => total + violations.length, 0);
  console.log(`${found.length} views, ${sum} violations\n`);
};
