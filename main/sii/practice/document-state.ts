import type { PracticeState } from '../../../shared/domain/practice.ts';
import type { Rut } from '../../../shared/domain/rut.ts';
import type { Book, DocumentRow } from './book.ts';
import { isFolioNotAuthorised } from './codes.ts';
import { estadoAt, isFinal } from './progress.ts';

/** As of now: nothing is known of a document until its envelope is through. */
export const stateOf = (row: DocumentRow, now: number): PracticeState =>
  isFinal(estadoAt(row, now)) ? row.verdict : 'processing';

/** Numeric ERR_CODE of each ESTADO, and the text; the same on both channels. PROTOCOL.md 4.2 and 5. */
export const DOCUMENT_ESTADOS = {
  DOK: [0, 'Documento Recibido por el SII. Datos Coinciden con los Registrados'],
  DNK: [1, 'Documento Recibido por el SII pero Datos NO Coinciden con los registrados'],
  FAU: [3, 'Documento No Recibido por el SII'],
  FNA: [4, 'Documento No Autorizado'],
  FAN: [5, 'Documento Anulado'],
  EMP: [6, 'Empresa no autorizada a Emitir Documentos Tributarios Electronicos'],
  TMD: [10, 'Existe Nota de Debito que Modifica Texto Documento'],
  TMC: [11, 'Existe Nota de Credito que Modifica Textos Documento'],
  MMD: [12, 'Existe Nota de Debito que Modifica Montos Documento'],
  MMC: [13, 'Existe Nota de Credito que Modifica Montos Documento'],
  AND: [14, 'Existe Nota de Debito que Anula Documento'],
  ANC: [15, 'Existe Nota de Credito que Anula Documento'],
} as const;
export type DocumentEstado = keyof typeof DOCUMENT_ESTADOS;

const DEBIT_NOTES = new Set([56, 111]);
/** ESTADO by CodRef; an annulment says more than a change of amounts, and that more than one of text. */
const BY_REFERENCE = [
  [1, 'AND', 'ANC'],
  [3, 'MMD', 'MMC'],
  [2, 'TMD', 'TMC'],
] as const;

export interface AskedDocument {
  readonly company: Rut;
  readonly type: number;
  readonly folio: number;
  readonly receptor: Rut;
  /** `AAAA-MM-DD`. */
  readonly issuedOn: string;
  readonly total: number;
}

/**
 * What the SII says when it is asked for a document.
 * @param now UTC epoch ms
 */
export const documentEstado = (book: Book, asked: AskedDocument, now: number): DocumentEstado => {
  const { company: rut, type, folio } = asked;
  if (!book.company(rut)) return 'EMP';
  if (book.isAnnulled(rut, type, folio)) return 'FAN';
  const through = book.documents({ rut, type, folio }).filter((row) => stateOf(row, now) !== 'processing');
  const kept = through.find((row) => row.verdict !== 'rejected');
  if (!kept) return through.some((row) => row.codes.some(isFolioNotAuthorised)) ? 'FNA' : 'FAU';
  const same =
    kept.receptor === asked.receptor && kept.issuedOn === asked.issuedOn && kept.total === asked.total;
  if (!same) return 'DNK';
  const notes = book.notesAbout(rut, type, folio).filter((note) => stateOf(note, now) !== 'processing');
  for (const [code, byDebit, byCredit] of BY_REFERENCE) {
    const note = notes.find((each) => each.referenceCode === code);
    if (note) return DEBIT_NOTES.has(note.type) ? byDebit : byCredit;
  }
  return 'DOK';
};
