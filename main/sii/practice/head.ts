import type { Channel } from '../../../shared/domain/document-type.ts';

/**
 * What the SII looks at in an uploaded file before it parses it, PROTOCOL.md 3: the head literally, then the lines.
 */

/** What each channel takes. EnvioBOLETA at DTEUpload is for the certification set alone (PROTOCOL.md 5). */
const SCHEMAS: Readonly<Record<Channel, readonly [root: string, schema: string]>> = {
  factura: ['EnvioDTE', 'EnvioDTE_v10.xsd'],
  boleta: ['EnvioBOLETA', 'EnvioBOLETA_v11.xsd'],
};

/** Bytes of a line, without its LF. "Line too long (4090)". */
const LONGEST_LINE = 4090;

const XSI = 'http://www.w3.org/2001/XMLSchema-instance';

/** `xmlns`, `xmlns:xsi`, `xsi:schemaLocation`, `version`, in this order and nothing else. */
const headPattern = (root: string, schema: string): RegExp =>
  new RegExp(
    `^<\\?xml version="1\\.0" encoding="ISO-8859-1"\\?>\\s*<${root}\\s+xmlns="http://www\\.sii\\.cl/SiiDte"\\s+` +
      `xmlns:xsi="${XSI.replaceAll('.', '\\.')}"\\s+` +
      `xsi:schemaLocation="http://www\\.sii\\.cl/SiiDte ${schema.replaceAll('.', '\\.')}"\\s+version="1\\.0"\\s*>`,
  );

const HEADS = { factura: headPattern(...SCHEMAS.factura), boleta: headPattern(...SCHEMAS.boleta) };

/** Control characters that XML 1.0 has not, and the C1 range, which is no character of ISO-8859-1. */
const isForbidden = (byte: number): boolean =>
  (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d) || (byte >= 0x7f && byte <= 0x9f);

/** @returns the line for DETAIL, or null when nothing is wrong */
export const headProblem = (file: Buffer, channel: Channel): string | null => {
  const head = file.toString('latin1', 0, 1000);
  if (!HEADS[channel].test(head)) return 'SCH-00001: Invalid Schema Name';
  let start = 0;
  while (start < file.length) {
    const end = file.indexOf(0x0a, start);
    const stop = end < 0 ? file.length : end;
    if (stop - start > LONGEST_LINE) return 'CHR-00002: Line too long (4090)';
    start = stop + 1;
  }
  if (file.some(isForbidden)) return 'CHR-00001: Invalid character';
  return null;
};
