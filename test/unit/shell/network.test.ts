import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchNetwork } from '../../../main/shell/network.ts';

const SOON = 5_000;

describe('the watch over the network', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('a network that goes away and comes back is told once, when it is back', () => {
    let online = true;
    const back = vi.fn();
    const stop = watchNetwork(() => online, back);
    online = false;
    vi.advanceTimersByTime(3 * SOON);
    expect(back).not.toHaveBeenCalled();
    online = true;
    vi.advanceTimersByTime(3 * SOON);
    expect(back).toHaveBeenCalledTimes(1);
    stop();
  });

  it('one that was there all the time, or is no longer watched, is not told', () => {
    let online = true;
    const back = vi.fn();
    const stop = watchNetwork(() => online, back);
    vi.advanceTimersByTime(10 * SOON);
    online = false;
    vi.advanceTimersByTime(SOON);
    stop();
    online = true;
    vi.advanceTimersByTime(10 * SOON);
    expect(back).not.toHaveBeenCalled();
  });
});
