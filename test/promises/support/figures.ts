import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Read by scripts/promises.ts, which makes the table at the end of `npm test`. */
const FOLDER = join(import.meta.dirname, '../../../test-results/promises');

export type Figures = Readonly<Record<string, number | string>>;

/** Prints what a suite has measured, and leaves it for the table. `part` tells suites of one promise apart. */
export const tellFigures = (promise: string, suite: string, figures: Figures, part = ''): void => {
  mkdirSync(FOLDER, { recursive: true });
  const name = part === '' ? promise : `${promise}-${part}`;
  writeFileSync(join(FOLDER, `${name}.json`), `${JSON.stringify({ promise, suite, figures })}\n`);
  console.info(`${promise}: ${lineOf(figures)}`);
};

export const lineOf = (figures: Figures): string =>
  Object.entries(figures)
    .map(([what, value]) => `${what} ${typeof value === 'number' ? value.toLocaleString('en-US') : value}`)
    .join(', ');
