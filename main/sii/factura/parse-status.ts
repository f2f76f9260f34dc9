import { sameTrackId } from '../track-id.ts';
import type { DocumentAnswer, Silence, TrackAnswer, TypeCounters } from '../types.ts';
import { onlyText, type XmlElement } from '../xml/read.ts';
import { openRespuesta, type Respuesta } from '../xml/respuesta.ts';
import { isTokenFault, openSoapAnswer } from './soap.ts';

/** A fault about the token has no ESTADO; the client renews on it. */
export interface TokenFault {
  readonly kind: 'token_fault';
}
type Unreadable = Extract<Silence, { kind: 'unreadable' }>;

const unreadable = (what: Unreadable['what']): Unreadable => ({ kind: 'unreadable', what });

const open = (
  body: Buffer,
  contentType: string | null,
  operation: string,
): { readonly kind: 'open'; readonly respuesta: Respuesta } | TokenFault | Unreadable => {
  const answer = openSoapAnswer(body, contentType, operation);
  if (answer.kind === 'unreadable') return answer;
  if (answer.kind === 'fault')
    return isTokenFault(answer.text) ? { kind: 'token_fault' } : unreadable('other');
  const respuesta = openRespuesta(answer.respuesta);
  return respuesta ? { kind: 'open', respuesta } : unreadable('no_status');
};

const COUNTERS = ['TIPO_DOCTO', 'INFORMADOS', 'ACEPTADOS', 'RECHAZADOS', 'REPAROS'] as const;
type Counter = (typeof COUNTERS)[number];

/**
 * The flat run of counters in RESP_BODY as groups, each opened by its TIPO_DOCTO (PROTOCOL.md 4.1).
 * @returns null when a group is incomplete or a counter is no number: counters decide, so none is guessed
 */
const readCounters = (body: XmlElement | null): readonly TypeCounters[] | null => {
  const groups: Partial<Record<Counter, number>>[] = [];
  for (const child of body?.children ?? []) {
    const name = COUNTERS.find((counter) => counter === child.name);
    if (name === undefined) continue;
    const written = child.text.trim();
    if (!/^\d{1,6}$/.test(written)) return null;
    if (name === 'TIPO_DOCTO') groups.push({});
    const group = groups.at(-1);
    if (group === undefined || group[name] !== undefined) return null;
    group[name] = Number(written);
  }
  const counters: TypeCounters[] = [];
  for (const group of groups) {
    const { TIPO_DOCTO, INFORMADOS, ACEPTADOS, RECHAZADOS, REPAROS } = group;
    if (
      TIPO_DOCTO === undefined ||
      INFORMADOS === undefined ||
      ACEPTADOS === undefined ||
      RECHAZADOS === undefined ||
      REPAROS === undefined
    ) {
      return null;
    }
    counters.push({
      type: TIPO_DOCTO,
      informed: INFORMADOS,
      accepted: ACEPTADOS,
      rejected: RECHAZADOS,
      objected: REPAROS,
    });
  }
  return counters;
};

/** Answer of QueryEstUp.jws, PROTOCOL.md 4.1. An answer about another track id is unreadable. */
export const parseTrack = (
  body: Buffer,
  contentType: string | null,
  trackId: string,
): Extract<TrackAnswer, { kind: 'state' }> | TokenFault | Unreadable => {
  const opened = open(body, contentType, 'getEstUp');
  if (opened.kind !== 'open') return opened;
  const { estado, glosa, header, body: inner } = opened.respuesta;
  const about = onlyText(header, 'TRACKID');
  if (about !== null && about !== '' && !sameTrackId(about, trackId)) return unreadable('other');
  const counters = readCounters(inner);
  return counters ? { kind: 'state', estado, glosa, counters } : unreadable('other');
};

/** Answer of QueryEstDte.jws, PROTOCOL.md 4.2. */
export const parseDocument = (
  body: Buffer,
  contentType: string | null,
): Extract<DocumentAnswer, { kind: 'state' }> | TokenFault | Unreadable => {
  const opened = open(body, contentType, 'getEstDte');
  if (opened.kind !== 'open') return opened;
  const { estado, glosa, header } = opened.respuesta;
  return { kind: 'state', estado, glosa, errCode: onlyText(header, 'ERR_CODE') };
};

/** Answer of wsDTECorreo: whether the SII sends its mail once more (PROTOCOL.md 4.1). */
export const parseMailAgain = (
  body: Buffer,
  contentType: string | null,
): Extract<DocumentAnswer, { kind: 'state' }> | TokenFault | Unreadable => {
  const opened = open(body, contentType, 'reenvioCorreo');
  if (opened.kind !== 'open') return opened;
  const { estado, glosa } = opened.respuesta;
  return { kind: 'state', estado, glosa, errCode: null };
};
