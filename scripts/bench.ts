import { parseArgs } from 'node:util';
import type { Figure } from './bench/measure.ts';
import { benchQueue } from './bench/queue.ts';
import { benchSigning } from './bench/signing.ts';

// Speed is measured here and never asserted in a test: a machine under load is no defect of the program.
const { values } = parseArgs({ options: { documents: { type: 'string', default: '100000' } } });

const show = (figures: readonly Figure[]): void => {
  for (const { name, runs, p50, p99, max } of figures) {
    console.log(
      `${name.padEnd(40)} ${String(runs).padStart(6)} runs   p50 ${p50} ms   p99 ${p99} ms   max ${max} ms`,
    );
  }
};

show(benchSigning());
show(benchQueue(Number(values.documents)));
