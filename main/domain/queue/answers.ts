/** What the SII, or the network in its place, answered. The client speaks these, and the rules judge them. */

/** No usable answer came. `began` says whether a byte of the request may have reached the SII. */
export type Silence =
  | {
      readonly kind: 'transport';
      readonly began: boolean;
      /** proxy: that of the system did not open the way. */
      readonly cause: 'timeout' | 'connection' | 'tls' | 'proxy';
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
