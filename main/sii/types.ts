import type { Channel, DocumentType } from '../../shared/domain/document-type.ts';
import type { Rut } from '../../shared/domain/rut.ts';
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
}

/** No usable answer came. `began` says whether a byte of the request may have reached the SII. */
export type Silence =
  | {
      readonly kind: 'transport';
      readonly began: boolean;
      readonly cause: 'timeout' | 'connection' | 'tls';
      readonly detail: string;
    }
  | { readonly kind: 'http'; readonly httpStatus: number; readonly retryAfterMs: number | null }
  | {
      readonly kind: 'unreadable';
      readonly what: 'empty' | 'html' | 'truncated' | 'no_status' | 'too_large' | 'other';
    };

/** Authentication did not give a token, so nothing of the document was sent. */
export interface AuthFailure {
  readonly kind: 'auth';
  readonly step: 'seed' | 'token';
  /** The SII's ESTADO, or why there is none. */
  readonly failure: Silence | { readonly kind: 'estado'; readonly estado: string; readonly glosa: string };
}

export type UploadAnswer =
  | { readonly kind: 'received'; readonly trackId: string }
  | { readonly kind: 'status'; readonly status: number; readonly details: readonly string[] }
  | Silence
  | AuthFailure;

/** Counters of one type in an EPR answer. PROTOCOL.md 4.1. */
export interface TypeCounters {
  readonly type: number;
  readonly informed: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly objected: number;
}

/** One thing that the SII found in a boleta. PROTOCOL.md 5. */
export interface DocumentError {
  /** `seccion-nivel-codigo` as the SII writes them elsewhere: `HED-3-100`. Level 3 rejects, 1 and 2 are observations. */
  readonly code: string;
  readonly description: string;
  /** What was found where it was looked for; empty when the SII does not say. */
  readonly detail: string;
  /** Line of the uploaded file. */
  readonly line: number | null;
}

/** What the SII says of one document that was rejected or accepted with observations. PROTOCOL.md 5. */
export interface DocumentDetail {
  /** Null where the SII leaves it out, as in its own example. */
  readonly type: number | null;
  readonly folio: number | null;
  /** `RCH` rejected, `RPR` accepted with observations; a new one as it came. */
  readonly estado: string;
  readonly description: string;
  readonly errors: readonly DocumentError[];
}

export type TrackAnswer =
  | {
      readonly kind: 'state';
      readonly estado: string;
      /** Empty on the boleta channel, which gives none. */
      readonly glosa: string;
      readonly counters: readonly TypeCounters[];
      /** Of the boleta channel alone: for facturas the reasons come by e-mail (PROTOCOL.md 4.1). */
      readonly details?: readonly DocumentDetail[];
    }
  | Silence
  | AuthFailure;

export type DocumentAnswer =
  | {
      readonly kind: 'state';
      readonly estado: string;
      readonly glosa: string;
      readonly errCode: string | null;
    }
  | Silence
  | AuthFailure;

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
  /** Asks a channel for a seed, without a token and about no document: the cheapest sign of life. */
  probe(channel: Channel, signal?: AbortSignal): Promise<Answered<ProbeAnswer>>;
}
