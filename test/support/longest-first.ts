import { relative } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { ROOT } from '../../scripts/lib/paths.mjs';

/**
 * Files that take more than half a minute, the longest first. Without a list vitest goes by size on a fresh checkout, and its
 * last file is a long one: all workers but one stand idle until it ends.
 */
export const LONGEST: readonly string[] = [
  'test/crash/crash.test.ts',
  'test/crash/maintenance.test.ts',
  'test/integration/intake/kill.test.ts',
  'test/promises/p06-restore.test.ts',
  'test/integration/restore/restore.test.ts',
  'test/e2e/restore.e2e.test.ts',
  'test/e2e/intake/mass.e2e.test.ts',
  'test/a11y/views.a11y.test.ts',
  'test/e2e/looks.e2e.test.ts',
  'test/e2e/queue.e2e.test.ts',
  'test/e2e/states.e2e.test.ts',
  'test/e2e/types.e2e.test.ts',
  'test/e2e/print/print.e2e.test.ts',
  'test/e2e/deeds.e2e.test.ts',
  'test/e2e/first-start.e2e.test.ts',
  'test/e2e/own-company.e2e.test.ts',
  'test/e2e/intake/inbox.e2e.test.ts',
  'test/e2e/operators.e2e.test.ts',
  'test/e2e/lists.e2e.test.ts',
  'test/e2e/desk.e2e.test.ts',
  'test/e2e/offline.e2e.test.ts',
];

const rankOf = ({ moduleId }: TestSpecification): number => {
  const rank = LONGEST.indexOf(relative(ROOT, moduleId));
  return rank === -1 ? LONGEST.length : rank;
};

/** Begins with what takes longest, so that the workers end together. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const projects = [...new Set(sorted.map(({ project }) => project.name))];
    const projectOf = ({ project }: TestSpecification): number => projects.indexOf(project.name);
    return sorted.toSorted((a, b) => projectOf(a) - projectOf(b) || rankOf(a) - rankOf(b));
  }
}
