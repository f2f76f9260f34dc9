import type { SendErrorCode } from './send-errors.ts';

/** STATUS of an upload that brings no receipt, and what it comes to (PROTOCOL.md 3). What is not here is `sii_internal`. */
export const UPLOAD_STATUS = {
  1: 'not_permitted',
  2: 'bad_size',
  3: 'truncated',
  5: 'not_authenticated',
  6: 'company_not_authorised',
  7: 'bad_schema',
  8: 'bad_signature',
  9: 'sii_unavailable',
  99: 'already_received',
  [-1]: 'sii_internal',
} as const satisfies Readonly<Record<number, SendErrorCode>>;

/** Reasons of rejection (level 3) and of observations (1, 2), `section-level-number`, in the SII's own words (PROTOCOL.md 6). */
export const SII_REASONS = {
  'CRT-3-11': 'RUT que envia diferente al del Upload',
  'CRT-3-19': 'Fecha/Numero Resolucion Invalido',
  'ENV-3-0': 'Error de Schema',
  'ENV-3-505': 'Firma del Envio Incorrecta',
  'DTE-3-100': 'DTE Repetido',
  'DTE-3-101': 'Folio para este Tipo de documento ya fue recibido en el SII',
  'DTE-3-505': 'Firma DTE Incorrecta',
  'DTE-3-601': 'Folio Anulado',
  'CAF-3-516': 'CAF no fue emitido por este SII',
  'CAF-3-517': 'CAF Vencido',
  'TED-2-510': 'Firma Timbre Electronico Incorrecta',
  'REF-3-415': 'Nota debe incluir una referencia valida',
  'REF-3-750': 'DTE Referenciado no recibido en el SII',
  'REF-3-758': 'Falta Codigo de Referencia',
} as const;
