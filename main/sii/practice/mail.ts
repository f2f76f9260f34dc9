import { formatInstant } from '../../../shared/format/time.ts';
import type { DocumentRow, EnvelopeRow } from './book.ts';
import { reasonText } from './codes.ts';
import { ESTADO_GLOSAS } from './progress.ts';

/** The reasons of one document, or null. */
export const reasonsOf = (row: DocumentRow): string | null =>
  row.codes.length > 0 ? row.codes.map(reasonText).join('; ') : null;

const VERDICTS = {
  accepted: 'DTE Aceptado',
  objected: 'DTE Aceptado con Reparos',
  rejected: 'DTE Rechazado',
} as const;

/** The e-mail by which the SII gives its reasons, which the services do not (PROTOCOL.md 4.1). */
export const mailText = (envelope: EnvelopeRow, documents: readonly DocumentRow[]): string =>
  [
    'Asunto: Resultado de Revision de Envio (ambiente de practica)',
    '',
    `Identificador de envio : ${envelope.trackId}`,
    `Rut Empresa            : ${envelope.company}`,
    `Archivo                : ${envelope.fileName}`,
    `Fecha de recepcion     : ${formatInstant(envelope.receivedAt)}`,
    `Estado del envio       : ${envelope.outcome} - ${ESTADO_GLOSAS[envelope.outcome] ?? ''}`,
    '',
    ...documents.map((row) => {
      const reasons = reasonsOf(row);
      return `Tipo ${row.type} Folio ${row.folio}: ${VERDICTS[row.verdict]}${reasons === null ? '' : ` ${reasons}`}`;
    }),
    '',
  ].join('\n');
