import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { computeTotals, totalsOf } from '../../../main/domain/totals/index.ts';
import type { DraftObject } from '../../../shared/domain/draft.ts';
import { anyMark, billedMark, draftOf, line, percentGlobal, RUNS, SEED } from './support.ts';

const lines = fc.array(line(anyMark), { minLength: 1, maxLength: 20 });
const billed = fc.array(line(billedMark), { minLength: 1, maxLength: 20 });
const globals = fc.array(percentGlobal, { maxLength: 4 });
const number = (totals: DraftObject, name: string): number => Number(totals[name] ?? 0);

beforeAll(() => {
  console.info(`property tests of totals: seed ${SEED}, ${RUNS.numRuns} cases each`);
});

describe('totals of any lines and percentage discounts', () => {
  it('when a factura is added up, then the total is the sum of its parts and IVA is 19 % to the nearest peso', () => {
    fc.assert(
      fc.property(lines, globals, (items, changes) => {
        const totals = totalsOf(draftOf(33, items, changes));
        const neto = number(totals, 'MntNeto');
        expect(number(totals, 'MntTotal')).toBe(neto + number(totals, 'MntExe') + number(totals, 'IVA'));
        const off = BigInt(number(totals, 'IVA')) * 100n - BigInt(neto) * 19n;
        expect(off > -50n && off <= 50n).toBe(true);
      }),
      RUNS,
    );
  });

  it('when there are no discounts over all, then net, exempt and not billed are the sums of their lines', () => {
    fc.assert(
      fc.property(lines, (items) => {
        const computed = computeTotals(draftOf(33, items));
        const of = (kind: string): number =>
          Number(
            (computed?.lines ?? [])
              .filter((item) => item.kind === kind)
              .reduce((sum, item) => sum + item.amount, 0n) / 1_000_000n,
          );
        const totals = computed?.totales ?? {};
        expect(number(totals, 'MntNeto')).toBe(of('affected'));
        expect(number(totals, 'MntExe')).toBe(of('exempt'));
        expect(number(totals, 'MontoNF')).toBe(of('not_billed') - of('not_billed_negative'));
      }),
      RUNS,
    );
  });

  it('when a boleta is added up, then net, IVA and exempt are exactly what was paid', () => {
    fc.assert(
      fc.property(billed, (items) => {
        const computed = computeTotals(draftOf(39, items));
        const paid = Number(
          (computed?.lines ?? []).reduce((sum, item) => sum + item.amount, 0n) / 1_000_000n,
        );
        const totals = computed?.totales ?? {};
        expect(number(totals, 'MntTotal')).toBe(paid);
        expect(number(totals, 'MntNeto') + number(totals, 'IVA') + number(totals, 'MntExe')).toBe(paid);
        expect(Math.abs(number(totals, 'IVA') - number(totals, 'MntNeto') * 0.19)).toBeLessThanOrEqual(1);
      }),
      RUNS,
    );
  });

  it('when discounts are percentages, then no total is negative and all are whole pesos', () => {
    fc.assert(
      fc.property(fc.constantFrom(33, 34, 39, 41, 46, 52), billed, globals, (type, items, changes) => {
        const computed = computeTotals(draftOf(type, items, changes));
        expect(computed?.negative).toEqual([]);
        for (const value of Object.values(computed?.totales ?? {})) {
          expect(Number.isSafeInteger(value) && Number(value) >= 0).toBe(true);
        }
      }),
      RUNS,
    );
  });

  it('when lines are in another order, then the totals are the same', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(33, 34, 39, 46, 52),
        lines.chain((items) =>
          fc.tuple(fc.constant(items), fc.shuffledSubarray(items, { minLength: items.length })),
        ),
        globals,
        (type, [items, shuffled], changes) => {
          expect(totalsOf(draftOf(type, shuffled, changes))).toEqual(totalsOf(draftOf(type, items, changes)));
        },
      ),
      RUNS,
    );
  });
});
