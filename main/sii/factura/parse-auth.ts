import type { Silence } from '../types.ts';
import { onlyText } from '../xml/read.ts';
import { openRespuesta } from './respuesta.ts';
import { openSoapAnswer } from './soap.ts';

export type AuthAnswer =
  | { readonly kind: 'value'; readonly value: string }
  | { readonly kind: 'estado'; readonly estado: string; readonly glosa: string }
  | Extract<Silence, { kind: 'unreadable' }>;

/** Kept as text: the SII's seeds have leading zeros. */
const SEED = /^\d{1,20}$/;
/** What may stand in a Cookie header; anything else is no token, and could be a header of its own. */
const TOKEN = /^[A-Za-z0-9._~+/=-]{1,200}$/;

const parse =
  (operation: string, element: string, shape: RegExp) =>
  (body: Buffer, contentType: string | null): AuthAnswer => {
    const answer = openSoapAnswer(body, contentType, operation);
    if (answer.kind === 'unreadable') return answer;
    if (answer.kind === 'fault') return { kind: 'unreadable', what: 'other' };
    const respuesta = openRespuesta(answer.respuesta);
    if (!respuesta) return { kind: 'unreadable', what: 'no_status' };
    if (respuesta.estado !== '00')
      return { kind: 'estado', estado: respuesta.estado, glosa: respuesta.glosa };
    const value = respuesta.body && onlyText(respuesta.body, element);
    if (value === null || !shape.test(value)) return { kind: 'unreadable', what: 'other' };
    return { kind: 'value', value };
  };

/** Answer of CrSeed.jws, PROTOCOL.md 2.1. */
export const parseSeed = parse('getSeed', 'SEMILLA', SEED);

/** Answer of GetTokenFromSeed.jws, PROTOCOL.md 2.2. */
export const parseToken = parse('getToken', 'TOKEN', TOKEN);
