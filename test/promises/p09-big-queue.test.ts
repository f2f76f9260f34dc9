import { expect, test } from 'vitest';
import { benchQueue } from '../../scripts/bench/queue.ts';
import { tellFigures } from './support/figures.ts';
import { often } from './support/random.ts';

const DOCUMENTS = often(20_000, 100_000);

// Figures are printed and not asserted: a machine under load is no defect of the program. `npm run bench` has the full ones.
test(`P9 ${DOCUMENTS.toLocaleString('en-US')} documents in the queue / claim, lists, start / measured`, () => {
  const figures = benchQueue(DOCUMENTS);
  expect(figures.length).toBeGreaterThan(3);
  const told = figures.map(({ name, p99 }) => [`${name} p99 ms`, p99] as const);
  tellFigures('P9', 'test/promises/p09-big-queue.test.ts', {
    documents: DOCUMENTS,
    ...Object.fromEntries(told),
  });
}, 240_000);
