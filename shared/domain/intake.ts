/** What comes in by file: the columns of a CSV for mass issue, what can be wrong in it, and the life of a batch. */

/** The columns, by the name that their heading has in the example (docs/csv.md). */
export const CSV_COLUMNS = [
  'documento',
  'tipo',
  'fecha',
  'forma_pago',
  'vencimiento',
  'traslado',
  'despacho',
  'rut',
  'razon_social',
  'giro',
  'direccion',
  'comuna',
  'ciudad',
  'correo',
  'item',
  'descripcion',
  'cantidad',
  'unidad',
  'precio',
  'descuento',
  'descuento_monto',
  'exento',
  'ref_tipo',
  'ref_folio',
  'ref_fecha',
  'ref_codigo',
  'ref_razon',
] as const;
export type CsvColumn = (typeof CSV_COLUMNS)[number];

/** What a CSV can have wrong besides the issues of a draft's fields. */
export const CSV_ISSUE_CODES = [
  /** `1.234` may be one thousand or one and a bit, and nothing else in the file tells. */
  'ambiguous_number',
  /** Rows of one document that disagree on what the document has once. */
  'conflict',
  'bad_yes_no',
  /** More cells than the heading has columns: a separator inside of a text without quotes. */
  'too_many_cells',
  'bad_quotes',
] as const;
export type CsvIssueCode = (typeof CSV_ISSUE_CODES)[number];

export const CSV_ENCODINGS = ['utf-8', 'utf-16', 'windows-1252'] as const;
export type CsvEncoding = (typeof CSV_ENCODINGS)[number];

/** Bounds of a CSV. */
export const MAX_CSV_BYTES = 20_000_000;
export const MAX_CSV_DOCUMENTS = 10_000;

/** running goes on by itself, also after a restart; done and cancelled are ends. */
export const BATCH_STATES = ['running', 'done', 'cancelled'] as const;
export type BatchState = (typeof BATCH_STATES)[number];

/** Of one document of a batch. left: the batch was cancelled before its turn. */
export const BATCH_ROW_STATES = ['waiting', 'issued', 'failed', 'left'] as const;
export type BatchRowState = (typeof BATCH_ROW_STATES)[number];

/** What became of a file in the inbox. */
export const INBOX_OUTCOMES = ['issued', 'duplicate', 'failed'] as const;
export type InboxOutcome = (typeof INBOX_OUTCOMES)[number];
