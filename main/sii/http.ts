import { Agent, Client, type Dispatcher } from 'undici';
import { assertSafeBase } from './endpoints.ts';
import { silenceOf } from './transport-errors.ts';
import type { Silence } from './types.ts';

/** In ms. `total` bounds the whole exchange, whatever trickles in meanwhile. */
export interface SiiTimeouts {
  readonly connect: number;
  /** From the request's last byte to the answer's headers. */
  readonly headers: number;
  /** Between two pieces of the answer's body. */
  readonly body: number;
  readonly total: number;
}

/** The SII may take most of a minute to answer an upload; giving up early makes a document uncertain for hours. */
export const DEFAULT_TIMEOUTS: SiiTimeouts = {
  connect: 10_000,
  headers: 60_000,
  body: 30_000,
  total: 90_000,
};

/** The SII's answers are a few KiB; what is larger is not from the service that was asked. */
export const MAX_RESPONSE_BYTES = 5 * 1024 * 1024;

/** Idle connections are let go before the servers that we know of do: a stale one costs an uncertain answer. */
const KEEP_ALIVE_MS = 4_000;

export interface HttpQuery {
  /** Base address, without a trailing slash; may have a path. */
  readonly base: string;
  /** With the query, if there is one. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface HttpRequest extends HttpQuery {
  readonly body: Buffer;
  /**
   * A connection of its own, closed afterwards. For uploads: on a kept-alive connection that the server has just
   * closed, a request dies after its first byte, and its document would have to be asked for before a resend.
   */
  readonly ownConnection: boolean;
}

/** An answer that came whole, of any status. */
export interface HttpReply {
  readonly httpStatus: number;
  readonly contentType: string | null;
  readonly retryAfter: string | null;
  readonly body: Buffer;
}

export interface HttpResult {
  readonly reply: HttpReply | null;
  /** Set when there is no reply. */
  readonly silence: Silence | null;
  /** Status and bytes as far as they came, also without a reply. */
  readonly httpStatus: number | null;
  readonly received: Buffer | null;
  readonly durationMs: number;
}

export interface SiiHttp {
  get(query: HttpQuery, signal?: AbortSignal): Promise<HttpResult>;
  post(request: HttpRequest, signal?: AbortSignal): Promise<HttpResult>;
  close(): Promise<void>;
}

const one = (value: string | string[] | undefined): string | null =>
  value === undefined ? null : Array.isArray(value) ? (value[0] ?? null) : value;

/**
 * GET and POST over undici's dispatch level, which follows no redirect, retries nothing, and tells the moment at which a
 * request is handed to a connected socket: that moment, and nothing after it, is where `began` turns true.
 */
export const createSiiHttp = (timeouts: SiiTimeouts): SiiHttp => {
  const options = {
    connect: { timeout: timeouts.connect, minVersion: 'TLSv1.2' as const },
    headersTimeout: timeouts.headers,
    bodyTimeout: timeouts.body,
    maxResponseSize: MAX_RESPONSE_BYTES,
    keepAliveTimeout: KEEP_ALIVE_MS,
    keepAliveMaxTimeout: KEEP_ALIVE_MS,
    pipelining: 1,
  };
  const shared = new Agent({ ...options, connections: 4 });

  const exchange = (
    method: 'GET' | 'POST',
    request: HttpQuery & Partial<HttpRequest>,
    signal?: AbortSignal,
  ): Promise<HttpResult> => {
    const { origin, pathname } = assertSafeBase(request.base);
    const path = `${pathname.replace(/\/$/, '')}${request.path}`;
    const startedAt = performance.now();
    return new Promise((resolve) => {
      const own = request.ownConnection ? new Client(origin, options) : null;
      const chunks: Buffer[] = [];
      let began = false;
      let settled = false;
      let httpStatus: number | null = null;
      let contentType: string | null = null;
      let retryAfter: string | null = null;
      let controller: Dispatcher.DispatchController | null = null;

      const settle = (silence: Silence | null): void => {
        if (settled) return;
        settled = true;
        clearTimeout(timer);
        signal?.removeEventListener('abort', onAbort);
        const received = httpStatus === null ? null : Buffer.concat(chunks);
        const reply =
          silence === null && httpStatus !== null && received !== null
            ? { httpStatus, contentType, retryAfter, body: received }
            : null;
        resolve({
          reply,
          silence,
          httpStatus,
          received,
          durationMs: Math.round(performance.now() - startedAt),
        });
        // Destroying tells undici's own handlers, which find everything settled.
        void own?.destroy().catch(() => undefined);
      };
      /** Answers now, then cuts: a request that is still waiting for its connection is cut in onRequestStart. */
      const giveUp = (detail: string): void => {
        settle({ kind: 'transport', began, cause: 'timeout', detail });
        controller?.abort(new Error(detail));
      };
      const onAbort = (): void => giveUp('aborted');
      const timer = setTimeout(() => giveUp('total timeout'), timeouts.total);

      if (signal?.aborted) {
        onAbort();
        return;
      }
      signal?.addEventListener('abort', onAbort, { once: true });

      const handler: Dispatcher.DispatchHandler = {
        onRequestStart(given) {
          controller = given;
          if (settled) given.abort(new Error('given up'));
          else began = true;
        },
        onResponseStart(given, status, headers) {
          httpStatus = status;
          contentType = one(headers['content-type']);
          retryAfter = one(headers['retry-after']);
          if (Number(one(headers['content-length']) ?? 0) > MAX_RESPONSE_BYTES) {
            settle({ kind: 'unreadable', what: 'too_large' });
            given.abort(new Error('too large'));
          }
        },
        onResponseData(_given, chunk) {
          if (!settled) chunks.push(chunk);
        },
        onResponseEnd() {
          settle(null);
        },
        onResponseError(_given, error) {
          settle(silenceOf(error, began));
        },
      };
      try {
        (own ?? shared).dispatch(
          { origin, path, method, headers: { ...request.headers }, body: request.body ?? null },
          handler,
        );
      } catch (error) {
        settle(silenceOf(error, began));
      }
    });
  };

  return {
    get: (query, signal) => exchange('GET', query, signal),
    post: (request, signal) => exchange('POST', request, signal),
    close: () => shared.destroy(),
  };
};
