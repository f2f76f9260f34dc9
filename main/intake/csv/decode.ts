import type { CsvEncoding } from '../../../shared/domain/intake.ts';

export interface Decoded {
  readonly text: string;
  readonly encoding: CsvEncoding;
}

/**
 * Text of a CSV as spreadsheets save it: UTF-8 with or without mark, UTF-16 with mark ("Unicode text" of Excel), else
 * windows-1252, which is Latin-1 with the quotes and dashes that Excel adds to it. Never fails: every byte means something there.
 */
export const decodeCsv = (bytes: Uint8Array): Decoded => {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe)
    return { text: new TextDecoder('utf-16le').decode(bytes), encoding: 'utf-16' };
  if (first === 0xfe && second === 0xff)
    return { text: new TextDecoder('utf-16be').decode(bytes), encoding: 'utf-16' };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' };
  } catch {
    return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'windows-1252' };
  }
};
