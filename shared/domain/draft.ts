/**
 * A draft: a document as a person or another program hands it in, in the SII's own structure (element names of
 * DTE_v10.xsd as keys; repeated elements as arrays, a single one may stand alone). It has no totals and no folio yet,
 * and may leave out whatever can be worked out. Numbers may come as strings of digits.
 */
export type DraftValue = string | number | boolean | null | DraftObject | readonly DraftValue[];
export interface DraftObject {
  readonly [element: string]: DraftValue | undefined;
}
export type Draft = DraftObject;

/** One thing wrong with one field. `path` is dotted, with indexes from 0: `Detalle.0.NmbItem`. */
export interface FieldIssue {
  readonly path: string;
  /** Key of the Spanish text in shared/texts (`issues.<code>`). */
  readonly code: FieldIssueCode;
  readonly params?: Readonly<Record<string, string | number>>;
}

export const FIELD_ISSUE_CODES = [
  'required',
  'too_long',
  'too_many',
  'not_a_number',
  'not_an_integer',
  'out_of_range',
  'bad_date',
  'bad_rut',
  'bad_code',
  'bad_pattern',
  'not_latin1',
  'unknown_field',
  'unknown_type',
  'type_not_ready',
  'no_lines',
  'reference_required',
  'reference_date_required',
  'reference_code_required',
  'single_reference_required',
  'negative_total',
  'amount_mismatch',
  'not_an_object',
] as const;
export type FieldIssueCode = (typeof FIELD_ISSUE_CODES)[number];
