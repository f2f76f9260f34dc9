import type { Channel } from '../../../shared/domain/document-type.ts';

/**
 * Where an envelope ends: EPR, or rejected as a whole for its carátula or its signature (PROTOCOL.md 4.1). Boletas are taken
 * in before their schema is looked at, so that theirs may also be rejected for it (RSC), for being a repetition (RPT), or
 * because the carátula does not agree with the documents (RCO). PROTOCOL.md 5.
 */
export const ENVELOPE_OUTCOMES = ['EPR', 'RCT', 'RFR', 'RSC', 'RPT', 'RCO'] as const;
export type EnvelopeOutcome = (typeof ENVELOPE_OUTCOMES)[number];

export interface Course {
  readonly channel: Channel;
  /** UTC epoch ms. */
  readonly receivedAt: number;
  readonly readyAt: number;
  readonly outcome: EnvelopeOutcome;
}

/** The states on the way to EPR, each for as long as the others. */
const STEPS: Readonly<Record<Channel, readonly string[]>> = {
  factura: ['SOK', 'CRT', 'FOK', 'PDR'],
  boleta: ['REC', 'SOK', 'CRT', 'FOK', 'PRD'],
};

/** A rejection shows in place of the state that says that its check was passed; EPR and RCO after all of them. */
const IN_PLACE_OF: Readonly<Partial<Record<EnvelopeOutcome, string>>> = {
  RSC: 'SOK',
  RPT: 'SOK',
  RCT: 'CRT',
  RFR: 'FOK',
};

/** @param now UTC epoch ms; a clock set back shows the first state again */
export const estadoAt = ({ channel, receivedAt, readyAt, outcome }: Course, now: number): string => {
  const steps = STEPS[channel];
  const whole = readyAt - receivedAt;
  const gone = whole <= 0 ? 1 : Math.max(0, now - receivedAt) / whole;
  const step = Math.floor(gone * steps.length);
  const replaced = IN_PLACE_OF[outcome];
  const endsAt = replaced === undefined ? steps.length : steps.indexOf(replaced);
  return step >= endsAt ? outcome : (steps[step] ?? outcome);
};

export const isFinal = (estado: string): boolean => (ENVELOPE_OUTCOMES as readonly string[]).includes(estado);

export const ESTADO_GLOSAS: Readonly<Record<string, string>> = {
  SOK: 'Esquema Validado',
  CRT: 'Caratula OK',
  FOK: 'Firma de Envio Validada',
  PDR: 'Envio en Proceso',
  EPR: 'Envio Procesado',
  RCT: 'Rechazado por Error en Caratula',
  RFR: 'Rechazado por Error en Firma',
  RSC: 'Rechazado por Error en Schema',
  RPT: 'Repeticion de Envio Rechazada',
  RCO: 'Rechazado por Consistencia',
};
