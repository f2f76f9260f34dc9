const CREDIT_NOTE = 61;
const DEBIT_NOTE = 56;
/** What a nota de crédito can annul or correct. */
const CREDITED: readonly number[] = [33, 34, 39, 41, 46, DEBIT_NOTE];
/** Exports have notes of their own. */
const EXPORT_CREDIT_NOTE = 112;
const EXPORT_DEBIT_NOTE = 111;
const CREDITED_EXPORTS: readonly number[] = [110, EXPORT_DEBIT_NOTE];

/** What a note does to a document, by its name in the address. */
export type Correction = 'anular' | 'texto' | 'montos';

/** What can be done about a document by a note; nothing where there is no such note. */
export const correctionsOf = (type: number): readonly Correction[] => {
  if (type === CREDIT_NOTE || type === EXPORT_CREDIT_NOTE) return ['anular'];
  return CREDITED.includes(type) || CREDITED_EXPORTS.includes(type) ? ['anular', 'texto', 'montos'] : [];
};

/** The type of that note: what a nota de crédito has taken away, a nota de débito brings back. */
export const noteTypeFor = (type: number): number => {
  if (type === EXPORT_CREDIT_NOTE) return EXPORT_DEBIT_NOTE;
  if (CREDITED_EXPORTS.includes(type)) return EXPORT_CREDIT_NOTE;
  return type === CREDIT_NOTE ? DEBIT_NOTE : CREDIT_NOTE;
};
