import { expect, test } from 'vitest';
import { benchQueue } from '../../scripts/bench/queue.ts';
import { tellFigures } from './support/figures.ts';
import { often } from './support/random.ts';

const DOCUMENTS = often(100_000, 1_000_000);

// Figures are printed and not asserted: a machine under load is no defect of the program. `npm run bench` has the full ones.
test(`P9 ${DOCUMENTS.toLocaleString('en-US')} documents / claim, lists, searches, groups, counts / measured`, () => {
  const figures = benchQueue(DOCUMENTS);
  expect(figures.length).toBeGreaterThan(20);
  const told = figures.map(
    ({ name, p50, p99 }) => [`${name} ms`, `${p50.toFixed(1)}/${p99.toFixed(1)}`] as const,
  );
  tellFigures('P9', 'test/promises/p09-big-queue.test.ts', {
    documents: DOCUMENTS,
    'each as': 'p50/p99',
    ...Object.fromEntries(told),
  });
}, 1_200_000);
