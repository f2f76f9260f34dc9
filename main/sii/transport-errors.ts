import type { Silence } from './types.ts';

const TIMEOUTS = new Set([
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'ETIMEDOUT',
]);

/** OpenSSL's verdicts on a certificate and Node's own TLS codes. EPROTO is a failed handshake (PROTOCOL.md 1). */
const TLS =
  /^(ERR_TLS_|ERR_SSL_|EPROTO$|CERT_|CRL_|UNABLE_TO_|ERROR_IN_C|DEPTH_ZERO_SELF_SIGNED_CERT$|SELF_SIGNED_CERT|INVALID_CA$|PATH_LENGTH_EXCEEDED$|INVALID_PURPOSE$|HOSTNAME_MISMATCH$)/;

/** Bytes came back, but they are no HTTP answer. */
const GARBAGE = /^(HPE_|UND_ERR_HEADERS_OVERFLOW$|UND_ERR_RESPONSE)/;

const codeOf = (error: unknown): string => {
  if (typeof error !== 'object' || error === null) return '';
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  if (typeof code === 'string') return code;
  return cause === undefined ? '' : codeOf(cause);
};

/** How undici tells that a proxy did not open the way. */
const PROXY_SAID = /^Proxy response \((\d{3})\)/;

const chainOf = (error: unknown): readonly Error[] =>
  error instanceof Error ? [error, ...chainOf(error.cause)] : [];

/** As `silenceOf`, where a proxy stands between: until the request has begun, what fails is the way, not the SII. */
export const proxySilenceOf = (error: unknown, began: boolean): Silence => {
  const silence = silenceOf(error, began);
  if (silence.kind !== 'transport' || began) return silence;
  for (const { message } of chainOf(error)) {
    const status = PROXY_SAID.exec(message)?.[1];
    if (status) return { ...silence, cause: 'proxy', detail: `PROXY_${status}` };
  }
  return silence.cause === 'connection' ? { ...silence, cause: 'proxy' } : silence;
};

/**
 * What an error of undici or of a socket means to the sender.
 * @param began whether the request had been handed to a connected socket
 */
export const silenceOf = (error: unknown, began: boolean): Silence => {
  const code = codeOf(error);
  if (code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE') return { kind: 'unreadable', what: 'too_large' };
  if (code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH') return { kind: 'unreadable', what: 'truncated' };
  const isGarbage = GARBAGE.test(code) || (error instanceof Error && error.name === 'HTTPParserError');
  if (isGarbage) return { kind: 'unreadable', what: 'other' };
  const detail = code || (error instanceof Error ? error.name : 'unknown');
  if (TIMEOUTS.has(code)) return { kind: 'transport', began, cause: 'timeout', detail };
  if (TLS.test(code)) return { kind: 'transport', began, cause: 'tls', detail };
  return { kind: 'transport', began, cause: 'connection', detail };
};
