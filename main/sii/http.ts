import type { Dispatcher } from 'undici';
import { createConnections } from './connections.ts';
import { isSafe } from './endpoints.ts';
import { type ResolveProxy, routeTo } from './proxy.ts';
import { proxySilenceOf, silenceOf } from './transport-errors.ts';
import { createTrust } from './trust.ts';
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
  /** Method and address of the request; null when none was made. */
  readonly sent: string | null;
}

export interface SiiHttp {
  get(query: HttpQuery, signal?: AbortSignal): Promise<HttpResult>;
  post(request: HttpRequest, signal?: AbortSignal): Promise<HttpResult>;
  close(): Promise<void>;
}

export interface SiiHttpOptions {
  /** Whether a request may go to this address at all; asked before each. https and the practice SII when left out. */
  readonly mayReach?: (url: URL) => boolean;
  /** Null: always straight. */
  readonly resolveProxy?: ResolveProxy | null;
  /** For tests: authorities of their own, PEM. */
  readonly extraRoots?: readonly string[];
}

const one = (value: string | string[] | undefined): string | null =>
  value === undefined ? null : Array.isArray(value) ? (value[0] ?? null) : value;

const nothingLeft = (cause: 'connection' | 'proxy', detail: string): HttpResult => ({
  reply: null,
  silence: { kind: 'transport', began: false, cause, detail },
  httpStatus: null,
  received: null,
  durationMs: 0,
  sent: null,
});

/**
 * GET and POST over undici's dispatch level, which follows no redirect, retries nothing, and tells the moment at which a
 * request is handed to a connected socket: that moment, and nothing after it, is where `began` turns true.
 */
export const createSiiHttp = (
  timeouts: SiiTimeouts,
  { mayReach = isSafe, resolveProxy = null, extraRoots = [] }: SiiHttpOptions = {},
): SiiHttp => {
  const connections = createConnections({
    connectMs: timeouts.connect,
    headersTimeout: timeouts.headers,
    bodyTimeout: timeouts.body,
    maxResponseSize: MAX_RESPONSE_BYTES,
    keepAliveTimeout: KEEP_ALIVE_MS,
    trust: createTrust(extraRoots),
  });

  const exchange = async (
    method: 'GET' | 'POST',
    request: HttpQuery & Partial<HttpRequest>,
    signal?: AbortSignal,
  ): Promise<HttpResult> => {
    const startedAt = performance.now();
    const url = new URL(request.base);
    if (!mayReach(url)) return nothingLeft('connection', 'HOST_NOT_ALLOWED');
    const way = await routeTo(url, resolveProxy);
    if (way.kind === 'unusable') return nothingLeft('proxy', 'PROXY_UNUSABLE');
    const { origin, pathname } = url;
    const path = `${pathname.replace(/\/$/, '')}${request.path}`;
    return new Promise((resolve) => {
      const own = request.ownConnection ? connections.own(origin, way) : null;
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
          sent: `${method} ${origin}${path}`,
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

      const told = (error: unknown): Silence =>
        way.kind === 'proxy' ? proxySilenceOf(error, began) : silenceOf(error, began);
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
          settle(told(error));
        },
      };
      try {
        (own ?? connections.shared(way)).dispatch(
          { origin, path, method, headers: { ...request.headers }, body: request.body ?? null },
          handler,
        );
      } catch (error) {
        settle(told(error));
      }
    });
  };

  return {
    get: (query, signal) => exchange('GET', query, signal),
    post: (request, signal) => exchange('POST', request, signal),
    close: () => connections.close(),
  };
};
