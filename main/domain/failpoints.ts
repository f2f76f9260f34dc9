/**
 * Named moments at which the crash suite ends the process, to see that the next start makes good what was under way. In the product
 * they are nothing: whoever has them is handed `noFailpoint`.
 */
export const FAILPOINTS = [
  'issue.before_folio',
  'issue.after_folio',
  'issue.signed',
  'issue.before_commit',
  'issue.committed',
  'attempt.before_commit',
  'attempt.committed',
  /** The request is with the gateway; whether a byte has left is not known. */
  'attempt.request_made',
  'attempt.answer_read',
  'result.before_commit',
  'result.committed',
] as const;
export type FailpointName = (typeof FAILPOINTS)[number];

export type Failpoint = (name: FailpointName) => void;

export const noFailpoint: Failpoint = () => {};
