import { channelOf } from '../../shared/domain/document-type.ts';
import { assertNever } from '../../shared/domain/errors.ts';
import type { Rut } from '../../shared/domain/rut.ts';
import type { Clock } from '../domain/clock.ts';
import { classifyAsk, classifyTrack } from '../domain/queue/classify.ts';
import { mayBeOneOfMany } from '../domain/queue/group.ts';
import { afterPoll, setApart } from '../domain/queue/transitions.ts';
import type { AskVerdict, TrackVerdict } from '../domain/queue/verdict.ts';
import type { DteEngine, SigningCertificate } from '../dte/types.ts';
import type { Answered, Exchange, SiiGateway, TrackAnswer } from '../sii/types.ts';
import type { AttemptEnd } from '../store/attempts.ts';
import type { Store } from '../store/open.ts';
import type { DocumentRecord, JobRecord } from '../store/records.ts';
import type { Changes } from './changes.ts';
import { contentOf, createRewrap, documentsIn } from './envelopes.ts';
import { certificateOf, type Keyring } from './keyring.ts';
import { attemptEnd, NO_EXCHANGE, PROGRAM } from './settlement.ts';

export interface PollerOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly gateway: SiiGateway;
  readonly keyring: Keyring;
  readonly changes: Changes;
  readonly bootId: string;
  readonly dte: Pick<DteEngine, 'wrap'>;
}

export interface Poller {
  /** Whether a track id is due to be asked for, and can be. */
  isDue(): boolean;
  /** Asks for the one that has been due longest, once for all documents that came with it. Does not throw for what the SII or the network does. */
  poll(signal?: AbortSignal): Promise<void>;
}

/** While a document is being asked for by itself, its poll waits. */
const BUSY_WAIT = 60_000;

/** A poll moves nothing at the SII, so that it needs no lease: what it learns is written if the document still waits for it. */
export const createPoller = (options: PollerOptions): Poller => {
  const { store, clock, gateway, keyring, changes, bootId, dte } = options;
  const rewrap = createRewrap(store, dte);

  const due = (): DocumentRecord | null => {
    const next = store.documents.nextPoll();
    return next && next.pollDueAt <= clock.now() ? store.documents.get(next.id) : null;
  };

  /**
   * Polls are many and say little: one that says what the last one said is counted on its row, and trouble stays only until the
   * next answer.
   */
  const remember = (documentId: number, end: AttemptEnd, startedAt: number): void => {
    const last = store.attempts.last(documentId);
    if (last?.kind === 'poll' && last.endedAt !== null) {
      const same = last.answer === end.answer && last.errorCode === end.errorCode;
      if (same || last.errorCode !== null) {
        store.attempts.overwritePoll(last.id, bootId, startedAt, same ? last.times + 1 : 1, end);
        return;
      }
    }
    const number = store.attempts.nextNumber(documentId);
    store.attempts.start({ documentId, number, kind: 'poll', bootId, startedAt });
    store.attempts.end(documentId, number, end);
  };

  /** Whether the document now goes on in an envelope of its own: its group was refused as a whole. */
  const isSetApart = (
    job: JobRecord,
    document: DocumentRecord,
    verdict: TrackVerdict,
    certificate: SigningCertificate | null,
  ): boolean => {
    if (verdict.kind !== 'rejected' || !mayBeOneOfMany(verdict.errorCode) || certificate === null)
      return false;
    const company = store.companies.get(document.companyId);
    const envelope = store.envelopes.get(job.envelopeId);
    if (!company || !envelope || documentsIn(envelope.bytes) < 2) return false;
    return rewrap(job, document, company, certificate, clock.now());
  };

  const settleOne = (polled: Polled, certificate: SigningCertificate | null, startedAt: number): void => {
    const { verdict, exchange } = polled;
    const document = store.documents.get(polled.document.id);
    const job = store.jobs.ofDocument(polled.document.id);
    if (!document || !job || document.siiState !== 'received') return;
    if (document.trackId !== polled.document.trackId) return;
    const now = clock.now();
    if (job.state === 'retrying') {
      store.documents.change(document, { pollDueAt: now + BUSY_WAIT }, now);
      return;
    }
    const failure = verdict.kind === 'failure' ? verdict : null;
    const apart = isSetApart(job, document, verdict, certificate);
    const step =
      apart && verdict.kind === 'rejected'
        ? { ...setApart(job, envelopeRefused(verdict), now), audit: ['job.retry_scheduled'] as const }
        : afterPoll(job, document, verdict, now);
    const end = attemptEnd(exchange, now, {
      outcome: outcomeOf(verdict),
      answer: verdict.kind === 'failure' ? null : verdict.reason.estado,
      failure,
      trackId: document.trackId,
      nextDueAt: step.document?.pollDueAt ?? null,
    });
    remember(document.id, end, startedAt);
    if (step.document) store.documents.change(document, step.document, now);
    if (step.job && !store.jobs.write(job, step.job, now))
      throw new Error(`job ${job.id} is held by another`);
    const params = verdict.kind === 'failure' ? {} : { ...verdict.reason };
    for (const action of step.audit)
      store.audit.add({ actor: PROGRAM, action, documentId: document.id, params });
    if (step.document?.siiState !== undefined) store.jobs.wakeAwaiting(now);
  };

  const ask = async <A>(
    call: () => Promise<Answered<A>>,
  ): Promise<Answered<A | { readonly kind: 'unreadable'; readonly what: 'other' }>> => {
    try {
      return await call();
    } catch {
      // The gateway does not throw; a defect in it costs one poll.
      return { answer: { kind: 'unreadable', what: 'other' }, exchange: NO_EXCHANGE };
    }
  };

  const askTrack = (
    document: DocumentRecord,
    trackId: string,
    company: Rut,
    certificate: SigningCertificate,
    signal: AbortSignal | undefined,
  ): Promise<Answered<TrackAnswer>> => {
    const query = { channel: channelOf(document.type), company, trackId, certificate };
    return ask(() => gateway.statusByTrackId(query, signal));
  };

  /**
   * Of facturas, counters tell how many of a type were rejected, and not which: each is asked for. Nothing is concluded unless the
   * answers add up to the counters: some may not show yet.
   * @param elsewhere how many of the type came with them and wait no longer (retried by a person): the rejected may be among these
   */
  const sortOut = async (
    mixed: readonly Polled[],
    elsewhere: number,
    company: Rut,
    certificate: SigningCertificate,
    signal: AbortSignal | undefined,
  ): Promise<readonly Polled[]> => {
    const sorted: Polled[] = [];
    for (const each of mixed) {
      const { document } = each;
      const { receptorRut: receptor, type, folio, issuedOn, total } = document;
      const query = { company, receptor, type, folio, issuedOn, total, certificate };
      const { answer, exchange } = await ask(() => gateway.statusByDocument(query, signal));
      const verdict = askedOfMany(classifyAsk(answer));
      if (verdict.kind === 'failure' || signal?.aborted) return putOff(mixed, verdict);
      sorted.push({ document, verdict, exchange });
    }
    const first = mixed[0]?.verdict;
    const rejected = sorted.filter(({ verdict }) => verdict.kind === 'rejected').length;
    const told = first?.kind === 'mixed' ? first.reason.rejected : 0;
    return rejected <= told && told <= rejected + elsewhere ? sorted : mixed;
  };

  /** All that wait for the track id, each with what the answer says of it. */
  const judge = async (
    polled: DocumentRecord,
    trackId: string,
    certificate: SigningCertificate,
    signal: AbortSignal | undefined,
  ): Promise<readonly Polled[]> => {
    const company = store.companies.get(polled.companyId);
    if (!company) throw new Error(`document ${polled.id} has no company`);
    const waiting = store.documents.awaiting(polled.companyId, trackId);
    const { answer, exchange } = await askTrack(polled, trackId, company.rut, certificate, signal);
    const job = store.jobs.ofDocument(polled.id);
    const envelope = job && store.envelopes.get(job.envelopeId);
    const content = contentOf(envelope?.bytes ?? Buffer.alloc(0));
    const judged = waiting.map(
      (document, index): Polled => ({
        document,
        verdict: classifyTrack(answer, document.type, document.folio, content),
        exchange: index === 0 ? exchange : { ...exchange, raw: null, request: null },
      }),
    );
    const done = judged.filter(({ verdict }) => verdict.kind !== 'mixed');
    for (const type of content.keys()) {
      const mixed = judged.filter(
        ({ document, verdict }) => document.type === type && verdict.kind === 'mixed',
      );
      const elsewhere = (content.get(type) ?? 0) - mixed.length;
      if (mixed.length > 0) done.push(...(await sortOut(mixed, elsewhere, company.rut, certificate, signal)));
    }
    return done;
  };

  return {
    isDue: () => keyring.isUnlocked() && due() !== null,
    async poll(signal) {
      const document = due();
      if (!document || document.trackId === null) return;
      const startedAt = clock.now();
      const certificate = certificateOf(keyring, document.companyId);
      if (certificate === 'locked') return;
      const judged =
        certificate === 'missing'
          ? [{ document, verdict: certificateMissing, exchange: NO_EXCHANGE }]
          : await judge(document, document.trackId, certificate, signal);
      // Cut short by the end of the program: it learned nothing.
      if (signal?.aborted) return;
      store.transaction(() => {
        for (const each of judged) settleOne(each, certificate === 'missing' ? null : certificate, startedAt);
      });
      changes.emit(['documents', 'queue']);
    },
  };
};

/** A document that waits for its track id, and what was found out about it. */
interface Polled {
  readonly document: DocumentRecord;
  readonly verdict: TrackVerdict;
  readonly exchange: Exchange;
}

/** What the SII says of one document of an envelope that was gone through, some of whose documents it rejected. */
const askedOfMany = (verdict: AskVerdict): TrackVerdict => {
  switch (verdict.kind) {
    case 'has_it':
      return { kind: 'accepted', reason: verdict.reason };
    case 'not_there':
      return { kind: 'rejected', errorCode: 'document_rejected', reason: verdict.reason };
    case 'failure':
      return verdict.retryability === 'person' && verdict.reason
        ? { kind: 'rejected', errorCode: verdict.errorCode, reason: verdict.reason }
        : { ...verdict, outcome: 'uncertain', retryability: 'retry' };
    default:
      return assertNever(verdict, 'verdict of an ask');
  }
};

const putOff = (mixed: readonly Polled[], verdict: TrackVerdict): readonly Polled[] =>
  mixed.map((each) => ({ ...each, verdict }));

/** The envelope's refusal, as the reason for which a document starts again. */
const envelopeRefused = (verdict: Extract<TrackVerdict, { readonly kind: 'rejected' }>) => ({
  errorClass: 'validation' as const,
  errorCode: verdict.errorCode,
  params: { ...verdict.reason },
});

const certificateMissing: TrackVerdict = {
  kind: 'failure',
  outcome: 'uncertain',
  errorClass: 'validation',
  errorCode: 'certificate_missing',
  params: {},
  retryability: 'retry',
};

const outcomeOf = (verdict: TrackVerdict): AttemptEnd['outcome'] => {
  if (verdict.kind === 'failure') return verdict.outcome;
  return verdict.kind === 'rejected' ? 'refused' : 'confirmed';
};
