import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Heights, planSheets, type Slice } from '../../../renderer/print/letter/plan.ts';

const heights = (rows: readonly number[], changes: Partial<Heights> = {}): Heights => ({
  sheet: 1000,
  firstHead: 300,
  nextHead: 50,
  foot: 250,
  sections: [{ head: 30, rows }],
  ...changes,
});

const used = (sheet: readonly Slice[], { sections }: Heights): number =>
  sheet.reduce((sum, { section, from, to }) => {
    const { head = 0, rows = [] } = sections[section] ?? {};
    return sum + head + rows.slice(from, to).reduce((total, row) => total + row, 0);
  }, 0);

describe('planSheets', () => {
  it('of few lines, puts all on one sheet with the foot', () => {
    expect(planSheets(heights([40, 40, 40]))).toEqual([[{ section: 0, from: 0, to: 3 }]]);
  });

  it('of lines that fit without the foot alone, takes the last two along with it', () => {
    const plan = planSheets(heights(Array(12).fill(50)));
    expect(plan).toEqual([[{ section: 0, from: 0, to: 10 }], [{ section: 0, from: 10, to: 12 }]]);
  });

  it('of two sections, repeats the heading of the one that is spread', () => {
    const plan = planSheets(
      heights([], {
        sections: [
          { head: 30, rows: [20, 20] },
          { head: 30, rows: Array(20).fill(60) },
        ],
      }),
    );
    expect(plan[0]?.[0]).toEqual({ section: 0, from: 0, to: 2 });
    expect(plan.slice(1).every((sheet) => sheet[0]?.section === 1)).toBe(true);
  });

  it('of anything, keeps every row once and in order, fits the sheets, and leaves room for the foot', () => {
    const section = fc.record({
      head: fc.integer({ min: 10, max: 40 }),
      rows: fc.array(fc.integer({ min: 10, max: 200 }), { maxLength: 70 }),
    });
    fc.assert(
      fc.property(
        fc.array(section, { minLength: 1, maxLength: 2 }),
        fc.integer({ min: 50, max: 500 }),
        (sections, foot) => {
          const given = heights([], { sections, foot });
          const plan = planSheets(given);
          const seen = plan
            .flat()
            .flatMap(({ section: index, from, to }) =>
              Array.from({ length: to - from }, (_, row) => `${index}.${from + row}`),
            );
          expect(seen).toEqual(
            sections.flatMap(({ rows }, index) => rows.map((_row, row) => `${index}.${row}`)),
          );
          for (const [index, sheet] of plan.entries()) {
            const head = index === 0 ? given.firstHead : given.nextHead;
            const foot = index === plan.length - 1 ? given.foot : 0;
            expect(head + used(sheet, given) + foot).toBeLessThanOrEqual(given.sheet);
          }
        },
      ),
    );
  });
});
