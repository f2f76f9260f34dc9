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

/** What was assumed, changed or left out of a draft; the Spanish texts are in shared/texts (`warnings.<code>`). */
export const DRAFT_WARNING_CODES = [
  /** A key of another program (`LibreDTE`) at the top of the draft. */
  'extension_ignored',
  /** An element that this type of document has no place for, and whose loss changes no amount. */
  'field_left_out',
  /** The draft's Emisor was not the issuing company. */
  'emisor_replaced',
  /** No FmaPago: 2 (crédito), which is what the SII takes it for. */
  'form_of_payment_assumed',
  /** A reference without date, of a document that this one does not correct: the date of issue. */
  'reference_date_assumed',
  /** A discount or recharge over a group of lines that adds up to nothing. */
  'global_without_effect',
  /** A discount or recharge in pesos over lines with different taxes. */
  'global_in_pesos_over_taxes',
  /** A boleta above 135 UF that does not say who buys and how it is paid. */
  'boleta_over_limit',
  /** Line breaks and tabs became spaces. */
  'whitespace_normalised',
  /** A factura whose lines are all exempt should be a factura exenta. */
  'all_lines_exempt',
  /** An export document without the amounts in pesos that the SII asks for. */
  'other_currency_missing',
] as const;
export type DraftWarningCode = (typeof DRAFT_WARNING_CODES)[number];
