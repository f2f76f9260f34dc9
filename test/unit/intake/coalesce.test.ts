import { describe, expect, test } from 'vitest';
import { coalesce } from '../../../main/intake/coalesce.ts';

/** Timers that end when the test says so; `waits` are their lengths. */
const ownTimers = () => {
  let due: (() => void) | null = null;
  const waits: number[] = [];
  return {
    waits,
    end: () => due?.(),
    timers: {
      set: (work: () => void, ms: number) => {
        due = work;
        waits.push(ms);
        return work;
      },
      clear: () => {
        due = null;
      },
    },
  };
};

const PACE = { ms: 100, turns: 2, slowMs: 500 };

describe('what comes in bursts', () => {
  test('the first / is told at once, the rest of the turn together and each once', () => {
    const { timers, end } = ownTimers();
    const told: string[][] = [];
    const soon = coalesce<string>((items) => told.push([...items]), timers, PACE);
    soon.tell(['a']);
    soon.tell(['a', 'b']);
    soon.tell(['b']);
    expect(told).toEqual([['a']]);
    end();
    expect(told).toEqual([['a'], ['a', 'b']]);
  });

  test('that goes on / is told less often; after a quiet turn / as at first', () => {
    const { timers, end, waits } = ownTimers();
    const soon = coalesce<string>(() => undefined, timers, PACE);
    soon.tell(['a']);
    for (let turn = 0; turn < 3; turn++) {
      soon.tell(['a']);
      end();
    }
    expect(waits).toEqual([100, 100, 500, 500]);
    end();
    soon.tell(['a']);
    expect(waits.at(-1)).toBe(100);
  });

  test('stopped / tells nothing more', () => {
    const { timers, end } = ownTimers();
    const told: string[][] = [];
    const soon = coalesce<string>((items) => told.push([...items]), timers, PACE);
    soon.tell(['a']);
    soon.tell(['b']);
    soon.stop();
    end();
    expect(told).toEqual([['a']]);
  });
});
