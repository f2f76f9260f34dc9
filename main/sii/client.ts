import type { Clock } from '../domain/clock.ts';
import type { SigningCertificate } from '../dte/types.ts';
import { createFacturaChannel, type FacturaChannel, type Tried } from './factura/channel.ts';
import { createSiiHttp, DEFAULT_TIMEOUTS, type SiiTimeouts } from './http.ts';
import { createTokenCache, type LoginResult } from './tokens.ts';
import type {
  Answered,
  AuthFailure,
  DocumentAnswer,
  Exchange,
  SiiEndpoints,
  SiiGateway,
  Silence,
  TrackAnswer,
  UploadAnswer,
} from './types.ts';

/** One line for the log: figures and codes, never a token, a key or a document. */
export interface SiiLogEntry {
  readonly operation: 'upload' | 'statusByTrackId' | 'statusByDocument';
  /** `received`, `status 5`, `EPR`, `http 503`, `timeout`, … */
  readonly outcome: string;
  readonly httpStatus: number | null;
  readonly durationMs: number;
}

export interface SiiGatewayOptions {
  /** A function is asked before each call, so that a change of environment needs no new gateway. */
  readonly endpoints: SiiEndpoints | (() => SiiEndpoints);
  readonly clock: Clock;
  readonly timeouts?: Partial<SiiTimeouts>;
  readonly log?: (entry: SiiLogEntry) => void;
}

export interface ClosableSiiGateway extends SiiGateway {
  /** Cuts what is under way and frees the connections. */
  close(): Promise<void>;
}

type AnyAnswer = UploadAnswer | TrackAnswer | DocumentAnswer;

const NOTHING: Exchange = { httpStatus: null, raw: null, durationMs: 0 };

/** Given up before the document's own request: whoever called no longer waits for the login, others may. */
const ABORTED: Answered<Silence> = {
  answer: { kind: 'transport', began: false, cause: 'timeout', detail: 'aborted' },
  exchange: NOTHING,
};

/**
 * The client of the SII. Everything goes by the factura channel, boletas too (PROTOCOL.md 5: the certification set of
 * boletas does); their REST channel would stand beside main/sii/factura and be chosen here.
 */
export const createSiiGateway = (options: SiiGatewayOptions): ClosableSiiGateway => {
  const { clock, log } = options;
  const http = createSiiHttp({ ...DEFAULT_TIMEOUTS, ...options.timeouts });
  const tokens = createTokenCache(clock);
  const endpoints = (): SiiEndpoints =>
    typeof options.endpoints === 'function' ? options.endpoints() : options.endpoints;

  /** Logs in if need be, tries, and tries once more with a new token if the SII refuses this one. */
  const withToken = async <A extends AnyAnswer>(
    operation: SiiLogEntry['operation'],
    certificate: SigningCertificate,
    signal: AbortSignal | undefined,
    attempt: (channel: FacturaChannel, token: string) => Promise<Tried<A>>,
  ): Promise<Answered<A | AuthFailure | Silence>> => {
    const base = endpoints().factura;
    const channel = createFacturaChannel(base, http, () => clock.now());
    const token = (): Promise<LoginResult | 'aborted'> =>
      unlessAborted(
        tokens.get(base, certificate, () => channel.login(certificate)),
        signal,
      );
    const attemptOnce = async (): Promise<Tried<A | AuthFailure | Silence>> => {
      const login = await token();
      if (login === 'aborted') return { ...ABORTED, tokenRefused: false };
      if (!login.ok) return { answer: login.failure, exchange: login.exchange, tokenRefused: false };
      const tried = await attempt(channel, login.token);
      if (tried.tokenRefused) tokens.drop(base, certificate, login.token);
      return tried;
    };

    const first = await attemptOnce();
    const { answer, exchange } = first.tokenRefused ? await attemptOnce() : first;
    log?.({
      operation,
      outcome: outcomeOf(answer),
      httpStatus: exchange.httpStatus,
      durationMs: exchange.durationMs,
    });
    return { answer, exchange };
  };

  return {
    upload: (request, signal) =>
      withToken('upload', request.certificate, signal, (channel, token) =>
        channel.upload(request, token, signal),
      ),
    statusByTrackId: (query, signal) =>
      withToken('statusByTrackId', query.certificate, signal, (channel, token) =>
        channel.statusByTrackId(query, token, signal),
      ),
    statusByDocument: (query, signal) =>
      withToken('statusByDocument', query.certificate, signal, (channel, token) =>
        channel.statusByDocument(query, token, signal),
      ),
    close: () => http.close(),
  };
};

const unlessAborted = <T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T | 'aborted'> => {
  if (!signal) return work;
  if (signal.aborted) {
    // A shared login may still fail; its other callers hear of it.
    work.catch(() => undefined);
    return Promise.resolve('aborted');
  }
  return new Promise((resolve, reject) => {
    const onAbort = (): void => resolve('aborted');
    signal.addEventListener('abort', onAbort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
};

const outcomeOf = (answer: AnyAnswer): string => {
  switch (answer.kind) {
    case 'received':
      return 'received';
    case 'status':
      return `status ${answer.status}`;
    case 'state':
      return answer.estado;
    case 'http':
      return `http ${answer.httpStatus}`;
    case 'unreadable':
      return `unreadable ${answer.what}`;
    case 'transport':
      return `${answer.cause} ${answer.began ? 'after' : 'before'} the first byte`;
    case 'auth':
      return `no ${answer.step}`;
  }
};
