import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';

const run = promisify(execFile);
const MAX_BUFFER = 64 * 1024 * 1024;

/** The text of a PDF as another program selects it, in the order in which it was written; page breaks are form feeds. */
export const textOf = async (file: string): Promise<string> =>
  (await run('pdftotext', ['-raw', file, '-'], { maxBuffer: MAX_BUFFER })).stdout;

export interface PdfInfo {
  readonly title: string;
  readonly pages: number;
  /** Of the first page, mm. */
  readonly width: number;
  readonly height: number;
}

const POINT_MM = 25.4 / 72;

export const infoOf = async (file: string): Promise<PdfInfo> => {
  const { stdout } = await run('pdfinfo', [file]);
  const field = (name: string): string => new RegExp(`^${name}:\\s*(.*)$`, 'm').exec(stdout)?.[1] ?? '';
  const [, width = '0', height = '0'] = /([\d.]+) x ([\d.]+) pts/.exec(field('Page size')) ?? [];
  return {
    title: field('Title'),
    pages: Number(field('Pages')),
    width: Number(width) * POINT_MM,
    height: Number(height) * POINT_MM,
  };
};

const drawn = async (file: string, prefix: string, ext: string, options: readonly string[]) => {
  await run('pdftoppm', [...options, file, prefix]);
  const { pages } = await infoOf(file);
  const digits = String(pages).length;
  return Array.from(
    { length: pages },
    (_, index) => `${prefix}-${String(index + 1).padStart(digits, '0')}.${ext}`,
  );
};

/** Pages as pictures for eyes, `<prefix>-1.png` and so on. */
export const drawPictures = (file: string, prefix: string, dpi: number): Promise<readonly string[]> =>
  drawn(file, prefix, 'png', ['-png', '-r', String(dpi)]);

/** Pages in grey, as a printer draws them: PGM, which is bytes after a heading. */
export const drawPages = (file: string, prefix: string, dpi: number): Promise<readonly string[]> =>
  drawn(file, prefix, 'pgm', ['-gray', '-r', String(dpi)]);

export interface Stamp {
  readonly bytes: Buffer;
  readonly ecLevel: string;
  /** Where it is on the page, mm. */
  readonly left: number;
  readonly width: number;
  readonly height: number;
  /** Width of the narrowest bar, mm. */
  readonly module: number;
}

let prepared: Promise<unknown> | undefined;
const prepare = (): Promise<unknown> => {
  const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
  // Left to itself it fetches its code from the network.
  prepared ??= prepareZXingModule({
    overrides: { wasmBinary: readFileSync(wasm).buffer as ArrayBuffer },
    fireImmediately: true,
  });
  return prepared;
};

interface Raster {
  readonly width: number;
  readonly isDark: (x: number, y: number) => boolean;
}

const readRaster = (pgm: Buffer): Raster => {
  const heading = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(pgm.subarray(0, 60).toString('latin1'));
  const width = Number(heading?.[1]);
  const start = heading?.[0].length ?? 0;
  return { width, isDark: (x, y) => (pgm[start + y * width + x] ?? 255) < 128 };
};

/** From a column inside of the stamp outwards, until there is nothing dark for as long as a quiet zone is wide. */
const edge = (raster: Raster, from: number, step: 1 | -1, rows: readonly number[], quiet: number): number => {
  let last = from;
  for (let x = from; x >= 0 && x < raster.width && Math.abs(x - last) <= quiet; x += step) {
    if (rows.some((y) => raster.isDark(x, y))) last = x;
  }
  return last;
};

/** The widest bar of a symbol begins it; eight modules. */
const FIRST_BAR = 8;

/** Reads the PDF417 on a page of `drawPages`, and measures it; null when there is none that can be read. */
export const readStamp = async (page: string, dpi: number): Promise<Stamp | null> => {
  await prepare();
  const pgm = readFileSync(page);
  const [found] = await readBarcodes(new Uint8Array(pgm), { formats: ['PDF417'], tryHarder: true });
  if (!found?.isValid) return null;
  const mm = (pixels: number): number => (pixels / dpi) * 25.4;
  const { topLeft, topRight, bottomLeft } = found.position;
  const raster = readRaster(pgm);
  const [top, bottom] = [topLeft.y, bottomLeft.y];
  const rows = Array.from({ length: 9 }, (_, index) => Math.round(top + ((bottom - top) * (index + 1)) / 10));
  const middle = Math.round((topLeft.x + topRight.x) / 2);
  const quiet = dpi / 25.4;
  const left = edge(raster, middle, -1, rows, quiet);
  const right = edge(raster, middle, 1, rows, quiet) + 1;
  let bar = 0;
  while (raster.isDark(left + bar, rows[4] ?? 0)) bar += 1;
  return {
    bytes: Buffer.from(found.bytes),
    ecLevel: found.ecLevel,
    left: mm(left),
    width: mm(right - left),
    height: mm(bottom - top),
    module: mm(bar / FIRST_BAR),
  };
};
