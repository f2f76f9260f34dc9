import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchNetwork } from '../../../main/shell/network.ts';

const SOON = 5_000;

describe('the watch over the network', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('a network that goes away and comes back is told once each', () => {
    let online = true;
    const told = vi.fn();
    const stop = watchNetwork(() => online, told);
    online = false;
    vi.advanceTimersByTime(3 * SOON);
    expect(told.mock.calls).toEqual([[false]]);
    online = true;
    vi.advanceTimersByTime(3 * SOON);
    expect(told.mock.calls).toEqual([[false], [true]]);
    stop();
  });

  it('one that was there all the time, or is no longer watched, is not told', () => {
    let online = true;
    const told = vi.fn();
    const stop = watchNetwork(() => online, told);
    vi.advanceTimersByTime(10 * SOON);
    stop();
    online = false;
    vi.advanceTimersByTime(10 * SOON);
    expect(told).not.toHaveBeenCalled();
  });
});
