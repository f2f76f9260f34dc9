import papaparse from 'papaparse';
import type { SiiState } from '../../shared/domain/states.ts';
import type { Money } from '../../shared/format/money.ts';
import { siiStates } from '../../shared/texts/states.ts';
import { cell } from './csv-cell.ts';

/** One line of `indice.csv`. */
export interface IndexRow {
  readonly type: number;
  readonly folio: number;
  /** `AAAA-MM-DD`, which every spreadsheet sorts. */
  readonly issuedOn: string;
  readonly receptorRut: string;
  readonly receptorName: string;
  readonly total: number;
  /** Null where `total` is in pesos. */
  readonly money: Money | null;
  readonly siiState: SiiState;
  readonly trackId: string | null;
  /** Of the XML file. */
  readonly sha256: string;
  /** Its name beside the index. */
  readonly file: string;
}

/**
 * Columns of the index, in order: type (33), folio, date of issue, RUT and name of the receptor, total in its currency, what
 * the SII says, its number for the shipment, SHA-256 of the XML file, its name, the currency, and the total in pesos
 * (empty where an export document does not say it), which is what may be added up.
 */
export const INDEX_COLUMNS = [
  'Tipo',
  'Folio',
  'Fecha',
  'RUT receptor',
  'Razón social',
  'Monto total',
  'Estado SII',
  'Track ID',
  'SHA-256',
  'Archivo',
  'Moneda',
  'Monto en pesos',
] as const;

/**
 * The index as bytes: semicolons (Excel in Chile splits by them), UTF-8 with its mark (or Excel takes it for
 * windows-1252), lines end with CRLF.
 */
export const indexCsv = (rows: readonly IndexRow[]): Buffer => {
  const data = rows.map((row) => [
    row.type,
    row.folio,
    cell(row.issuedOn),
    cell(row.receptorRut),
    cell(row.receptorName),
    row.money === null ? row.total : String(row.money.total).replace('.', ','),
    siiStates[row.siiState].name,
    cell(row.trackId ?? ''),
    cell(row.sha256),
    cell(row.file),
    row.money?.currency ?? 'PESO CL',
    row.money === null ? row.total : (row.money.pesos ?? ''),
  ]);
  const text = papaparse.unparse({ fields: [...INDEX_COLUMNS], data }, { delimiter: ';', newline: '\r\n' });
  return Buffer.from(`\ufeff${text}\r\n`, 'utf8');
};
