import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { daysLeft, perDay } from '../../../main/domain/folios/forecast.ts';
import { explain, type FolioNote } from '../../../main/domain/folios/unused.ts';

const SEED = 20_261_125;
const DAY = 86_400_000;

const span = fc
  .tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 30 }))
  .map(([from, more]) => ({ from, to: from + more }));
const note: fc.Arbitrary<FolioNote> = fc.tuple(span, fc.constantFrom('elsewhere', 'annulled'), fc.nat()).map(
  ([where, kind, notedAt]): FolioNote => ({
    ...where,
    kind: kind as FolioNote['kind'],
    notedAt,
    notedBy: 'Ana',
  }),
);

describe(`folios without a document (seed ${SEED})`, () => {
  test('any notes / explained / each folio once, in order, with the last note about it', () => {
    fc.assert(
      fc.property(span, fc.array(note, { maxLength: 8 }), (whole, notes) => {
        const pieces = explain(whole, notes);
        let next = whole.from;
        for (const piece of pieces) {
          expect(piece.from).toBe(next);
          expect(piece.to).toBeGreaterThanOrEqual(piece.from);
          for (let folio = piece.from; folio <= piece.to; folio++) {
            const last = notes.findLast((each) => each.from <= folio && each.to >= folio);
            expect(piece.note?.kind ?? null).toBe(last?.kind ?? null);
            expect(piece.note?.notedAt ?? null).toBe(last?.notedAt ?? null);
          }
          next = piece.to + 1;
        }
        expect(next).toBe(whole.to + 1);
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  test('two notes side by side / explained / two spans; without any / one, unexplained', () => {
    const one: FolioNote = { from: 5, to: 9, kind: 'elsewhere', notedAt: 1, notedBy: 'Ana' };
    const two: FolioNote = { from: 10, to: 14, kind: 'annulled', notedAt: 2, notedBy: 'Ana' };
    expect(
      explain({ from: 5, to: 20 }, [one, two]).map(({ from, to, note: said }) => [from, to, said?.kind]),
    ).toEqual([
      [5, 9, 'elsewhere'],
      [10, 14, 'annulled'],
      [15, 20, undefined],
    ]);
    expect(explain({ from: 1, to: 3 }, [])).toEqual([{ from: 1, to: 3, note: null }]);
  });
});

describe('how long folios last', () => {
  test.each([
    ['nothing issued', { issued: 0, firstAt: null }, 100, null, null],
    ['a first morning', { issued: 14, firstAt: -DAY / 2 }, 100, 2, 50],
    ['four steady weeks', { issued: 112, firstAt: -28 * DAY }, 10, 4, 2],
    ['none left', { issued: 28, firstAt: -28 * DAY }, 0, 1, 0],
  ] as const)('%s / told / the pace and whole days', (_, pace, left, rate, days) => {
    expect(perDay(pace, 0)).toBe(rate);
    expect(daysLeft(left, rate)).toBe(days);
  });
});
