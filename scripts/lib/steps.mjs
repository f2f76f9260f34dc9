import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { NODE_MODULES, projectEnv, projectNode, ROOT } from './paths.mjs';
import { run, runAttached } from './run.mjs';

/**
 * @typedef {object} Outcome
 * @property {number} passed
 * @property {number} failed
 * @property {string} [output] shown when something failed
 * @property {string} [figures] one short line about what was looked at
 */

/** Where the JSON reports of the suites lie; ignored by git. */
const REPORTS = join(ROOT, 'test-results');

/**
 * A tool whose exit code is its verdict: counts as one test.
 * @param {string} script path of its JavaScript inside node_modules
 * @param {readonly string[]} args
 * @param {(output: string) => string | undefined} [figures]
 * @returns {Promise<Outcome>}
 */
async function tool(script, args, figures = () => undefined) {
  const { code, output } = await run(projectNode(), [join(NODE_MODULES, script), ...args]);
  const line = figures(output);
  return {
    passed: code === 0 ? 1 : 0,
    failed: code === 0 ? 0 : 1,
    ...(code === 0 ? {} : { output }),
    ...(line ? { figures: line } : {}),
  };
}

/** Format and lint in one pass. Warnings fail too: one that is let pass is never seen again. */
export function lint() {
  const args = ['check', '.', '--error-on-warnings', '--max-diagnostics=30', '--colors=off'];
  return tool('@biomejs/biome/bin/biome', args, (output) =>
    /Checked \d+ files?/.exec(output)?.[0].toLowerCase(),
  );
}

/** The three compilations: Node's side, the page's side, and the tests that reach into pages. */
export async function types() {
  const projects = ['tsconfig.json', 'tsconfig.renderer.json', 'tsconfig.e2e.json'];
  const results = await Promise.all(projects.map((project) => tool('typescript/bin/tsc', ['-p', project])));
  const failures = results.filter((result) => result.failed > 0);
  return {
    passed: failures.length === 0 ? 1 : 0,
    failed: failures.length === 0 ? 0 : 1,
    output: failures.map((failure) => failure.output).join(''),
    figures: `${projects.length} projects`,
  };
}

export function layers() {
  const args = ['--config', '.dependency-cruiser.mjs', 'main', 'preload', 'renderer', 'shared'];
  return tool(
    'dependency-cruiser/bin/dependency-cruiser.mjs',
    args,
    (output) => /\d+ modules, \d+ dependencies cruised/.exec(output)?.[0],
  );
}

/** Files, exports and packages that nothing uses. */
export function dead() {
  return tool('knip/bin/knip.js', ['--no-progress', '--no-config-hints']);
}

/**
 * Runs vitest projects and counts from its JSON report, not from what it prints.
 * @param {string} name of the report
 * @param {readonly string[]} projects
 * @param {{ quiet?: boolean, env?: Record<string, string> }} [options] quiet: captured, shown on failure only
 * @returns {Promise<Outcome>}
 */
export async function vitest(name, projects, options = {}) {
  mkdirSync(REPORTS, { recursive: true });
  const report = join(REPORTS, `${name}.json`);
  rmSync(report, { force: true });
  const args = [
    join(NODE_MODULES, 'vitest', 'vitest.mjs'),
    'run',
    ...projects.map((project) => `--project=${project}`),
    `--reporter=${options.quiet ? 'dot' : 'verbose'}`,
    '--reporter=json',
    `--outputFile.json=${report}`,
  ];
  // CI=true makes vitest colour what nobody sees in colour.
  const env = projectEnv({ ...(process.stdout.isTTY ? {} : { NO_COLOR: '1' }), ...options.env });
  const { code, output } = options.quiet
    ? await run(projectNode(), args, { env })
    : { code: await runAttached(projectNode(), args, { env, stdio: ['ignore', 1, 1] }), output: '' };
  return countReport(report, code, output);
}

/**
 * @param {string} report
 * @param {number} code
 * @param {string} output
 * @returns {Outcome}
 */
export function countReport(report, code, output) {
  let numbers;
  try {
    numbers = JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    return { passed: 0, failed: 1, output: `${output}\nvitest ended with code ${code} and left no report` };
  }
  const passed = Number(numbers.numPassedTests);
  const failed = Number(numbers.numFailedTests);
  // A file that does not load, or a hook that fails, has no failed test to show for it; an unhandled error not
  // even a file: vitest's exit code is then the only sign.
  /** @type {{ status: string, assertionResults: { status: string }[] }[]} */
  const files = numbers.testResults;
  const silent = files.filter(
    (file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
  ).length;
  const broken = silent === 0 && failed === 0 && code !== 0 ? 1 : silent;
  const none = passed + failed + broken === 0 ? 1 : 0;
  const skipped = Number(numbers.numPendingTests) + Number(numbers.numTodoTests);
  const figures = [`${passed} passed`, `${failed + broken + none} failed`];
  if (skipped > 0) figures.push(`${skipped} skipped`);
  if (none > 0) figures.push('no test was executed');
  return { passed, failed: failed + broken + none, output, figures: figures.join(', ') };
}
