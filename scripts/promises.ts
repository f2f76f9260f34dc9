import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Figures, lineOf } from '../test/promises/support/figures.ts';

/**
 * The promises, what proves each, and what was measured the last time: a table on the screen, and its rows as Markdown for the
 * README in test-results/promises.md.
 */
const RESULTS = join(import.meta.dirname, '../test-results');
const FOLDER = join(RESULTS, 'promises');

const PROMISES: readonly (readonly [name: string, promise: string])[] = [
  ['P1', 'No acknowledged document is lost'],
  ['P2', 'No document is sent twice with effect'],
  ['P3', 'Power loss leaves the old or the new state'],
  ['P4', 'A full disk corrupts nothing, is reported, heals'],
  ['P5', 'A damaged byte is found'],
  ['P6', 'Backups restore'],
  ['P7', 'Interrupting maintenance is harmless'],
  ['P8', 'Clock changes are safe'],
  ['P9', 'A big queue stays quick'],
  ['P10', 'A hostile SII is survived'],
  ['P11', 'The state machine has no illegal move'],
  ['P12', 'One instance, one writer'],
  ['P13', 'Secrets never leak'],
  ['P14', 'The renderer can do no harm'],
  ['P15', 'Quitting is safe'],
  ['P16', 'Signed bytes stay valid'],
];

interface Told {
  readonly promise: string;
  readonly suite: string;
  readonly figures: Figures;
}

const told: readonly Told[] = existsSync(FOLDER)
  ? readdirSync(FOLDER)
      .filter((name) => name.endsWith('.json'))
      .sort()
      .map((name) => JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as Told)
  : [];

const rows = PROMISES.flatMap(([name, promise]) => {
  const own = told.filter((each) => each.promise === name);
  return own.length > 0
    ? own.map(({ suite, figures }) => [name, promise, suite, lineOf(figures)] as const)
    : [[name, promise, '-', 'not measured'] as const];
});

const markdown = [
  '| # | Promise | Suite | Measured |',
  '|---|---|---|---|',
  ...rows.map(([name, promise, suite, figures]) => `| ${name} | ${promise} | \`${suite}\` | ${figures} |`),
];
mkdirSync(RESULTS, { recursive: true });
writeFileSync(join(RESULTS, 'promises.md'), `${markdown.join('\n')}\n`);

console.log('\n=== the promises ===');
for (const [name, promise, suite, figures] of rows) {
  console.log(`${name.padEnd(4)}${promise}`);
  console.log(`    ${suite}`);
  console.log(`    ${figures}`);
}
