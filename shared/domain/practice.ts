/**
 * The faults that the practice SII can be told to show, for the practice screen and for tests. One at a time.
 * What each stands for in the real SII: PROTOCOL.md 3 (STATUS, HTML page), 4.1 (EPR and its counters), 6.8 (outages).
 *
 *   down                  nobody listens: connections are refused and open ones are cut
 *   silent                takes connection and request, never answers; the document is not kept
 *   slow                  does its work, then waits `ms` before it answers
 *   reset_after_body      resets the connection once the whole request has come; the document is not kept
 *   http_503              503, with Retry-After of `value` seconds if given
 *   html_page             200 and a page for people
 *   empty                 200 and no body
 *   status_n              answers an upload with STATUS `value`, one of boletas with 401 (5), 503 (9) or 500; not kept
 *   token_expired         the token of an upload or query is no longer good: STATUS 5, ESTADO 001; 401 for boletas
 *   schema_rejection      answers an upload with STATUS 7 and `detail` in DETAIL; takes boletas, and then rejects them: RSC
 *   rejection_after_epr   takes the upload, and rejects every document in it with `code` when it has been processed
 *   objections_after_epr  takes the upload, and accepts every document in it with the observation `code`
 *   lost_answer           takes and keeps the document, then drops the connection without an answer
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
export type PracticeFaultKind = (typeof PRACTICE_FAULTS)[number];

/** Flat, so that it crosses the IPC as it is; which fields count for which kind stands above. */
export interface PracticeFault {
  readonly kind: PracticeFaultKind;
  /** Of slow. 5 s when left out. */
  readonly ms?: number | undefined;
  /** STATUS of status_n (never 0; 9, "blocked", when left out), or seconds in the Retry-After of http_503. */
  readonly value?: number | undefined;
  /** Reason of the two that come after EPR: `HED-3-305`. */
  readonly code?: string | undefined;
  /** Line in the DETAIL of schema_rejection. */
  readonly detail?: string | undefined;
  /** It touches this many requests and then goes away by itself; left out, it stays until it is switched off. */
  readonly times?: number | undefined;
  /**
   * Which requests it touches: every one, logins and queries included, or uploads alone. Left out, it is `all`, but
   * `uploads` for reset_after_body. Those that are about documents or tokens touch these only, whatever it says.
   */
  readonly scope?: 'all' | 'uploads' | undefined;
}

/** What the practice SII did with a document. `processing` until its envelope is EPR. */
export type PracticeState = 'processing' | 'accepted' | 'objected' | 'rejected';
