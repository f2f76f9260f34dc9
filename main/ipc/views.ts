import type {
  AttemptView,
  BackupRow,
  CafView,
  CompanyView,
  DocumentRow,
  QueueRow,
  SendErrorView,
} from '../../shared/ipc/parts.ts';
import { holdByHand, releaseByHand } from '../domain/queue/holding.ts';
import { abandonByHand, retryByHand } from '../domain/queue/transitions.ts';
import { cafExpiry } from '../dte/caf-expiry.ts';
import type {
  AttemptRecord,
  BackupWithDocument,
  CafRecord,
  CertificateRecord,
  CompanyRecord,
  DocumentWithJob,
  JobRecord,
  Params,
} from '../store/records.ts';

/** What the window sees of a record. Keys and bytes are left behind here. */

export const documentRow = ({ document, job }: DocumentWithJob, backedUp: boolean): DocumentRow => ({
  id: document.id,
  type: document.type,
  folio: document.folio,
  issuedOn: document.issuedOn,
  createdAt: document.createdAt,
  receptorRut: document.receptorRut,
  receptorName: document.receptorName,
  total: document.total,
  money: document.money,
  siiState: document.siiState,
  queueState: job.state,
  trackId: document.trackId,
  backedUp,
});

export const sendError = (error: {
  readonly errorClass: JobRecord['errorClass'];
  readonly errorCode: JobRecord['errorCode'];
  readonly errorParams: Params;
}): SendErrorView | null =>
  error.errorClass && error.errorCode
    ? { class: error.errorClass, code: error.errorCode, params: { ...error.errorParams } }
    : null;

/** @param mayAct whether who asks may do anything about it at all */
export const queueRow = (row: DocumentWithJob, backedUp: boolean, now: number, mayAct: boolean): QueueRow => {
  const { document, job } = row;
  return {
    ...documentRow(row, backedUp),
    uncertain: document.siiState === 'uncertain',
    attempts: job.attempts,
    failedRetries: job.failedRetries,
    nextDueAt: job.nextDueAt,
    lastAttemptAt: job.lastAttemptAt,
    firstFailedAt: job.firstFailedAt,
    error: sendError(job),
    abandonedReason: job.abandonedReason,
    hold: job.heldAt === null ? null : { at: job.heldAt, by: job.heldBy ?? '', reason: job.heldReason },
    canHold: mayAct && holdByHand(job, { at: now, by: '', reason: null }).ok,
    canRelease: mayAct && releaseByHand(job).ok,
    canRetry: mayAct && retryByHand(job, now).ok,
    canAbandon: mayAct && abandonByHand(job, 'asked').ok,
  };
};

/** @param mirroredUpTo up to which id documents are in the second copy */
export const backupRow = (
  { backup, document }: BackupWithDocument,
  job: Pick<JobRecord, 'state'>,
  mirroredUpTo: number,
): BackupRow => ({
  ...documentRow({ document, job: job as JobRecord }, true),
  backedUpAt: backup.backedUpAt,
  verifiedAt: backup.verifiedAt,
  integrity: backup.integrity,
  sha256: backup.sha256,
  file: backup.file,
  copies: [
    'database',
    ...(backup.file === null ? [] : (['vault'] as const)),
    ...(document.id > mirroredUpTo ? [] : (['mirror'] as const)),
  ],
});

/** Answers are mostly Latin-1 or ASCII, whatever they declare; for reading that is good enough (PROTOCOL.md 4.1). */
const RAW_SHOWN = 16_000;

export const attemptView = (attempt: AttemptRecord): AttemptView => ({
  number: attempt.number,
  kind: attempt.kind,
  startedAt: attempt.startedAt,
  durationMs: attempt.durationMs,
  outcome: attempt.outcome,
  error: sendError(attempt),
  httpStatus: attempt.httpStatus,
  trackId: attempt.trackId,
  nextDueAt: attempt.nextDueAt,
  request: attempt.request,
  raw: attempt.raw ? attempt.raw.toString('latin1').slice(0, RAW_SHOWN) : null,
});

export const companyView = (
  { actecos, createdAt: _createdAt, ...company }: CompanyRecord,
  certificate: CertificateRecord | null,
): CompanyView => ({
  ...company,
  acteco: [...actecos],
  certificate: certificate && {
    holderRut: certificate.holderRut,
    holderName: certificate.holderName,
    validFrom: certificate.validFrom,
    validTo: certificate.validTo,
    fingerprint: certificate.fingerprint,
  },
});

export const cafView = (caf: CafRecord): CafView => ({
  id: caf.id,
  type: caf.type,
  from: caf.fromFolio,
  to: caf.toFolio,
  next: caf.nextFolio,
  left: caf.toFolio - caf.nextFolio + 1,
  authorizedOn: caf.authorizedOn,
  expiresOn: cafExpiry(caf),
});
