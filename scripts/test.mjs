// npm test: everything, from the quickest to the slowest. `--only STEP[,STEP]` runs a part (names below).
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuilt } from './lib/build.mjs';
import { ensurePackages, TEST_TOOLS, VIRTUAL_DISPLAY } from './lib/debian.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { hasDisplay } from './lib/display.mjs';
import { ensureElectron } from './lib/electron.mjs';
import { projectNode, ROOT } from './lib/paths.mjs';
import { run, runAttached, tail } from './lib/run.mjs';
import { runMain, SetupError } from './lib/say.mjs';
import { dead, layers, lint, types, vitest } from './lib/steps.mjs';

/** @typedef {import('./lib/steps.mjs').Outcome} Outcome */

/** At most that many lines of a failing tool are shown: the first ones hold the cause. */
const OUTPUT_LINES = 80;

/**
 * Steps in order. `needs` names steps that must have passed in this run, or be cheap to make good.
 * @type {Record<string, { title: string, needs?: string, run: () => Promise<Outcome> }>}
 */
const STEPS = {
  lint: { title: 'format and lint', run: lint },
  types: { title: 'types', run: types },
  layers: { title: 'layers', run: layers },
  dead: { title: 'dead code', run: dead },
  unit: { title: 'unit and property tests', run: () => vitest('unit', ['unit']) },
  integration: { title: 'integration tests', run: () => vitest('integration', ['integration']) },
  build: { title: 'build', run: () => oneTest(ensureBuilt) },
  e2e: { title: 'the app in the real Electron', needs: 'build', run: windowTests },
  package: { title: 'package', needs: 'build', run: () => oneTest(makePackage) },
  packaged: { title: 'the packaged app', needs: 'package', run: () => vitest('packaged', ['packaged']) },
};

await runMain(async () => {
  const { values } = parseArgs({ options: { only: { type: 'string', multiple: true } } });
  const chosen = choose(values.only ?? []);
  await prepare(chosen);

  let passed = 0;
  let failed = 0;
  /** @type {Set<string>} */
  const broken = new Set();
  for (const name of chosen) {
    const step = STEPS[name];
    if (!step) continue;
    console.log(`\n=== ${step.title} ===`);
    const started = Date.now();
    const outcome =
      step.needs && broken.has(step.needs)
        ? { passed: 0, failed: 1, output: `not run, because "${step.needs}" failed` }
        : await settled(step.run);
    if (outcome.failed > 0) {
      broken.add(name);
      if (outcome.output) console.log(shorten(outcome.output));
    }
    passed += outcome.passed;
    failed += outcome.failed;
    const seconds = ((Date.now() - started) / 1000).toFixed(1);
    const figures = outcome.figures ? `, ${outcome.figures}` : '';
    console.log(`--- ${step.title}: ${outcome.failed > 0 ? 'FAILED' : 'ok'} in ${seconds} s${figures}`);
  }
  if (chosen.includes('integration'))
    await runAttached(projectNode(), [join(ROOT, 'scripts', 'promises.ts')]);
  if (broken.size > 0) console.log(`\nfailed: ${[...broken].join(', ')}`);
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0 ? 0 : 1;
});

/** @param {readonly string[]} only */
function choose(only) {
  const names = only.flatMap((value) => value.split(','));
  const unknown = names.filter((name) => !(name in STEPS));
  if (unknown.length > 0) {
    throw new SetupError(`no step "${unknown.join(', ')}"; there are: ${Object.keys(STEPS).join(', ')}`);
  }
  if (names.length === 0) return Object.keys(STEPS);
  const wanted = new Set(names);
  if (wanted.has('packaged')) wanted.add('package');
  if (wanted.has('e2e') || wanted.has('package')) wanted.add('build');
  return Object.keys(STEPS).filter((name) => wanted.has(name));
}

/** @param {readonly string[]} chosen */
async function prepare(chosen) {
  await ensureDependencies();
  const windows = chosen.some((name) => ['e2e', 'package', 'packaged'].includes(name));
  // Integration tests start Electron too, where a promise is about a process that dies.
  if (windows || chosen.includes('integration')) await ensureElectron();
  if (chosen.some((name) => ['unit', 'integration'].includes(name))) {
    await ensurePackages(TEST_TOOLS, 'tests against xmllint and xmlsec1');
  }
  if (windows && !hasDisplay()) await ensurePackages(VIRTUAL_DISPLAY, 'a virtual display');
}

/** @param {() => Promise<void>} work @returns {Promise<Outcome>} */
async function oneTest(work) {
  await work();
  return { passed: 1, failed: 0 };
}

/** @param {() => Promise<Outcome>} work @returns {Promise<Outcome>} */
async function settled(work) {
  try {
    return await work();
  } catch (error) {
    return { passed: 0, failed: 1, output: error instanceof SetupError ? error.message : String(error) };
  }
}

/** All tests in the window, and one more: that together they had it call every channel of its contract. @returns {Promise<Outcome>} */
async function windowTests() {
  const calls = join(ROOT, 'test-results', 'channels');
  rmSync(calls, { recursive: true, force: true });
  mkdirSync(calls, { recursive: true });
  const outcome = await vitest('e2e', ['e2e'], { env: { RESGUARDO_CHANNEL_CALLS: calls } });
  const { code, output } = await run(projectNode(), [join(ROOT, 'scripts', 'channels.ts'), calls]);
  console.log(output.trim());
  return code === 0
    ? { ...outcome, passed: outcome.passed + 1 }
    : { ...outcome, failed: outcome.failed + 1, output: `${outcome.output ?? ''}${output}` };
}

async function makePackage() {
  // As a program of its own: what a person types is what is tested.
  const { code, output } = await run(projectNode(), [join(ROOT, 'scripts', 'package.mjs'), '--dir']);
  if (code !== 0) throw new SetupError(tail(output, 40));
}

/** @param {string} output */
function shorten(output) {
  const lines = output.trim().split('\n');
  if (lines.length <= OUTPUT_LINES) return lines.join('\n');
  return [...lines.slice(0, OUTPUT_LINES), `… and ${lines.length - OUTPUT_LINES} lines more`].join('\n');
}
