import { describe, expect, it } from 'vitest';
import { leftOfFilter, leftOfRows, MOST_LISTED } from '../../../renderer/features/queue/left-alone.ts';
import { contract } from '../../../shared/ipc/contract.ts';
import { makeRows } from '../../support/renderer-mock/rows.ts';

const ROWS = makeRows(Date.UTC(2026, 0, 15), 300);
const skipped = (count: number) =>
  ROWS.slice(0, count).map(({ id, type, folio }) => ({ id, type, folio, why: 'in_flight' as const }));

describe('what an action for many left as it was', () => {
  it('of chosen rows / has each by its name, with the reason', () => {
    const [row] = ROWS;
    if (!row) throw new Error('no rows');
    const left = leftOfRows({ done: [], skipped: [{ id: row.id, why: 'wrong_state' }], undo: null }, ROWS);
    expect(left).toEqual({
      total: 1,
      rows: [{ id: row.id, why: 'wrong_state', name: expect.stringContaining(String(row.folio)) }],
    });
  });
  it('of very many / lists the first of them, and still knows how many there are', () => {
    const chosen = leftOfRows({ done: [], skipped: skipped(250), undo: null }, ROWS);
    expect([chosen.total, chosen.rows.length]).toEqual([250, MOST_LISTED]);
    const matching = leftOfFilter({ done: 0, left: 4_000, skipped: skipped(200), undo: null });
    expect([matching.total, matching.rows.length]).toEqual([4_000, 200]);
  });
  it('of everything that a filter finds / main may name as many as the list shows', () => {
    const report = (count: number) => ({ done: 0, left: count, skipped: skipped(count), undo: null });
    const { output } = contract['queue.retryMatching'];
    expect(output.safeParse(report(MOST_LISTED)).success).toBe(true);
    expect(output.safeParse(report(MOST_LISTED + 1)).success).toBe(false);
  });
});
