import { code, date, group, integer, REQUIRED, rut, text } from './build.ts';

/**
 * Referencia: other documents that this one mentions, at most 40. format-dte.txt E; format-boletas.txt E.
 */
const start = [integer('NroLinRef', 1, 99, REQUIRED), text('TpoDocRef', 3, REQUIRED), code('IndGlobal', [1])];
const end = [date('FchRef', REQUIRED), code('CodRef', [1, 2, 3]), text('RazonRef', 90)];

export const referenciaDocumento = group(
  'Referencia',
  [...start, text('FolioRef', 18, REQUIRED), rut('RUTOtr'), ...end],
  { max: 40 },
);

export const referenciaExportaciones = group(
  'Referencia',
  [...start, text('FolioRef', 18, REQUIRED), rut('RUTOtr'), text('IdAdicOtr', 20), ...end],
  { max: 40 },
);

/** CodRef of a boleta is free text: `SET` in certification (PROTOCOL.md 11). */
export const referenciaBoleta = group(
  'Referencia',
  [
    integer('NroLinRef', 1, 40, REQUIRED),
    text('TpoDocRef', 3),
    text('FolioRef', 18),
    text('CodRef', 18),
    text('RazonRef', 90),
    text('CodVndor', 8),
    text('CodCaja', 8),
  ],
  { max: 40 },
);
