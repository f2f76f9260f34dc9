/** Where an envelope ends: EPR, or rejected as a whole for its carátula or its signature (PROTOCOL.md 4.1). */
export type EnvelopeOutcome = 'EPR' | 'RCT' | 'RFR';

export interface Course {
  /** UTC epoch ms. */
  readonly receivedAt: number;
  readonly readyAt: number;
  readonly outcome: EnvelopeOutcome;
}

/**
 * SOK, CRT, FOK, PDR take a quarter each of the time to EPR; a rejection shows where its check would have passed.
 * @param now UTC epoch ms; a clock set back shows the first state again
 */
export const estadoAt = ({ receivedAt, readyAt, outcome }: Course, now: number): string => {
  const whole = readyAt - receivedAt;
  const gone = whole <= 0 ? 1 : (now - receivedAt) / whole;
  if (gone < 0.25) return 'SOK';
  if (outcome === 'RCT') return 'RCT';
  if (gone < 0.5) return 'CRT';
  if (outcome === 'RFR') return 'RFR';
  if (gone < 0.75) return 'FOK';
  return gone < 1 ? 'PDR' : 'EPR';
};

const FINAL = new Set(['EPR', 'RCT', 'RFR']);
export const isFinal = (estado: string): boolean => FINAL.has(estado);

export const ESTADO_GLOSAS: Readonly<Record<string, string>> = {
  SOK: 'Esquema Validado',
  CRT: 'Caratula OK',
  FOK: 'Firma de Envio Validada',
  PDR: 'Envio en Proceso',
  EPR: 'Envio Procesado',
  RCT: 'Rechazado por Error en Caratula',
  RFR: 'Rechazado por Error en Firma',
};
