import type { HttpResult } from './http.ts';
import type { Exchange } from './types.ts';

/** Enough to see what an unreadable answer was; an HTML page of the SII is a few KiB. */
export const RAW_LIMIT_BYTES = 64 * 1024;

const HIDDEN = '***';
/** TOKEN elements, plain or entity-escaped: the answer of a login carries one. */
const TOKEN_ELEMENT = /((?:<|&lt;)(?:\w+:)?TOKEN(?:&gt;|>))[^<&]*/g;

/**
 * What may be kept of an exchange.
 * @param token the token that was sent along, should the answer repeat it
 * @param asked what the request carried, in words; without any token
 */
export const exchangeOf = (result: HttpResult, token: string | null, asked = ''): Exchange => ({
  httpStatus: result.httpStatus,
  raw: result.received === null ? null : withoutToken(result.received, token),
  durationMs: result.durationMs,
  request: result.sent === null ? null : [result.sent, asked].filter(Boolean).join('\n'),
});

const withoutToken = (bytes: Buffer, token: string | null): Buffer => {
  // Hidden before it is cut, so that no half of a token stays at the edge.
  let text = bytes
    .subarray(0, 2 * RAW_LIMIT_BYTES)
    .toString('latin1')
    .replace(TOKEN_ELEMENT, `$1${HIDDEN}`);
  if (token !== null) text = text.replaceAll(token, HIDDEN);
  return Buffer.from(text, 'latin1').subarray(0, RAW_LIMIT_BYTES);
};
