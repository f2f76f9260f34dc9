import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../../../scripts/lib/paths.mjs';
import { type LaunchedApp, type LaunchOptions, launchApp } from '../../support/electron.ts';
import { ask } from '../../support/page/api.ts';
import { type Screens, screensOf } from '../../support/page/screens.ts';

/** A running app with a profile of its own, and its screens. */
export interface World extends Screens {
  readonly launched: LaunchedApp;
  readonly profileDir: string;
  /** A folder of the test's own, to export into. */
  readonly folder: string;
  /**
   * Ends the app (as a user does, or as a power cut) and starts it again on the same profile. `meanwhile` is what happens to
   * its files in between; `env` is added to that start alone.
   */
  restart(how: 'quit' | 'kill', between?: Between): Promise<World>;
}

interface Between extends Pick<LaunchOptions, 'env' | 'preload'> {
  readonly meanwhile?: () => void;
}

interface Options extends Omit<LaunchOptions, 'profileDir'> {
  /** ms; for a test that looks at everything. */
  readonly timeout?: number;
}

/** Every app of the test that runs now, so that none is left behind by a failure. */
const running = new Set<LaunchedApp>();

const enter = async (profileDir: string, folder: string, options: Options): Promise<World> => {
  const launched = await launchApp({ size: { width: 1280, height: 800 }, ...options, profileDir });
  running.add(launched);
  return {
    ...screensOf(launched.window),
    launched,
    profileDir,
    folder,
    restart: async (how, { meanwhile, ...changes } = {}) => {
      if (how === 'quit') await launched.close();
      else await launched.kill();
      running.delete(launched);
      expect(launched.problems).toEqual([]);
      meanwhile?.();
      return enter(profileDir, folder, { ...options, ...changes });
    },
  };
};

const endAll = async (): Promise<void> => {
  for (const launched of running) await launched.kill();
  running.clear();
};

const takeFailure = async (name: string): Promise<void> => {
  const file = `${name.replaceAll(/[^\wáéíóúñ]+/gi, '-').slice(0, 80)}.png`;
  for (const launched of running) {
    await launched.screenshot(join(ROOT, 'test-results', 'failures', file)).catch(() => undefined);
  }
};

/**
 * A test in the real app on an empty profile. It also fails for any error on a console, and for an app that does not quit.
 */
export const itInApp = (
  name: string,
  play: (world: World) => Promise<unknown>,
  options: Options = {},
): void => {
  it(
    name,
    async () => {
      const base = mkdtempSync(join(tmpdir(), 'resguardo-e2e-'));
      const first = await enter(join(base, 'perfil'), mkdtempSync(join(base, 'carpeta-')), options);
      try {
        await play(first);
        for (const launched of running) {
          expect(launched.problems).toEqual([]);
          await launched.close();
          running.delete(launched);
        }
      } catch (error) {
        await takeFailure(name);
        throw error;
      } finally {
        await endAll();
        rmSync(base, { recursive: true, force: true });
      }
    },
    options.timeout,
  );
};

/** The same, after one click on Práctica. */
export const itInPractice = (
  name: string,
  play: (world: World) => Promise<unknown>,
  options: Options = {},
): void =>
  itInApp(
    name,
    async (world) => {
      await world.startPractice();
      await play(world);
    },
    options,
  );

type ItInOne = (name: string, play: (world: World) => Promise<unknown>) => void;

/**
 * Tests that need no start of their own, in one app in Práctica: none may count on what another left, nor be in its way. Before
 * each the practice SII is without a fault again, and no notice hides what is under it.
 */
export const inOnePractice = (name: string, tests: (itInOne: ItInOne) => void): void => {
  describe(name, () => {
    let base = '';
    let world: World | null = null;
    beforeAll(async () => {
      base = mkdtempSync(join(tmpdir(), 'resguardo-e2e-'));
      world = await enter(join(base, 'perfil'), mkdtempSync(join(base, 'carpeta-')), {});
      await world.startPractice();
    });
    afterAll(async () => {
      try {
        await world?.launched.close();
      } finally {
        await endAll();
        rmSync(base, { recursive: true, force: true });
      }
    });
    tests((title, play) => {
      it(title, async () => {
        if (world === null) throw new Error('the app did not start');
        try {
          const { fault } = await ask(world.page, 'practice.get', {});
          if (fault.kind !== 'none') await world.practice.setFault('none');
          await world.closeNotices();
          await play(world);
          expect(world.launched.problems).toEqual([]);
        } catch (error) {
          await takeFailure(title);
          throw error;
        }
      });
    });
  });
};
