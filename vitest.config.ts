import { defineConfig } from 'vitest/config';
import { WORKERS } from './test/support/display.ts';
import { LongestFirst } from './test/support/longest-first.ts';

/**
 * Four suites, from the quickest to the slowest. `packaged` is apart from `e2e` because it needs
 * dist/linux-unpacked, which `npm test` makes only after everything else has passed its turn.
 */
export default defineConfig({
  test: {
    environment: 'node',
    passWithNoTests: false,
    // One name per line: a person who reads the output of CI sees what is promised, not only a count.
    reporters: ['verbose'],
    // One less than the cores is the default, which on the two of CI leaves half of them idle: most tests wait for something.
    maxWorkers: WORKERS,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.{ts,tsx}', 'test/property/**/*.test.ts'],
          // Speed is no promise of a unit test: a loaded machine must not turn a property red.
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['test/{integration,crash,promises}/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts', 'test/a11y/**/*.test.ts'],
          exclude: ['test/e2e/packaged.e2e.test.ts', 'node_modules/**'],
          globalSetup: ['test/support/display.ts'],
          setupFiles: ['test/support/own-display.ts'],
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'packaged',
          include: ['test/e2e/packaged.e2e.test.ts'],
          globalSetup: ['test/support/display.ts'],
          setupFiles: ['test/support/own-display.ts'],
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
