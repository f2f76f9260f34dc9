/**
 * What the SII is known to have of a document. "received" means a track id, which is not acceptance:
 * the counters of EPR decide (PROTOCOL.md 4.1).
 */
export const SII_STATES = ['not_sent', 'uncertain', 'received', 'accepted', 'objected', 'rejected'] as const;
export type SiiState = (typeof SII_STATES)[number];

/**
 * The life of a send job. pending waits for its time, retrying has an attempt under way, success needs nothing more,
 * abandoned is kept for ever and can be retried by hand, needs_person waits for somebody to act.
 */
export const QUEUE_STATES = ['pending', 'retrying', 'success', 'abandoned', 'needs_person'] as const;
export type QueueState = (typeof QUEUE_STATES)[number];

/** Why an attempt failed, as the program found it. */
export const ERROR_CLASSES = ['timeout', 'connection', 'unavailable', 'validation', 'unknown'] as const;
export type ErrorClass = (typeof ERROR_CLASSES)[number];

/** What an attempt did: upload the envelope, ask for a document, or poll a track id. */
export const ATTEMPT_KINDS = ['upload', 'ask', 'poll'] as const;
export type AttemptKind = (typeof ATTEMPT_KINDS)[number];

/**
 * confirmed: the SII has it (or answered what was asked). refused: a definite no. not_sent: no byte of the document left.
 * uncertain: it may have arrived. interrupted: the program ended during the attempt.
 */
export const ATTEMPT_OUTCOMES = ['confirmed', 'refused', 'not_sent', 'uncertain', 'interrupted'] as const;
export type AttemptOutcome = (typeof ATTEMPT_OUTCOMES)[number];

/** Whether the bytes of a backup still are what was signed. */
export const INTEGRITIES = ['verified', 'unverified', 'damaged'] as const;
export type Integrity = (typeof INTEGRITIES)[number];

/** Where documents go. practice is the SII inside the application. */
export const ENVIRONMENTS = ['practice', 'certification', 'production'] as const;
export type Environment = (typeof ENVIRONMENTS)[number];

/** usuario reads, encargado does everything. */
export const ROLES = ['usuario', 'encargado'] as const;
export type Role = (typeof ROLES)[number];

/** Failed retries after which a job is abandoned (the waits are in main/domain/queue/backoff.ts). */
export const MAX_RETRIES = 5;
