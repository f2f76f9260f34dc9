import type { z } from 'zod';
import type { Silence } from '../types.ts';
import { decodeAnswer } from '../xml/decode.ts';

type Unreadable = Extract<Silence, { kind: 'unreadable' }>;

export const unreadable = (what: Unreadable['what']): Unreadable => ({ kind: 'unreadable', what });

/** The largest answer lists what is wrong with each of 500 boletas. */
const MAX_CHARACTERS = 4 * 1024 * 1024;

/** An object that was begun and not closed; all answers of the boleta API are objects. */
const isCutShort = (text: string): boolean => text.startsWith('{') && !text.endsWith('}');

/**
 * Reads an answer of the boleta API against a schema. The API gives its errors as plain text, also with 200, and its
 * gateways give HTML (PROTOCOL.md 5): none of it is guessed at.
 * @param body UTF-8, or Latin-1 where it is no UTF-8
 */
export const readJson = <T>(
  body: Buffer,
  contentType: string | null,
  schema: z.ZodType<T>,
): { readonly ok: true; readonly value: T } | { readonly ok: false; readonly unreadable: Unreadable } => {
  const fail = (what: Unreadable['what']) => ({ ok: false, unreadable: unreadable(what) }) as const;
  const text = decodeAnswer(body, contentType)
    ?.replace(/^\uFEFF/, '')
    .trim();
  if (text === undefined) return fail('other');
  if (text === '') return fail('empty');
  if (text.length > MAX_CHARACTERS) return fail('too_large');
  if (/^<(!doctype\s+html|html[\s>])/i.test(text)) return fail('html');
  let written: unknown;
  try {
    written = JSON.parse(text);
  } catch {
    return fail(isCutShort(text) ? 'truncated' : 'other');
  }
  const parsed = schema.safeParse(written);
  if (parsed.success) return { ok: true, value: parsed.data };
  const atEstado = parsed.error.issues.some(({ path }) => path.length === 1 && path[0] === STATUS_FIELD);
  return fail(atEstado ? 'no_status' : 'other');
};

const STATUS_FIELD = 'estado';
