import { describe, expect, it } from 'vitest';
import { figuresOf } from '../../../renderer/lib/use-api.ts';

const page = (total: number, exact: boolean, all: number | null) => ({ total, exact, all });

describe('how many a list has', () => {
  it('of several pages / the last one counted them, and the first one says how many there are in all', () => {
    expect(figuresOf([page(100, false, 8_431), page(120, true, null)])).toEqual({
      total: 120,
      exact: true,
      all: 8_431,
    });
  });
  it('of at least so many / is not exact, but where there are no more in all', () => {
    expect(figuresOf([page(10_000, false, 812_000)]).exact).toBe(false);
    expect(figuresOf([page(20_000, false, 20_000)]).exact).toBe(true);
  });
  it('of a list that does not say how many there are in all / has no such number', () => {
    expect(figuresOf([{ total: 3, exact: false }])).toEqual({ total: 3, exact: false, all: null });
  });
  it('of no page / is none', () => {
    expect(figuresOf([])).toEqual({ total: 0, exact: true, all: null });
  });
});
