import { type Rut, splitRut } from '../../../shared/domain/rut.ts';
import { signSeed } from '../../dte/seed.ts';
import type { SigningCertificate } from '../../dte/types.ts';
import type { SiiChannel, Tried } from '../channel.ts';
import type { HttpResult, SiiHttp } from '../http.ts';
import { loginStep, probeOf } from '../login.ts';
import { uploadForm } from '../multipart.ts';
import { exchangeOf } from '../raw.ts';
import { soapWords, uploadWords } from '../request-words.ts';
import { replyOf, silenceFor } from '../silence.ts';
import type { LoginResult } from '../tokens.ts';
import type {
  Answered,
  DocumentAnswer,
  DocumentQuery,
  Exchange,
  ProbeAnswer,
  Silence,
  TrackAnswer,
  TrackQuery,
  UploadAnswer,
  UploadRequest,
} from '../types.ts';
import { parseSeed, parseToken } from './parse-auth.ts';
import { parseDocument, parseMailAgain, parseTrack, type TokenFault } from './parse-status.ts';
import { parseUpload } from './parse-upload.ts';
import { SOAP_HEADERS, type SoapCall, soapBody } from './soap.ts';

/** The SII answers programs in XML only when it finds `PROG 1.0` here; this is the manual's own text (M-UPL). */
export const FACTURA_USER_AGENT = 'Mozilla/4.0 (compatible; PROG 1.0; Windows NT 5.0; YComp 5.0.2.4)';

/** ESTADO of the queries when the token is inactive, its cookie is, or it does not exist (PROTOCOL.md 4.1). */
const TOKEN_ESTADOS = new Set(['001', '002', '003']);
const NOT_AUTHENTICATED = 5;

/** `2026-07-05` as QueryEstDte wants it: `05072026`. */
const ddmmyyyy = (isoDate: string): string => isoDate.split('-').reverse().join('');

/** What boletas have no need of: their reasons come by the API. */
export interface FacturaChannel extends SiiChannel {
  /** Asks the SII to send the mail with its reasons once more. */
  mailAgain(
    query: Omit<TrackQuery, 'channel'>,
    token: string,
    signal?: AbortSignal,
  ): Promise<Tried<DocumentAnswer>>;
}

/** The SII's services for everything but boletas, PROTOCOL.md 2 to 4. */
export const createFacturaChannel = (base: string, http: SiiHttp, now: () => number): FacturaChannel => {
  const soap = (call: SoapCall, signal?: AbortSignal): Promise<HttpResult> =>
    http.post(
      { base, path: call.path, headers: SOAP_HEADERS, body: soapBody(base, call), ownConnection: false },
      signal,
    );

  const askForSeed = (signal?: AbortSignal): Promise<HttpResult> =>
    soap({ path: '/DTEWS/CrSeed.jws', operation: 'getSeed', parameters: [] }, signal);

  const probe = async (signal?: AbortSignal): Promise<Answered<ProbeAnswer>> =>
    probeOf(await askForSeed(signal), now(), parseSeed);

  const login = async (certificate: SigningCertificate): Promise<LoginResult> => {
    const asked = await askForSeed();
    const seed = loginStep('seed', asked, now(), parseSeed);
    if (!seed.ok) return seed;
    const exchanged = await soap({
      path: '/DTEWS/GetTokenFromSeed.jws',
      operation: 'getToken',
      parameters: [['pszXml', signSeed(seed.value, certificate)]],
    });
    const token = loginStep('token', exchanged, now(), parseToken);
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
          'User-Agent': FACTURA_USER_AGENT,
        },
        body: form.body,
        ownConnection: true,
      },
      signal,
    );
    const exchange = exchangeOf(result, token, uploadWords({ ...request, sender: request.certificate.rut }));
    const silence = silenceFor(result, now());
    if (silence) return { answer: silence, exchange, tokenRefused: false };
    const reply = replyOf(result);
    const answer = parseUpload(reply.body, reply.contentType, request.company);
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
    const exchange: Exchange = exchangeOf(result, token, soapWords(call));
    if (result.silence) return { answer: result.silence, exchange, tokenRefused: false };
    const silence = silenceFor(result, now());
    // Axis sends its faults with 500, and one of them is about the token.
    const reply = replyOf(result);
    const answer = parse(reply.body, reply.contentType);
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

  const mailAgain = (
    { company, trackId }: Omit<TrackQuery, 'channel'>,
    token: string,
    signal?: AbortSignal,
  ): Promise<Tried<DocumentAnswer>> => {
    const rut = splitRut(company);
    const call: SoapCall = {
      path: '/DTEWS/services/wsDTECorreo',
      operation: 'reenvioCorreo',
      parameters: [
        ['Token', token],
        ['RutEmpresa', rut.body],
        ['DvEmpresa', rut.verifier],
        ['TrackId', trackId],
      ],
    };
    return query(call, token, signal, parseMailAgain);
  };

  return { login, probe, upload, statusByTrackId, statusByDocument, mailAgain };
};
