import type { SendErrorCode } from '../../../shared/domain/send-errors.ts';
import type { AttemptOutcome, ErrorClass } from '../../../shared/domain/states.ts';

/**
 * What may be done about a failure. retry: the same bytes again, later. ask_first: the SII may have them, so it is asked before
 * anything is sent. person: trying again changes nothing until somebody acts.
 */
export type Retryability = 'retry' | 'ask_first' | 'person';

export interface Failure {
  readonly kind: 'failure';
  readonly outcome: Exclude<AttemptOutcome, 'confirmed' | 'interrupted'>;
  readonly errorClass: ErrorClass;
  readonly errorCode: SendErrorCode;
  readonly params: Readonly<Record<string, string | number>>;
  readonly retryability: Retryability;
  /** How long the SII asked to be left alone, ms. */
  readonly retryAfterMs?: number | null;
}

/** The SII's own code and words, kept beside the meaning that they were given. */
export interface Stated {
  readonly estado: string;
  readonly glosa: string;
  /** The gravest thing that the SII found in the document itself, where it says so (boletas): `HED-3-100`. */
  readonly code?: string;
  /** What `code` means, in the SII's words. */
  readonly descripcion?: string;
}

export type UploadVerdict = { readonly kind: 'received'; readonly trackId: string } | Failure;

export type AskVerdict =
  /** The SII has the document, and its data are ours. */
  | { readonly kind: 'has_it'; readonly reason: Stated }
  /** It has not; whether that is final depends on when the upload began. */
  | { readonly kind: 'not_there'; readonly reason: Stated }
  /** It answered what stops us: failure is for a person. `reason` says it in the SII's words. */
  | (Failure & { readonly reason?: Stated });

export interface CounterSums {
  readonly informed: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly objected: number;
}

export type TrackVerdict =
  | { readonly kind: 'in_progress'; readonly reason: Stated }
  | { readonly kind: 'accepted' | 'objected'; readonly reason: Stated & Partial<CounterSums> }
  | {
      readonly kind: 'rejected';
      readonly errorCode: SendErrorCode;
      readonly reason: Stated & Partial<CounterSums>;
    }
  /** Some of its type were accepted and others not: each has to be asked for. */
  | { readonly kind: 'mixed'; readonly reason: Stated & CounterSums }
  /** The SII took this sending for a repetition of another: only the document's own state tells. */
  | { readonly kind: 'repeated'; readonly reason: Stated }
  /** No answer to be used: later. */
  | Failure;
