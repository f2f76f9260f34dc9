import { type Rut, splitRut } from '../../../shared/domain/rut.ts';
import { signSeed } from '../../dte/seed.ts';
import type { SigningCertificate } from '../../dte/types.ts';
import type { SiiChannel, Tried } from '../channel.ts';
import type { HttpResult, SiiHttp } from '../http.ts';
import { loginStep, probeOf } from '../login.ts';
import { uploadForm } from '../multipart.ts';
import { exchangeOf } from '../raw.ts';
import { uploadWords } from '../request-words.ts';
import type { Serial } from '../serial.ts';
import { replyOf, silenceFor } from '../silence.ts';
import type { LoginResult } from '../tokens.ts';
import type { Answered, DocumentQuery, ProbeAnswer, Silence, TrackQuery, UploadRequest } from '../types.ts';
import { parseSeed, parseToken } from './parse-auth.ts';
import { parseDocument, parseTrack } from './parse-status.ts';
import { parseUpload } from './parse-upload.ts';

/**
 * The one that is known to be let in: with others the API answers 401 to a token that is perfectly good (PROTOCOL.md 5).
 * Not that of the factura channel, and with these very blanks.
 */
export const BOLETA_USER_AGENT = 'Mozilla/4.0 ( compatible; PROG 1.0; Windows NT)';

const RESOURCES = '/recursos/v1/boleta.electronica';
const UNAUTHORIZED = 401;

export interface BoletaChannelParts {
  /** Address of the API: login and queries. */
  readonly api: string;
  /** Address that takes uploads: that of the API answers them with a dead gateway's "Acceso Denegado" (PROTOCOL.md 1). */
  readonly uploads: string;
  readonly http: SiiHttp;
  /** The API limits its rate (X-RateLimit): queries go out one after the other. */
  readonly queries: Serial;
  readonly now: () => number;
}

type Unreadable = Extract<Silence, { kind: 'unreadable' }>;
type Parse<A> = (body: Buffer, contentType: string | null) => A | Unreadable;

/** `2026-07-05` as the API wants it: `05-07-2026`. */
const ddmmyyyy = (isoDate: string): string => isoDate.split('-').reverse().join('-');

const ABORTED: Silence = { kind: 'transport', began: false, cause: 'timeout', detail: 'aborted' };

/** The SII's REST API for boletas (39, 41), PROTOCOL.md 5 and boleta-rest.txt. */
export const createBoletaChannel = (parts: BoletaChannelParts): SiiChannel => {
  const { api, uploads, http, queries, now } = parts;
  const agent = { 'User-Agent': BOLETA_USER_AGENT };

  const xml = { ...agent, Accept: 'application/xml' };
  const askForSeed = (signal?: AbortSignal): Promise<HttpResult> =>
    http.get({ base: api, path: `${RESOURCES}.semilla`, headers: xml }, signal);

  const probe = async (signal?: AbortSignal): Promise<Answered<ProbeAnswer>> =>
    probeOf(await askForSeed(signal), now(), parseSeed);

  const login = async (certificate: SigningCertificate): Promise<LoginResult> => {
    const asked = await askForSeed();
    const seed = loginStep('seed', asked, now(), parseSeed);
    if (!seed.ok) return seed;
    const exchanged = await http.post({
      base: api,
      path: `${RESOURCES}.token`,
      headers: { ...xml, 'Content-Type': 'application/xml' },
      body: Buffer.from(signSeed(seed.value, certificate), 'latin1'),
      ownConnection: false,
    });
    const token = loginStep('token', exchanged, now(), parseToken);
    return token.ok ? { ok: true, token: token.value } : token;
  };

  const json = (token: string) => ({ ...agent, Accept: 'application/json', Cookie: `TOKEN=${token}` });

  const understand = <A>(
    result: HttpResult,
    token: string,
    parse: Parse<A>,
    asked = '',
  ): Tried<A | Silence> => {
    const silence = silenceFor(result, now());
    const exchange = exchangeOf(result, token, asked);
    if (silence) {
      const tokenRefused = silence.kind === 'http' && silence.httpStatus === UNAUTHORIZED;
      return { answer: silence, exchange, tokenRefused };
    }
    const reply = replyOf(result);
    return { answer: parse(reply.body, reply.contentType), exchange, tokenRefused: false };
  };

  const query = async <A>(
    path: string,
    token: string,
    signal: AbortSignal | undefined,
    parse: Parse<A>,
  ): Promise<Tried<A | Silence>> => {
    const result = await queries.run(
      () => http.get({ base: api, path, headers: json(token) }, signal),
      signal,
    );
    if (result === 'aborted') {
      const exchange = { httpStatus: null, raw: null, durationMs: 0, request: null };
      return { answer: ABORTED, exchange, tokenRefused: false };
    }
    return understand(result, token, parse);
  };

  const upload = async (request: UploadRequest, token: string, signal?: AbortSignal) => {
    const { company, certificate, fileName, envelope } = request;
    const form = uploadForm(certificate.rut, company, fileName, envelope);
    const result = await http.post(
      {
        base: uploads,
        path: `${RESOURCES}.envio`,
        headers: {
          ...json(token),
          'Content-Type': form.contentType,
          'Content-Length': String(form.body.length),
        },
        body: form.body,
        ownConnection: true,
      },
      signal,
    );
    return understand(
      result,
      token,
      (body, contentType) => parseUpload(body, contentType, company),
      uploadWords({ sender: certificate.rut, company, fileName, envelope }),
    );
  };

  const statusByTrackId = (asked: TrackQuery, token: string, signal?: AbortSignal) =>
    query(
      `${RESOURCES}.envio/${asked.company}-${encodeURIComponent(asked.trackId)}`,
      token,
      signal,
      (body, contentType) => parseTrack(body, contentType, asked),
    );

  const statusByDocument = (asked: DocumentQuery, token: string, signal?: AbortSignal) =>
    query(
      `${RESOURCES}/${asked.company}-${asked.type}-${asked.folio}/estado?${documentParameters(asked)}`,
      token,
      signal,
      parseDocument,
    );

  return { login, probe, upload, statusByTrackId, statusByDocument };
};

/** The description of the API calls them optional; the server demands each (PROTOCOL.md 5). */
const documentParameters = (asked: {
  readonly receptor: Rut;
  readonly total: number;
  readonly issuedOn: string;
}): string => {
  const receptor = splitRut(asked.receptor);
  return new URLSearchParams({
    rut_receptor: receptor.body,
    dv_receptor: receptor.verifier,
    monto: String(asked.total),
    fechaEmision: ddmmyyyy(asked.issuedOn),
  }).toString();
};
