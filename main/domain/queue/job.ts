import type { AuditAction, SendErrorCode } from '../../../shared/domain/send-errors.ts';
import type { ErrorClass, QueueState, SiiState } from '../../../shared/domain/states.ts';
import type { CounterSums, Stated } from './verdict.ts';

/** What the rules need to know of a send job; a row of the store has this and more. Times in UTC epoch ms. */
export interface Job {
  readonly state: QueueState;
  readonly failedRetries: number;
  readonly nextDueAt: number | null;
  /**
   * When the table of waits would have let it go, while it is due earlier because the SII came back. An attempt before that time
   * costs no retry if it fails.
   */
  readonly scheduledAt: number | null;
  /** The SII may have the document: it is asked before anything is sent. */
  readonly askFirst: boolean;
  readonly uncertainSince: number | null;
  readonly errorClass: ErrorClass | null;
  readonly errorCode: SendErrorCode | null;
  readonly errorParams: Readonly<Record<string, string | number>>;
  /** Null until something fails: so the first attempt is told from a retry. */
  readonly firstFailedAt: number | null;
  readonly lastUploadAt: number | null;
  readonly abandonedReason: string | null;
  /** Since when a person keeps it waiting, who, and why; nothing of it goes out until it is let go. */
  readonly heldAt: number | null;
  readonly heldBy: string | null;
  readonly heldReason: string | null;
}

/** Nobody keeps it waiting. */
export const NOT_HELD: Pick<Job, 'heldAt' | 'heldBy' | 'heldReason'> = {
  heldAt: null,
  heldBy: null,
  heldReason: null,
};

/** What the rules need to know of the job's document. */
export interface SentDocument {
  readonly siiState: SiiState;
  /** Since when it is in that state. */
  readonly siiStateAt: number;
  readonly trackId: string | null;
  readonly pollCount: number;
}

/** What changes in a document. What is left out stays. */
export interface DocumentChange {
  readonly siiState?: SiiState;
  readonly reason?: (Stated & Partial<CounterSums>) | null;
  readonly trackId?: string | null;
  readonly pollDueAt?: number | null;
  readonly pollCount?: number;
}

/** One move of the state machine, to be written in one transaction. */
export interface Step {
  readonly job: Job;
  readonly document: DocumentChange | null;
  /** The SII has the document: it is backed up in the same transaction. */
  readonly backup: boolean;
  readonly audit: readonly AuditAction[];
}

/** A new document's job: to be sent now. */
export const newJob = (now: number): Job => ({
  state: 'pending',
  failedRetries: 0,
  nextDueAt: now,
  scheduledAt: null,
  askFirst: false,
  uncertainSince: null,
  errorClass: null,
  errorCode: null,
  errorParams: {},
  firstFailedAt: null,
  lastUploadAt: null,
  abandonedReason: null,
  ...NOT_HELD,
});
