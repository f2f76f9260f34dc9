/** Of a window or a display, in pixels. */
export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const within = (value: number, from: number, to: number): number => Math.max(from, Math.min(value, to));

/** Where a window was, moved and made smaller as far as the display needs that is there now: all of it is seen. */
export const fitInto = (window: Bounds, area: Bounds): Bounds => {
  const width = Math.min(window.width, area.width);
  const height = Math.min(window.height, area.height);
  return {
    x: within(window.x, area.x, area.x + area.width - width),
    y: within(window.y, area.y, area.y + area.height - height),
    width,
    height,
  };
};
