import { type Channel, channelOf } from '../../shared/domain/document-type.ts';
import type { Clock } from '../domain/clock.ts';
import type { SigningCertificate } from '../dte/types.ts';
import { createBoletaChannel } from './boleta/channel.ts';
import type { SiiChannel, Tried } from './channel.ts';
import { createFacturaChannel } from './factura/channel.ts';
import { createSiiHttp, DEFAULT_TIMEOUTS, type SiiHttpOptions, type SiiTimeouts } from './http.ts';
import { createSerial } from './serial.ts';
import { createTokenCache, type LoginResult, type TokenScope } from './tokens.ts';
import type {
  Answered,
  AuthFailure,
  DocumentAnswer,
  Exchange,
  ProbeAnswer,
  SiiEndpoints,
  SiiGateway,
  Silence,
  TrackAnswer,
  UploadAnswer,
} from './types.ts';
import { unlessAborted } from './unless-aborted.ts';

/** One line for the log: figures and codes, never a token, a key or a document. */
export interface SiiLogEntry {
  readonly channel: Channel;
  readonly operation: 'upload' | 'statusByTrackId' | 'statusByDocument' | 'mailAgain' | 'probe';
  /** `received`, `status 5`, `EPR`, `http 503`, `timeout`, … */
  readonly outcome: string;
  readonly httpStatus: number | null;
  readonly durationMs: number;
}

export interface SiiGatewayOptions extends SiiHttpOptions {
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

type AnyAnswer = UploadAnswer | TrackAnswer | DocumentAnswer | ProbeAnswer;

const NOTHING: Exchange = { httpStatus: null, raw: null, durationMs: 0, request: null };

/** Given up before the document's own request: whoever called no longer waits for the login, others may. */
const ABORTED: Answered<Silence> = {
  answer: { kind: 'transport', began: false, cause: 'timeout', detail: 'aborted' },
  exchange: NOTHING,
};

/**
 * The client of the SII. Boletas go by their REST channel and have tokens of their own, everything else by the factura
 * channel. The certification set of boletas would have to go by the factura channel (PROTOCOL.md 5): it is not sent from
 * here yet.
 */
export const createSiiGateway = (options: SiiGatewayOptions): ClosableSiiGateway => {
  const { clock, log } = options;
  const http = createSiiHttp({ ...DEFAULT_TIMEOUTS, ...options.timeouts }, options);
  const tokens = createTokenCache(clock);
  const endpoints = (): SiiEndpoints =>
    typeof options.endpoints === 'function' ? options.endpoints() : options.endpoints;

  // One for all calls: the API counts them, and wants them one after the other (PROTOCOL.md 5).
  const boletaQueries = createSerial();

  const open = (channel: Channel): { readonly scope: TokenScope; readonly service: SiiChannel } => {
    const { factura, boletaApi, boletaUpload } = endpoints();
    const now = (): number => clock.now();
    return channel === 'factura'
      ? { scope: { channel, base: factura }, service: createFacturaChannel(factura, http, now) }
      : {
          scope: { channel, base: boletaApi },
          service: createBoletaChannel({
            api: boletaApi,
            uploads: boletaUpload,
            http,
            queries: boletaQueries,
            now,
          }),
        };
  };

  /** Logs in if need be, tries, and tries once more with a new token if the SII refuses this one. */
  const withToken = async <A extends AnyAnswer>(
    channel: Channel,
    operation: SiiLogEntry['operation'],
    certificate: SigningCertificate,
    signal: AbortSignal | undefined,
    attempt: (service: SiiChannel, token: string) => Promise<Tried<A>>,
  ): Promise<Answered<A | AuthFailure | Silence>> => {
    const { scope, service } = open(channel);
    const token = (): Promise<LoginResult | 'aborted'> =>
      unlessAborted(
        tokens.get(scope, certificate, () => service.login(certificate)),
        signal,
      );
    const attemptOnce = async (): Promise<Tried<A | AuthFailure | Silence>> => {
      const login = await token();
      if (login === 'aborted') return { ...ABORTED, tokenRefused: false };
      if (!login.ok) return { answer: login.failure, exchange: login.exchange, tokenRefused: false };
      const tried = await attempt(service, login.token);
      if (tried.tokenRefused) tokens.drop(scope, certificate, login.token);
      return tried;
    };

    const first = await attemptOnce();
    const { answer, exchange } = first.tokenRefused ? await attemptOnce() : first;
    log?.({
      channel,
      operation,
      outcome: outcomeOf(answer),
      httpStatus: exchange.httpStatus,
      durationMs: exchange.durationMs,
    });
    return { answer, exchange };
  };

  return {
    upload: (request, signal) =>
      withToken(request.channel, 'upload', request.certificate, signal, (service, token) =>
        service.upload(request, token, signal),
      ),
    statusByTrackId: (query, signal) =>
      withToken(query.channel, 'statusByTrackId', query.certificate, signal, (service, token) =>
        service.statusByTrackId(query, token, signal),
      ),
    statusByDocument: (query, signal) =>
      withToken(channelOf(query.type), 'statusByDocument', query.certificate, signal, (service, token) =>
        service.statusByDocument(query, token, signal),
      ),
    mailAgain: (query, signal) =>
      withToken('factura', 'mailAgain', query.certificate, signal, (_service, token) =>
        createFacturaChannel(endpoints().factura, http, () => clock.now()).mailAgain(query, token, signal),
      ),
    probe: async (channel, signal) => {
      const probed = await open(channel).service.probe(signal);
      log?.({
        channel,
        operation: 'probe',
        outcome: outcomeOf(probed.answer),
        httpStatus: probed.exchange.httpStatus,
        durationMs: probed.exchange.durationMs,
      });
      return probed;
    },
    close: () => http.close(),
  };
};

const outcomeOf = (answer: AnyAnswer): string => {
  switch (answer.kind) {
    case 'received':
      return 'received';
    case 'alive':
      return 'alive';
    case 'status':
      return `status ${answer.status}`;
    case 'state':
      return answer.estado;
    case 'http':
      return `http ${answer.httpStatus}`;
    case 'unreadable':
      return `unreadable ${answer.what}`;
    case 'transport':
      return `${answer.cause} ${answer.began ? 'after' : 'before'} the first byte (${answer.detail})`;
    case 'auth':
      return answer.failure.kind === 'estado'
        ? `no ${answer.step}: ${answer.failure.estado}`
        : `no ${answer.step}: ${outcomeOf(answer.failure)}`;
  }
};
