import type { ErrorValue } from '../../../shared/domain/errors.ts';
import type { SiiState } from '../../../shared/domain/states.ts';
import { localTimestamp } from '../../../shared/format/time.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import type { DocumentRecord } from '../../store/records.ts';

/** What the program that dropped a file reads; docs/csv.md lists the same words. */
const STATES: Readonly<Record<SiiState, string>> = {
  not_sent: 'emitido',
  uncertain: 'por_confirmar',
  received: 'recibido',
  accepted: 'aceptado',
  objected: 'aceptado_con_reparos',
  rejected: 'rechazado',
};

export interface AnswerFacts {
  readonly file: string;
  readonly document: DocumentRecord | null;
  /** The same bytes were issued before, as this document. */
  readonly duplicate: boolean;
  readonly error: ErrorValue | null;
  /** UTC epoch ms. */
  readonly now: number;
}

const issueText = (code: string, params: Readonly<Record<string, string | number>> | undefined): string => {
  const known: Readonly<Record<string, (params: never) => string>> = texts.issues;
  return Object.hasOwn(known, code) ? (known[code]?.(params as never) ?? code) : code;
};

const errorOf = ({ code, params, fields }: ErrorValue) => {
  const { what, youCan } = texts.errors[code](params);
  return {
    codigo: code,
    mensaje: `${what} ${youCan}`,
    campos: (fields ?? []).map((field) => ({
      campo: field.path,
      mensaje: issueText(field.code, field.params),
    })),
  };
};

/** The answer beside a file: `<name>.respuesta.json`, UTF-8. */
export const answerBytes = ({ file, document, duplicate, error, now }: AnswerFacts): Buffer => {
  const answer = {
    archivo: file,
    estado: document ? STATES[document.siiState] : 'fallido',
    tipo: document?.type ?? null,
    folio: document?.folio ?? null,
    total: document?.total ?? null,
    fecha: document?.issuedOn ?? null,
    identificador_envio: document?.trackId ?? null,
    duplicado: duplicate,
    motivo_sii: document?.siiReason ?? null,
    error: error && errorOf(error),
    actualizado: localTimestamp(now),
  };
  return Buffer.from(`${JSON.stringify(answer, null, 2)}\n`, 'utf8');
};
