/**
 * The faults that the practice SII can be told to show, for the practice screen and for tests. One at a time.
 * What each stands for in the real SII: PROTOCOL.md 3 (STATUS, HTML page), 4.1 (EPR and its counters), 6.8 (outages).
 */
export const PRACTICE_FAULTS = [
  'none',
  'down',
  'silent',
  'slow',
  'reset_after_body',
  'http_503',
  'html_page',
  'empty',
  'status_n',
  'token_expired',
  'schema_rejection',
  'rejection_after_epr',
  'objections_after_epr',
  'lost_answer',
] as const;
export type PracticeFaultName = (typeof PRACTICE_FAULTS)[number];

/** Which requests a fault touches: every one, logins and queries included, or uploads of documents alone. */
export const PRACTICE_FAULT_SCOPES = ['all', 'uploads'] as const;
export type PracticeFaultScope = (typeof PRACTICE_FAULT_SCOPES)[number];

/** How long a fault lasts. */
interface Lasting {
  /** It touches this many requests and then goes away by itself; left out, it stays until it is switched off. */
  readonly times?: number;
}

interface Scoped extends Lasting {
  /** Left out, it is `all`, but `uploads` for reset_after_body. */
  readonly scope?: PracticeFaultScope;
}

export type PracticeFault =
  | { readonly name: 'none' }
  /** Nobody listens: connections are refused and open ones are cut. */
  | { readonly name: 'down' }
  /** Takes connection and request, never answers. The document is not kept. */
  | ({ readonly name: 'silent' } & Scoped)
  /** Does its work, then waits this long before it answers. */
  | ({ readonly name: 'slow'; readonly ms: number } & Scoped)
  /** Resets the connection once the whole request has come. The document is not kept. */
  | ({ readonly name: 'reset_after_body' } & Scoped)
  | ({ readonly name: 'http_503'; readonly retryAfterSeconds?: number } & Scoped)
  | ({ readonly name: 'html_page' } & Scoped)
  | ({ readonly name: 'empty' } & Scoped)
  /** Answers an upload with this STATUS (never 0) and does not keep the document. */
  | ({ readonly name: 'status_n'; readonly status: number } & Lasting)
  /** The token of the next authenticated requests is no longer valid: STATUS 5 or ESTADO 001. */
  | ({ readonly name: 'token_expired' } & Lasting)
  /** Answers an upload with STATUS 7 and this line in DETAIL. */
  | ({ readonly name: 'schema_rejection'; readonly detail?: string } & Lasting)
  /** Takes the upload and rejects every document in it, with this code, when it has been processed. */
  | ({ readonly name: 'rejection_after_epr'; readonly code?: string } & Lasting)
  /** Takes the upload and accepts every document in it with observations. */
  | ({ readonly name: 'objections_after_epr'; readonly code?: string } & Lasting)
  /** Takes and keeps the document, then drops the connection without an answer. */
  | ({ readonly name: 'lost_answer' } & Lasting);

/** What the practice SII did with a document. `processing` until its envelope is EPR. */
export const PRACTICE_STATES = ['processing', 'accepted', 'objected', 'rejected'] as const;
export type PracticeState = (typeof PRACTICE_STATES)[number];
