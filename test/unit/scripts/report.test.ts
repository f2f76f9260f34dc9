import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { countReport } from '../../../scripts/lib/steps.mjs';

const folder = mkdtempSync(join(tmpdir(), 'resguardo-report-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Writes a report as vitest does and counts it. */
function count(
  report: { passed: number; failed: number; files?: readonly { status: string; tests: readonly string[] }[] },
  exitCode: number,
): { passed: number; failed: number } {
  const path = join(folder, `${Math.random()}.json`);
  const testResults = (report.files ?? []).map(({ status, tests }) => ({
    status,
    assertionResults: tests.map((test) => ({ status: test })),
  }));
  writeFileSync(
    path,
    JSON.stringify({
      numPassedTests: report.passed,
      numFailedTests: report.failed,
      numPendingTests: 0,
      numTodoTests: 0,
      testResults,
    }),
  );
  const { passed, failed } = countReport(path, exitCode, '');
  return { passed, failed };
}

describe('counting a report of vitest', () => {
  it('takes the numbers of a good run', () => {
    expect(count({ passed: 12, failed: 0 }, 0)).toEqual({ passed: 12, failed: 0 });
  });

  it('counts failed tests once', () => {
    const files = [{ status: 'failed', tests: ['passed', 'failed', 'failed'] }];
    expect(count({ passed: 1, failed: 2, files }, 1)).toEqual({ passed: 1, failed: 2 });
  });

  it('counts a file that did not load as a failure, beside other failures', () => {
    const files = [
      { status: 'failed', tests: [] },
      { status: 'failed', tests: ['failed'] },
    ];
    expect(count({ passed: 0, failed: 1, files }, 1)).toEqual({ passed: 0, failed: 2 });
  });

  it('counts an error outside of all tests, which only the exit code tells', () => {
    expect(count({ passed: 3, failed: 0 }, 1)).toEqual({ passed: 3, failed: 1 });
  });

  it('takes no test at all for a failure', () => {
    expect(count({ passed: 0, failed: 0 }, 0)).toEqual({ passed: 0, failed: 1 });
  });

  it('takes a missing report for a failure', () => {
    expect(countReport(join(folder, 'none.json'), 0, '')).toMatchObject({ passed: 0, failed: 1 });
  });
});
