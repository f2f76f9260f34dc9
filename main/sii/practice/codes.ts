import { SII_REASONS } from '../../../shared/domain/sii-codes.ts';

/** The SII's reasons; those from 900 on are the practice SII's own, where our sources name no number. */
export const REASONS = {
  ...SII_REASONS,
  'CRT-3-901': 'RUT Emisor de la Caratula diferente al del Upload',
  'CRT-3-902': 'RUT Receptor de la Caratula no es el del SII',
  'CRT-3-903': 'Subtotales de la Caratula no coinciden con los Documentos',
  'CAF-3-901': 'Folio fuera del rango del CAF',
  'CAF-3-902': 'CAF de otro Emisor o de otro Tipo de documento',
  'TED-3-901': 'Datos del Timbre Electronico diferentes a los del Documento',
  'HED-3-901': 'Monto Total no coincide con la suma de sus componentes',
  'HED-3-902': 'RUT Emisor diferente al de la Caratula',
  'HED-3-903': 'RUT Receptor Invalido',
  'HED-3-904': 'IVA no es la diferencia entre el monto bruto y el Monto Neto',
  'HED-3-905': 'Montos no coinciden con la suma de las lineas de Detalle',
} as const;
export type ReasonCode = keyof typeof REASONS;

/** What a code means. Any may be given by a fault. */
export const reasonOf = (code: string): string =>
  Object.hasOwn(REASONS, code) ? REASONS[code as ReasonCode] : 'Motivo indicado por la falla de practica';

/** `(DTE-3-101) Folio para este …`, as in the SII's mails. */
export const reasonText = (code: string): string => `(${code}) ${reasonOf(code)}`;

/** Codes that mean "this folio was not authorised": FNA when the document is asked for. */
export const isFolioNotAuthorised = (code: string): boolean => code.startsWith('CAF-');
