import { join } from 'node:path';
import type { LaunchedApp } from '../../test/support/electron.ts';
import type { Issued } from '../../test/support/page/desk.ts';
import { type Screens, screensOf } from '../../test/support/page/screens.ts';
import type { Checks } from './checks.ts';
import { OUTPUT } from './output.ts';

/** Everything that a chapter of the demo works with. */
export interface Stage extends Screens {
  readonly launched: LaunchedApp;
  readonly checks: Checks;
  /** Takes a picture, numbered in the order of the story. */
  shoot(name: string, options?: { readonly keepNotices?: boolean }): Promise<void>;
  /** All that were issued, in order. */
  readonly everything: readonly Issued[];
}

export const createStage = (launched: LaunchedApp, checks: Checks, outDir: string): Stage => {
  const screens = screensOf(launched.window);
  const everything: Issued[] = [];
  let shots = 0;
  return {
    ...screens,
    launched,
    checks,
    everything,
    shoot: async (name, options) => {
      shots += 1;
      await screens.settle(options?.keepNotices);
      const file = `${String(shots).padStart(2, '0')}-${name}.png`;
      await launched.screenshot(join(outDir, OUTPUT.screens, file));
    },
    issue: async (document, beforeSubmit) => {
      const done = await screens.issue(document, beforeSubmit);
      everything.push(done);
      return done;
    },
  };
};
