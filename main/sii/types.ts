import type { Channel, DocumentType } from '../../shared/domain/document-type.ts';
import type { Rut } from '../../shared/domain/rut.ts';
import type {
  AuthFailure,
  DocumentAnswer,
  Silence,
  TrackAnswer,
  UploadAnswer,
} from '../domain/queue/answers.ts';
import type { SigningCertificate } from '../dte/types.ts';

/** Base addresses of one environment, without a trailing slash. */
export interface SiiEndpoints {
  readonly factura: string;
  readonly boletaApi: string;
  readonly boletaUpload: string;
}

/** What went over the wire, kept for the history. `raw` is the answer's body as it came, cut at 64 KiB; never a token. */
export interface Exchange {
  readonly httpStatus: number | null;
  readonly raw: Buffer | null;
  readonly durationMs: number;
  /** What went out, in words: method and address, then what was asked; an envelope by name, size and hash. Never a token. */
  readonly request: string | null;
}

export type {
  AuthFailure,
  DocumentAnswer,
  DocumentDetail,
  DocumentError,
  Silence,
  TrackAnswer,
  TypeCounters,
  UploadAnswer,
} from '../domain/queue/answers.ts';

/** Whether anybody is there: a seed was had, which is about no document. */
export type ProbeAnswer = { readonly kind: 'alive' } | Silence | AuthFailure;

export interface Answered<A> {
  readonly answer: A;
  readonly exchange: Exchange;
}

export interface UploadRequest {
  /** That of the documents' type: an envelope has documents of one channel. */
  readonly channel: Channel;
  /** rutCompany. */
  readonly company: Rut;
  /** Whole EnvioDTE or EnvioBOLETA file, sent as it is. */
  readonly envelope: Buffer;
  /** `*.xml`, ASCII. */
  readonly fileName: string;
  readonly certificate: SigningCertificate;
}

export interface TrackQuery {
  /** By which the track id was given. */
  readonly channel: Channel;
  readonly company: Rut;
  readonly trackId: string;
  readonly certificate: SigningCertificate;
}

export interface DocumentQuery {
  readonly company: Rut;
  readonly receptor: Rut;
  readonly type: DocumentType;
  readonly folio: number;
  /** `AAAA-MM-DD`. */
  readonly issuedOn: string;
  readonly total: number;
  readonly certificate: SigningCertificate;
}

/**
 * The SII as the sender sees it. Never throws for what the SII or the network does: all of it comes back as an answer.
 * A call renews the token once when the SII says that it is not valid, then answers with what came.
 */
export interface SiiGateway {
  /** Gets a token if none is cached, so that `upload` starts with the document's own request. */
  upload(request: UploadRequest, signal?: AbortSignal): Promise<Answered<UploadAnswer>>;
  statusByTrackId(query: TrackQuery, signal?: AbortSignal): Promise<Answered<TrackAnswer>>;
  statusByDocument(query: DocumentQuery, signal?: AbortSignal): Promise<Answered<DocumentAnswer>>;
  /**
   * Asks the SII to send the mail with its reasons once more, to the address that it has of the company (PROTOCOL.md 4.1,
   * wsDTECorreo). Facturas alone.
   */
  mailAgain(query: Omit<TrackQuery, 'channel'>, signal?: AbortSignal): Promise<Answered<DocumentAnswer>>;
  /** Asks a channel for a seed, without a token and about no document: the cheapest sign of life. */
  probe(channel: Channel, signal?: AbortSignal): Promise<Answered<ProbeAnswer>>;
}
