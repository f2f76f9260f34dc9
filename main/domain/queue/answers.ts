/**
 * What the SII, or the network in its place, answered: the same shapes as main/sii/types.ts, which may not be imported here
 * because domain/ knows nobody. test/unit/queue/answers.test.ts fails to compile when the two part.
 */
export type Silence =
  | {
      readonly kind: 'transport';
      /** Whether a byte of the request may have reached the SII. */
      readonly began: boolean;
      readonly cause: 'timeout' | 'connection' | 'tls';
      readonly detail: string;
    }
  | { readonly kind: 'http'; readonly httpStatus: number; readonly retryAfterMs: number | null }
  | {
      readonly kind: 'unreadable';
      readonly what: 'empty' | 'html' | 'truncated' | 'no_status' | 'too_large' | 'other';
    };

export interface AuthFailure {
  readonly kind: 'auth';
  readonly step: 'seed' | 'token';
  readonly failure: Silence | { readonly kind: 'estado'; readonly estado: string; readonly glosa: string };
}

export type UploadAnswer =
  | { readonly kind: 'received'; readonly trackId: string }
  | { readonly kind: 'status'; readonly status: number; readonly details: readonly string[] }
  | Silence
  | AuthFailure;

export interface TypeCounters {
  readonly type: number;
  readonly informed: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly objected: number;
}

export interface DocumentError {
  /** `seccion-nivel-codigo`: `HED-3-100`. */
  readonly code: string;
  readonly description: string;
  readonly detail: string;
  readonly line: number | null;
}

export interface DocumentDetail {
  readonly type: number | null;
  readonly folio: number | null;
  readonly estado: string;
  readonly description: string;
  readonly errors: readonly DocumentError[];
}

export type TrackAnswer =
  | {
      readonly kind: 'state';
      readonly estado: string;
      readonly glosa: string;
      readonly counters: readonly TypeCounters[];
      /** Of boletas alone: what is said of single documents. */
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
