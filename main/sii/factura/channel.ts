import { type Rut, splitRut } from '../../../shared/domain/rut.ts';
import { signSeed } from '../../dte/seed.ts';
import type { SigningCertificate } from '../../dte/types.ts';
import type { HttpResult, SiiHttp } from '../http.ts';
import { exchangeOf } from '../raw.ts';
import { parseRetryAfter } from '../retry-after.ts';
import type { LoginResult } from '../tokens.ts';
import type {
  Answered,
  AuthFailure,
  DocumentAnswer,
  DocumentQuery,
  Exchange,
  Silence,
  TrackAnswer,
  TrackQuery,
  UploadAnswer,
  UploadRequest,
} from '../types.ts';
import { UPLOAD_USER_AGENT, uploadForm } from './multipart.ts';
import { type AuthAnswer, parseSeed, parseToken } from './parse-auth.ts';
import { parseDocument, parseTrack, type TokenFault } from './parse-status.ts';
import { parseUpload } from './parse-upload.ts';
import { SOAP_HEADERS, type SoapCall, soapBody } from './soap.ts';

/** An answer, and whether it says that the token is no longer good. */
export interface Tried<A> extends Answered<A> {
  readonly tokenRefused: boolean;
}

/** The SII's services for everything but boletas, PROTOCOL.md 2 to 4. One call is one request; nothing is retried. */
export interface FacturaChannel {
  login(certificate: SigningCertificate): Promise<LoginResult>;
  upload(request: UploadRequest, token: string, signal?: AbortSignal): Promise<Tried<UploadAnswer>>;
  statusByTrackId(query: TrackQuery, token: string, signal?: AbortSignal): Promise<Tried<TrackAnswer>>;
  statusByDocument(query: DocumentQuery, token: string, signal?: AbortSignal): Promise<Tried<DocumentAnswer>>;
}

/** ESTADO of the queries when the token is inactive, its cookie is, or it does not exist (PROTOCOL.md 4.1). */
const TOKEN_ESTADOS = new Set(['001', '002', '003']);
const NOT_AUTHENTICATED = 5;

/** `2026-07-05` as QueryEstDte wants it: `05072026`. */
const ddmmyyyy = (isoDate: string): string => isoDate.split('-').reverse().join('');

export const createFacturaChannel = (base: string, http: SiiHttp, now: () => number): FacturaChannel => {
  const soap = (call: SoapCall, signal?: AbortSignal): Promise<HttpResult> =>
    http.post(
      { base, path: call.path, headers: SOAP_HEADERS, body: soapBody(base, call), ownConnection: false },
      signal,
    );

  /** What to say of anything but a 200. */
  const silenceFor = (result: HttpResult): Silence | null => {
    if (result.silence) return result.silence;
    const reply = result.reply;
    if (reply && reply.httpStatus !== 200) {
      return {
        kind: 'http',
        httpStatus: reply.httpStatus,
        retryAfterMs: parseRetryAfter(reply.retryAfter, now()),
      };
    }
    return null;
  };

  const step = async (
    name: AuthFailure['step'],
    call: SoapCall,
    parse: (body: Buffer, contentType: string | null) => AuthAnswer,
  ): Promise<{ readonly ok: true; readonly value: string } | Extract<LoginResult, { ok: false }>> => {
    const result = await soap(call);
    const silence = silenceFor(result);
    const answer: AuthAnswer | Silence =
      silence ?? parse(result.reply?.body ?? Buffer.alloc(0), result.reply?.contentType ?? null);
    if (answer.kind === 'value') return { ok: true, value: answer.value };
    return {
      ok: false,
      failure: { kind: 'auth', step: name, failure: answer },
      exchange: exchangeOf(result, null),
    };
  };

  const login = async (certificate: SigningCertificate): Promise<LoginResult> => {
    const seed = await step(
      'seed',
      { path: '/DTEWS/CrSeed.jws', operation: 'getSeed', parameters: [] },
      parseSeed,
    );
    if (!seed.ok) return seed;
    const token = await step(
      'token',
      {
        path: '/DTEWS/GetTokenFromSeed.jws',
        operation: 'getToken',
        parameters: [['pszXml', signSeed(seed.value, certificate)]],
      },
      parseToken,
    );
    return token.ok ? { ok: true, token: token.value } : token;
  };

  const upload = async (
    request: UploadRequest,
    token: string,
    signal?: AbortSignal,
  ): Promise<Tried<UploadAnswer>> => {
    const form = uploadForm(request.certificate.rut, request.company, request.fileName, request.envelope);
    const result = await http.post(
      {
        base,
        path: '/cgi_dte/UPL/DTEUpload',
        headers: {
          Accept: '*/*',
          'Accept-Language': 'es-cl',
          'Cache-Control': 'no-cache',
          'Content-Type': form.contentType,
          'Content-Length': String(form.body.length),
          Cookie: `TOKEN=${token}`,
          Referer: `${base}/`,
          'User-Agent': UPLOAD_USER_AGENT,
        },
        body: form.body,
        ownConnection: true,
      },
      signal,
    );
    const exchange = exchangeOf(result, token);
    const silence = silenceFor(result);
    if (silence || !result.reply) return { answer: silence ?? neverEmpty(), exchange, tokenRefused: false };
    const answer = parseUpload(result.reply.body, result.reply.contentType, request.company);
    return {
      answer,
      exchange,
      tokenRefused: answer.kind === 'status' && answer.status === NOT_AUTHENTICATED,
    };
  };

  const query = async <State extends { readonly kind: 'state'; readonly estado: string }>(
    call: SoapCall,
    token: string,
    signal: AbortSignal | undefined,
    parse: (
      body: Buffer,
      contentType: string | null,
    ) => State | TokenFault | Extract<Silence, { kind: 'unreadable' }>,
  ): Promise<Tried<State | Silence>> => {
    const result = await soap(call, signal);
    const exchange: Exchange = exchangeOf(result, token);
    const silence = silenceFor(result);
    if (!result.reply) return { answer: silence ?? neverEmpty(), exchange, tokenRefused: false };
    // Axis sends its faults with 500, and one of them is about the token.
    const answer = parse(result.reply.body, result.reply.contentType);
    if (answer.kind === 'token_fault') {
      return { answer: silence ?? { kind: 'unreadable', what: 'other' }, exchange, tokenRefused: true };
    }
    if (silence) return { answer: silence, exchange, tokenRefused: false };
    return { answer, exchange, tokenRefused: answer.kind === 'state' && TOKEN_ESTADOS.has(answer.estado) };
  };

  const statusByTrackId = (
    { company, trackId }: TrackQuery,
    token: string,
    signal?: AbortSignal,
  ): Promise<Tried<TrackAnswer>> => {
    const rut = splitRut(company);
    const call: SoapCall = {
      path: '/DTEWS/QueryEstUp.jws',
      operation: 'getEstUp',
      parameters: [
        ['RutCompania', rut.body],
        ['DvCompania', rut.verifier],
        ['TrackId', trackId],
        ['Token', token],
      ],
    };
    return query(call, token, signal, (body, contentType) => parseTrack(body, contentType, trackId));
  };

  const statusByDocument = (
    asked: DocumentQuery,
    token: string,
    signal?: AbortSignal,
  ): Promise<Tried<DocumentAnswer>> => {
    const rut = (name: string, value: Rut): (readonly [string, string])[] => {
      const { body, verifier } = splitRut(value);
      return [
        [`Rut${name}`, body],
        [`Dv${name}`, verifier],
      ];
    };
    const call: SoapCall = {
      path: '/DTEWS/QueryEstDte.jws',
      operation: 'getEstDte',
      parameters: [
        ...rut('Consultante', asked.certificate.rut),
        ...rut('Compania', asked.company),
        ...rut('Receptor', asked.receptor),
        ['TipoDte', String(asked.type)],
        ['FolioDte', String(asked.folio)],
        ['FechaEmisionDte', ddmmyyyy(asked.issuedOn)],
        ['MontoDte', String(asked.total)],
        ['Token', token],
      ],
    };
    return query(call, token, signal, parseDocument);
  };

  return { login, upload, statusByTrackId, statusByDocument };
};

/** http.post gives a reply or a silence; this is for the compiler. */
const neverEmpty = (): never => {
  throw new Error('neither reply nor silence');
};
