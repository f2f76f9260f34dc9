import { describe, expect, test } from 'vitest';
import {
  afterAnswer,
  afterFailure,
  afterNothingDue,
  afterProbe,
  allowance,
  type Breaker,
  corrected,
  DRAIN_PACE,
  LONGEST_PAUSE,
  newBreaker,
  PROBE_WAITS,
  RELAPSE,
} from '../../../main/domain/queue/breaker.ts';

const T0 = Date.UTC(2026, 6, 1, 16);
const MINUTE = 60_000;
const failed = (breaker: Breaker, document: number, now = T0, retryAfter: number | null = null): Breaker =>
  afterFailure(breaker, document, 'factura', retryAfter, now);
const open = (): Breaker => failed(failed(failed(newBreaker(T0), 1), 2), 3);

describe('opening', () => {
  test('three documents in a row / fail / open, first probe in half a minute', () => {
    expect(failed(failed(newBreaker(T0), 1), 2).state).toBe('closed');
    expect(open()).toMatchObject({
      state: 'open',
      sinceAt: T0,
      nextProbeAt: T0 + 30_000,
      failing: [1, 2, 3],
    });
  });

  test('one document / fails a hundred times / closed: it may have trouble of its own', () => {
    let breaker = newBreaker(T0);
    for (let i = 0; i < 100; i++) breaker = failed(breaker, 7, T0 + i);
    expect(breaker).toMatchObject({ state: 'closed', failing: [7] });
  });

  test('an answer in between / counts anew', () => {
    const breaker = failed(afterAnswer(failed(failed(newBreaker(T0), 1), 2), T0), 3);
    expect(breaker).toMatchObject({ state: 'closed', failing: [3] });
  });

  test('Retry-After / of one document / opens at once, and nothing goes until then', () => {
    const breaker = failed(newBreaker(T0), 1, T0, 10 * MINUTE);
    expect(breaker).toMatchObject({
      state: 'open',
      notBefore: T0 + 10 * MINUTE,
      nextProbeAt: T0 + 10 * MINUTE,
    });
    expect(allowance(corrected(breaker, T0 + 9 * MINUTE), 0, 2, Number.POSITIVE_INFINITY)).toBe('none');
    expect(allowance(corrected(breaker, T0 + 10 * MINUTE), 0, 2, Number.POSITIVE_INFINITY)).toBe(
      'own_schedule',
    );
  });
});

describe('probing', () => {
  test('probes fail / again and again / 30 s, 1, 2, 4, 5, 5 min', () => {
    let breaker = open();
    const waits: number[] = [];
    let now = T0;
    for (let i = 0; i < 6; i++) {
      waits.push(((breaker.nextProbeAt ?? 0) - now) / 1_000);
      now = breaker.nextProbeAt ?? 0;
      breaker = afterProbe(breaker, false, null, now);
    }
    expect(waits).toEqual([30, 60, 120, 240, 300, 300]);
  });

  test('the SII answers a probe / one document first / its answer closes, what gathered is drained', () => {
    const probing = afterProbe(open(), true, null, T0 + 30_000);
    expect(probing).toMatchObject({ state: 'probing', nextProbeAt: null });
    expect(allowance(probing, 0, 2, Number.POSITIVE_INFINITY)).toBe('least_recent');
    expect(allowance(probing, 1, 2, Number.POSITIVE_INFINITY)).toBe('none');
    const closed = afterAnswer(probing, T0 + 31_000);
    expect(closed).toMatchObject({ state: 'closed', failing: [], draining: true });
    expect(allowance(closed, 0, 2, DRAIN_PACE - 1)).toBe('none');
    expect(allowance(closed, 0, 2, DRAIN_PACE)).toBe('any');
    expect(afterNothingDue(closed, T0).draining).toBe(false);
  });

  test('the first document fails all the same / open, with the next longer wait', () => {
    const probing = afterProbe(open(), true, null, T0 + 30_000);
    expect(failed(probing, 4, T0 + 31_000)).toMatchObject({
      state: 'open',
      nextProbeAt: T0 + 31_000 + MINUTE,
    });
  });

  test('nothing to send / the SII is back / closed', () => {
    expect(afterNothingDue(afterProbe(open(), true, null, T0), T0)).toMatchObject({
      state: 'closed',
      draining: false,
    });
  });

  test('it opens again soon after it closed / the waits go on; long after / they begin anew', () => {
    const twice = failed(afterProbe(open(), true, null, T0), 4, T0);
    const closed = afterAnswer(afterProbe(twice, true, null, T0), T0);
    const again = (now: number) => failed(failed(failed(closed, 1, now), 2, now), 3, now);
    expect(again(T0 + 1).nextProbeAt).toBe(T0 + 1 + (PROBE_WAITS[1] ?? 0));
    expect(again(T0 + RELAPSE).nextProbeAt).toBe(T0 + RELAPSE + 30_000);
  });
});

describe('what may be taken', () => {
  test('open / a document whose own time has come / one at a time', () => {
    expect(allowance(open(), 0, 2, Number.POSITIVE_INFINITY)).toBe('own_schedule');
    expect(allowance(open(), 1, 2, Number.POSITIVE_INFINITY)).toBe('none');
  });

  test('two have failed / closed / one at a time, so that no more than three fail', () => {
    const two = failed(failed(newBreaker(T0), 1), 2);
    expect(allowance(two, 0, 2, Number.POSITIVE_INFINITY)).toBe('any');
    expect(allowance(two, 1, 2, Number.POSITIVE_INFINITY)).toBe('none');
  });

  test('an attempt on its own schedule / is answered while open / closed', () => {
    expect(afterAnswer(open(), T0)).toMatchObject({ state: 'closed', draining: true });
  });

  test('paused by a person / any state / nothing, until its time is over', () => {
    const paused = { ...newBreaker(T0), pause: { untilAt: T0 + MINUTE, reason: 'x', by: 'Ana' } };
    expect(allowance(corrected(paused, T0), 0, 2, Number.POSITIVE_INFINITY)).toBe('none');
    expect(allowance(corrected(paused, T0 + MINUTE), 0, 2, Number.POSITIVE_INFINITY)).toBe('any');
  });
});

describe('the clock', () => {
  test.each([-10, -1, 1, 10])(
    'moved by %i years / corrected / a probe within five minutes, no pause for ever',
    (years) => {
      const now = T0 + years * 365 * 24 * 60 * MINUTE;
      const breaker = {
        ...failed(open(), 9, T0, 60 * MINUTE),
        pause: { untilAt: T0 + MINUTE, reason: 'x', by: 'Ana' },
      };
      const right = corrected(breaker, now);
      expect((right.nextProbeAt ?? 0) - now).toBeLessThanOrEqual(5 * MINUTE);
      expect(right.notBefore).toBeNull();
      expect(right.sinceAt).toBeLessThanOrEqual(now);
      expect(right.pause).toBeNull();
      expect(LONGEST_PAUSE).toBe(7 * 24 * 60 * MINUTE);
    },
  );
});
