import type { TraySign } from '../../presence/tray-model.ts';

/** Pixels of one side; the system makes it smaller where it has to. */
export const SIGN_SIZE: number = 32;

/** Samples of a pixel's side: edges without steps. */
const SAMPLES = 4;

type Inside = (x: number, y: number) => boolean;

/** A shield over the whole of the square 0…1. */
const shield: Inside = (x, y) => {
  if (y < 0.04 || y > 0.98) return false;
  const half = y < 0.5 ? 0.42 : 0.42 * Math.sqrt(Math.max(0, 1 - ((y - 0.5) / 0.48) ** 2));
  return Math.abs(x - 0.5) <= half;
};

const stroke =
  (x1: number, y1: number, x2: number, y2: number, width: number): Inside =>
  (x, y) => {
    const [dx, dy] = [x2 - x1, y2 - y1];
    const along = Math.min(1, Math.max(0, ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy)));
    return Math.hypot(x - x1 - along * dx, y - y1 - along * dy) <= width / 2;
  };

const anyOf =
  (...shapes: readonly Inside[]): Inside =>
  (x, y) =>
    shapes.some((inside) => inside(x, y));

/** What is cut out of the shield: the signs tell apart without colour. */
const CUTS: Readonly<Record<TraySign, Inside>> = {
  ok: anyOf(stroke(0.31, 0.48, 0.45, 0.63, 0.11), stroke(0.45, 0.63, 0.7, 0.33, 0.11)),
  working: (x, y) => Math.abs(Math.hypot(x - 0.5, y - 0.46) - 0.17) <= 0.055,
  paused: anyOf(stroke(0.4, 0.32, 0.4, 0.62, 0.11), stroke(0.6, 0.32, 0.6, 0.62, 0.11)),
  attention: anyOf(stroke(0.5, 0.22, 0.5, 0.52, 0.13), stroke(0.5, 0.7, 0.5, 0.71, 0.14)),
};

/** Blue, green, red of a colour that is seen on light and on dark bars. */
const COLORS: Readonly<Record<TraySign, readonly [number, number, number]>> = {
  ok: [0xe6, 0x73, 0x62],
  working: [0xe6, 0x73, 0x62],
  paused: [0x3f, 0xbf, 0xff],
  attention: [0x3a, 0x44, 0xe5],
};

/** The sign as pixels, four bytes each: blue, green, red, alpha (premultiplied), row by row from the top. */
export const drawSign = (sign: TraySign): Buffer => {
  const pixels = Buffer.alloc(SIGN_SIZE * SIGN_SIZE * 4);
  const cut = CUTS[sign];
  const [blue, green, red] = COLORS[sign];
  for (let row = 0; row < SIGN_SIZE; row += 1) {
    for (let column = 0; column < SIGN_SIZE; column += 1) {
      let hits = 0;
      for (let sample = 0; sample < SAMPLES * SAMPLES; sample += 1) {
        const x = (column + ((sample % SAMPLES) + 0.5) / SAMPLES) / SIGN_SIZE;
        const y = (row + (Math.floor(sample / SAMPLES) + 0.5) / SAMPLES) / SIGN_SIZE;
        if (shield(x, y) && !cut(x, y)) hits += 1;
      }
      const alpha = hits / (SAMPLES * SAMPLES);
      pixels.set(
        [blue * alpha, green * alpha, red * alpha, 255 * alpha].map(Math.round),
        (row * SIGN_SIZE + column) * 4,
      );
    }
  }
  return pixels;
};
