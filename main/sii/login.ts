import type { HttpResult } from './http.ts';
import { exchangeOf } from './raw.ts';
import { silenceFor } from './silence.ts';
import type { LoginResult } from './tokens.ts';
import type { Answered, AuthFailure, ProbeAnswer, Silence } from './types.ts';
import { onlyText, type XmlElement } from './xml/read.ts';
import { openRespuesta } from './xml/respuesta.ts';

export type AuthAnswer =
  | { readonly kind: 'value'; readonly value: string }
  | { readonly kind: 'estado'; readonly estado: string; readonly glosa: string }
  | Extract<Silence, { kind: 'unreadable' }>;

/** What a step of the login hands on: seed and token, and what each may look like. */
export const SEED = {
  element: 'SEMILLA',
  /** Kept as text: the SII's seeds have leading zeros. */
  shape: /^\d{1,20}$/,
} as const;
export const TOKEN = {
  element: 'TOKEN',
  /** What may stand in a Cookie header; anything else is no token, and could be a header of its own. */
  shape: /^[A-Za-z0-9._~+/=-]{1,200}$/,
} as const;

/** Seed or token out of the RESPUESTA that both channels answer with, PROTOCOL.md 2.1 and 2.2. */
export const readAuth = (root: XmlElement, { element, shape }: typeof SEED | typeof TOKEN): AuthAnswer => {
  const respuesta = openRespuesta(root);
  if (!respuesta) return { kind: 'unreadable', what: 'no_status' };
  if (respuesta.estado !== '00') return { kind: 'estado', estado: respuesta.estado, glosa: respuesta.glosa };
  const value = respuesta.body && onlyText(respuesta.body, element);
  if (value === null || !shape.test(value)) return { kind: 'unreadable', what: 'other' };
  return { kind: 'value', value };
};

export type LoginStep =
  | { readonly ok: true; readonly value: string }
  | Extract<LoginResult, { readonly ok: false }>;

/** What one request of the login came to. */
export const loginStep = (
  step: AuthFailure['step'],
  result: HttpResult,
  nowMs: number,
  parse: (body: Buffer, contentType: string | null) => AuthAnswer,
): LoginStep => {
  const answer: AuthAnswer | Silence =
    silenceFor(result, nowMs) ??
    parse(result.reply?.body ?? Buffer.alloc(0), result.reply?.contentType ?? null);
  if (answer.kind === 'value') return { ok: true, value: answer.value };
  return {
    ok: false,
    failure: { kind: 'auth', step, failure: answer },
    exchange: exchangeOf(result, null),
  };
};

/** What a request for a seed says of whether anybody is there. */
export const probeOf = (
  result: HttpResult,
  nowMs: number,
  parse: (body: Buffer, contentType: string | null) => AuthAnswer,
): Answered<ProbeAnswer> => {
  const seed = loginStep('seed', result, nowMs, parse);
  return { answer: seed.ok ? { kind: 'alive' } : seed.failure, exchange: exchangeOf(result, null) };
};
