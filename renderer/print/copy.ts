import type { PrintData } from '../../shared/print/data.ts';
import type { StampImage } from './barcode.ts';

/** What every paper is drawn from. */
export interface CopyProps {
  readonly data: PrintData;
  readonly stamp: StampImage;
  /** Called once, when nothing will move any more. */
  readonly onDrawn: () => void;
}

const PX_PER_MM = 96 / 25.4;
export const toMm = (px: number): number => px / PX_PER_MM;

/** Tells Chromium the size of the paper; the rule goes into the page's own sheet, which its policy allows. */
export const setPaper = (widthMm: number, heightMm: number): void => {
  document.styleSheets[0]?.insertRule(`@page { size: ${widthMm}mm ${heightMm}mm; margin: 0; }`);
};
