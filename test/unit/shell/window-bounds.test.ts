import { describe, expect, it } from 'vitest';
import { fitInto } from '../../../main/shell/window-bounds.ts';

const DISPLAY = { x: 0, y: 24, width: 1366, height: 744 };

describe('where the window opens', () => {
  it('on a display that shows all of it, is where it was', () => {
    const was = { x: 40, y: 30, width: 1300, height: 700 };
    expect(fitInto(was, DISPLAY)).toEqual(was);
  });

  it('bigger than the display of today, is as big as that', () => {
    expect(fitInto({ x: 100, y: 100, width: 2400, height: 1300 }, DISPLAY)).toEqual(DISPLAY);
  });

  it.each([
    [
      { x: 5_000, y: 4_000, width: 1280, height: 700 },
      { x: 86, y: 68, width: 1280, height: 700 },
    ],
    [
      { x: -3_000, y: -900, width: 1280, height: 700 },
      { x: 0, y: 24, width: 1280, height: 700 },
    ],
  ])('on a display that is gone (%o), is moved into the one that is there', (was, now) => {
    expect(fitInto(was, DISPLAY)).toEqual(now);
  });

  it('on a second display to the left, stays on it', () => {
    const left = { x: -1920, y: 0, width: 1920, height: 1080 };
    const was = { x: -1800, y: 50, width: 1280, height: 800 };
    expect(fitInto(was, left)).toEqual(was);
  });
});
