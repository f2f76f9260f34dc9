import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../../../scripts/lib/paths.mjs';

/** Marks of the window that no window test names, and why. One that a test does name comes off, or this fails. */
const ELSEWHERE: Readonly<Record<string, string>> = {};

const sources = (folder: string): readonly string[] =>
  (readdirSync(join(ROOT, folder), { recursive: true }) as string[])
    .filter((name) => /\.(?:tsx?|cjs)$/.test(name))
    .map((name) => readFileSync(join(ROOT, folder, name), 'utf8'));

/** What stands in the window under a fixed mark; those of rows are made of their numbers, and found by their tests. */
const marks = new Set(
  sources('renderer').flatMap((text) =>
    [...text.matchAll(/(?:data-testid|testId)="([\w-]+)"/g)].map(([, mark]) => mark ?? ''),
  ),
);
const tests = ['test/e2e', 'test/a11y', 'test/support/page'].flatMap(sources).join('\n');
const isNamed = (mark: string): boolean => new RegExp(`(?<![\\w-])${mark}(?![\\w-])`).test(tests);

test('every button, field and result of the window that has a mark / window tests / name it, or it says here why not', () => {
  const unnamed = [...marks].filter((mark) => !isNamed(mark)).sort();
  console.info(`marks of the window: ${marks.size}, named by window tests ${marks.size - unnamed.length}`);
  expect(marks.size).toBeGreaterThan(300);
  expect(unnamed).toEqual(Object.keys(ELSEWHERE).sort());
});
