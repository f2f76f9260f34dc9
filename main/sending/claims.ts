import { assertNever } from '../../shared/domain/errors.ts';
import type { SendErrorCode } from '../../shared/domain/send-errors.ts';
import type { Clock } from '../domain/clock.ts';
import type { Allowance } from '../domain/queue/breaker.ts';
import { groupMove, SIBLING_WAIT } from '../domain/queue/group.ts';
import { isNote, referenceState, referencesOf } from '../domain/queue/references.ts';
import { awaitingReference, stoppedBefore } from '../domain/queue/transitions.ts';
import type { Store } from '../store/open.ts';
import type { DocumentRecord, JobRecord, Params } from '../store/records.ts';
import { documentsIn, type Rewrap } from './envelopes.ts';
import { certificateOf, type Keyring } from './keyring.ts';
import type { Claim, Ledger } from './ledger.ts';
import { PROGRAM } from './settlement.ts';

export interface ClaimsOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly keyring: Keyring;
  readonly ledger: Ledger;
  readonly rewrap: Rewrap;
}

/** In one transaction, no more than so many are looked at and put off: the rest is for the next look. */
const MOST_PUT_OFF = 200;

/** Which job goes next, and with which others: all in the caller's transaction. */
export const createClaims = ({ store, clock, keyring, ledger, rewrap }: ClaimsOptions) => {
  const documentOf = (job: JobRecord): DocumentRecord => {
    const document = store.documents.get(job.documentId);
    if (!document) throw new Error(`job ${job.id} has no document`);
    return document;
  };

  const stop = (job: JobRecord, code: SendErrorCode, params: Params, now: number): void => {
    store.jobs.write(job, stoppedBefore(job, code, params, now), now);
    store.audit.add({
      actor: PROGRAM,
      action: 'job.needs_person',
      documentId: job.documentId,
      params: { errorCode: code, ...params },
    });
  };

  const putOff = (job: JobRecord, until: number, now: number): void => {
    store.jobs.write(job, { ...job, nextDueAt: until }, now);
  };

  /** Whether a note may go; if not, it is put off or stopped. */
  const mayGo = (job: JobRecord, document: DocumentRecord, now: number): boolean => {
    if (!isNote(document.type)) return true;
    const judged = referencesOf(store.documents.content(document.id)?.draft).map((reference) => {
      const { type, folio } = reference;
      const target = store.documents.find(document.companyId, type, folio);
      const queueState = target && store.jobs.ofDocument(target.id)?.state;
      const known = target && queueState ? { siiState: target.siiState, queueState } : null;
      return { reference, state: referenceState(known) };
    });
    const failed = judged.find(({ state }) => state === 'failed');
    const waits = judged.find(({ state }) => state === 'waits');
    if (failed) stop(job, 'reference_failed', { ...failed.reference }, now);
    else if (waits) store.jobs.write(job, awaitingReference(job, waits.reference, now), now);
    return !failed && !waits;
  };

  /** The job in an envelope of its own. Null when that can't be had: it is put off or stopped. */
  const setApart = (job: JobRecord, document: DocumentRecord, now: number): JobRecord | null => {
    const company = store.companies.get(job.companyId);
    const certificate = certificateOf(keyring, job.companyId);
    if (certificate === 'locked') putOff(job, now + SIBLING_WAIT, now);
    else if (!company || certificate === 'missing') stop(job, 'certificate_missing', {}, now);
    else if (rewrap(job, document, company, certificate, now)) return store.jobs.ofDocument(document.id);
    else stop(job, 'bytes_damaged', { where: 'document' }, now);
    return null;
  };

  const sendApart = (job: JobRecord, document: DocumentRecord, now: number): Claim | null => {
    const alone = setApart(job, document, now);
    return alone && ledger.begin([alone], 'upload');
  };

  /** One that is taken along before its time: if the envelope is not taken, it has lost nothing. */
  const broughtForward = (job: JobRecord, now: number): JobRecord => {
    if (job.nextDueAt === null || job.nextDueAt <= now) return job;
    const scheduledAt = job.scheduledAt ?? job.nextDueAt;
    store.jobs.write(job, { ...job, nextDueAt: now, scheduledAt }, now);
    return { ...job, nextDueAt: now, scheduledAt };
  };

  /** @returns null when it was put off or stopped */
  const take = (job: JobRecord, now: number): Claim | null => {
    if (job.askFirst) return ledger.begin([job], 'ask');
    const document = documentOf(job);
    if (!mayGo(job, document, now)) return null;
    const envelope = store.envelopes.get(job.envelopeId);
    if (!envelope) throw new Error(`job ${job.id} has no envelope`);
    const inside = documentsIn(envelope.bytes);
    if (inside < 2) return ledger.begin([job], 'upload');
    const group = store.jobs.ofEnvelope(job.envelopeId);
    // Whoever left it may be with the SII by now: sent again, the envelope would carry him along.
    if (group.length < inside) return sendApart(job, document, now);
    const others = group.filter(({ id }) => id !== job.id);
    const move = groupMove(others, now);
    switch (move.kind) {
      case 'together':
        return ledger.begin(
          group.map((each) => broughtForward(each, now)),
          'upload',
        );
      case 'later':
        putOff(job, move.at, now);
        return null;
      case 'alone':
        return sendApart(job, document, now);
      default:
        return assertNever(move, 'move of a group');
    }
  };

  return {
    next(which: Exclude<Allowance, 'none'>): Claim | null {
      const now = clock.now();
      for (let looked = 0; looked < MOST_PUT_OFF; looked++) {
        const job = store.jobs.due(now, which);
        if (!job) return null;
        const claim = take(job, now);
        if (claim) return claim;
      }
      return null;
    },
  };
};
