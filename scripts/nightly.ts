import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

// Each promise that has a larger variant, one after the other, as tests of their own: what is done is written down, so that a night
// that was broken off goes on with `--resume`. The table is printed at the end, and exits with 1 if any of them failed.
const ROOT = join(import.meta.dirname, '..');
const DONE = join(ROOT, 'test-results/nightly.json');

const SUITES: readonly (readonly [promise: string, what: string, files: readonly string[]])[] = [
  ['P1', '2,000 SIGKILLs at random moments and one at each named one', ['test/crash/crash.test.ts']],
  ['P3', 'power loss', ['test/promises/p03-power-loss.test.ts']],
  ['P5', '1,000 flipped bits', ['test/promises/p05-damage.test.ts', 'test/promises/p05-live-damage.test.ts']],
  [
    'P6',
    '1,000 documents and every table',
    ['test/promises/p06-restore.test.ts', 'test/promises/p06-every-table.test.ts'],
  ],
  ['P7', '50 kills of each operation', ['test/crash/maintenance.test.ts']],
  [
    'P9',
    '1,000,000 documents, in the store and in the window',
    ['test/promises/p09-big-queue.test.ts', 'test/e2e/many.e2e.test.ts'],
  ],
  ['P11', '1,000 lives of up to 100 steps', ['test/promises/p11-state-machine.test.ts']],
];

const { values, positionals } = parseArgs({
  options: { resume: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const known = SUITES.map(([promise]) => promise);
const unknown = positionals.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  console.error(`no nightly suite ${unknown.join(', ')}; there are: ${known.join(', ')}`);
  process.exit(2);
}
const done = new Map<string, { readonly ok: boolean; readonly seconds: number }>(
  values.resume && existsSync(DONE)
    ? Object.entries(
        JSON.parse(readFileSync(DONE, 'utf8')) as Record<string, { ok: boolean; seconds: number }>,
      )
    : [],
);
const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs');
for (const [promise, what, files] of SUITES) {
  if (positionals.length > 0 && !positionals.includes(promise)) continue;
  if (done.get(promise)?.ok) continue;
  console.log(`\n=== ${promise}: ${what} ===`);
  const started = performance.now();
  // One file after the other: what is measured must not wait for what is not.
  const suites = ['--project', 'integration', '--project', 'e2e', '--no-file-parallelism'];
  const { status } = spawnSync(process.execPath, [vitest, 'run', ...suites, ...files], {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, RESGUARDO_NIGHT: '1' },
  });
  done.set(promise, { ok: status === 0, seconds: Math.round((performance.now() - started) / 1_000) });
  mkdirSync(join(ROOT, 'test-results'), { recursive: true });
  writeFileSync(DONE, `${JSON.stringify(Object.fromEntries(done), null, 1)}\n`);
}
spawnSync(process.execPath, [join(ROOT, 'scripts/promises.ts')], { cwd: ROOT, stdio: 'inherit' });
console.log('\n=== the night ===');
for (const [promise, { ok, seconds }] of done)
  console.log(`${promise.padEnd(4)}${ok ? 'ok' : 'FAILED'} in ${seconds} s`);
process.exitCode = [...done.values()].every(({ ok }) => ok) ? 0 : 1;
