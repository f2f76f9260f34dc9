import { drawingSVG, pdf417 } from 'bwip-js/generic';
import type { Paper } from '../../shared/print/data.ts';

/** A drawn PDF417: its modules as one path, and its measures on paper. */
export interface StampImage {
  /** In modules; the view box of the path. */
  readonly columns: number;
  readonly rows: number;
  readonly path: string;
  readonly widthMm: number;
  readonly heightMm: number;
}

/** PROTOCOL.md 9: error level 5, height of a module three times its width. */
const ERROR_LEVEL = 5;
const ROW_HEIGHT = 3;

/**
 * Columns of data, and the room that the stamp may take, mm. The SII wants 2 × 5 to 4 × 9 cm, and on the roll 2 cm to
 * the left and half a centimetre to the right leave 55 mm of the 80.
 */
const SHAPES: Readonly<Record<Paper, { columns: number; width: number; height: number }>> = {
  letter: { columns: 15, width: 78, height: 36 },
  roll: { columns: 13, width: 55, height: 39 },
};

/**
 * Draws the stamp.
 * @param ted one character per byte of ISO-8859-1
 */
export const encodeStamp = (ted: string, paper: Paper): StampImage => {
  const { columns, width, height } = SHAPES[paper];
  const options = {
    bcid: 'pdf417',
    text: ted,
    eclevel: ERROR_LEVEL,
    columns,
    rowmult: ROW_HEIGHT,
    // Bytes, not text in UTF-8: what is read back is what was signed.
    binarytext: true,
    scale: 1,
  };
  const svg = pdf417(options, drawingSVG());
  const box = /viewBox="0 0 (\d+) (\d+)"/.exec(svg);
  const path = /<path d="([^"]+)"/.exec(svg)?.[1];
  if (!box || path === undefined) throw new Error('the stamp could not be drawn');
  const [modules, rows] = [Number(box[1]), Number(box[2])];
  const module = Math.min(width / modules, height / rows);
  return { columns: modules, rows, path, widthMm: modules * module, heightMm: rows * module };
};
