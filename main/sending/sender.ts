import { channelOf } from '../../shared/domain/document-type.ts';
import type { Clock } from '../domain/clock.ts';
import { type Failpoint, noFailpoint } from '../domain/failpoints.ts';
import type { Allowance } from '../domain/queue/breaker.ts';
import { classifyAsk, classifyUpload } from '../domain/queue/classify.ts';
import type { Failure, UploadVerdict } from '../domain/queue/verdict.ts';
import type { DteEngine, SigningCertificate } from '../dte/types.ts';
import type { Answered, DocumentAnswer, SiiGateway, UploadAnswer } from '../sii/types.ts';
import { sha256Hex } from '../store/hash.ts';
import type { Store } from '../store/open.ts';
import type { BreakerService } from './breaker-service.ts';
import type { Changes } from './changes.ts';
import { createClaims } from './claims.ts';
import { createRewrap } from './envelopes.ts';
import { certificateOf, type Keyring } from './keyring.ts';
import { type Claim, createLedger, type Held } from './ledger.ts';
import { NO_EXCHANGE } from './settlement.ts';

export interface SenderOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly gateway: SiiGateway;
  readonly keyring: Keyring;
  readonly changes: Changes;
  readonly breaker: Pick<BreakerService, 'seen' | 'claimed' | 'isOutage'>;
  readonly dte: Pick<DteEngine, 'wrap'>;
  /** Different at every start of the program: tells a lease of now from one that was left behind. */
  readonly bootId: string;
  /** Writes the backup's file. Called after the commit; whatever it throws is its own business (the row says that it is missing). */
  readonly protect: (documentId: number) => unknown;
  readonly failpoint?: Failpoint;
}

export interface Sender {
  /**
   * Takes the job that has been due longest, with all that share its envelope; null when none is, or while the keys are locked.
   * @param which those that the breaker lets go
   * @throws what SQLite throws when it can't write: then nothing is taken
   */
  claim(which?: Exclude<Allowance, 'none'>): Claim | null;
  /**
   * Carries a claim to its end: asks, uploads, writes what was found out.
   * @throws what SQLite throws when it can't write; nothing for what the SII or the network does
   */
  run(claim: Claim, signal?: AbortSignal): Promise<void>;
  /** Gives up a claim that does not end: what it may still find out is dropped. */
  interrupt(claim: Claim): void;
  /** Deals with what another boot left under way. @returns how many there were */
  recover(): number;
}

/** What an attempt came to: the documents that were backed up, and the attempt that follows at once. */
interface Ended {
  readonly backedUp: readonly number[];
  readonly next: Claim | null;
}

const ENDED: Ended = { backedUp: [], next: null };

export const createSender = (options: SenderOptions): Sender => {
  const { store, clock, gateway, keyring, changes, bootId, protect, breaker } = options;
  const failpoint = options.failpoint ?? noFailpoint;
  const ledger = createLedger(options);
  const rewrap = createRewrap(store, options.dte);
  const claims = createClaims({ store, clock, keyring, ledger, rewrap });
  /** What could not be written (disk full), to be written before anything else is taken. */
  const unwritten = new Map<number, () => void>();

  /**
   * Writes what a claim came to, if it still holds.
   * @param late what is written instead once the database can be written again, should it not be possible now
   */
  const settle = (
    claim: Claim,
    write: (held: Held) => Ended,
    late: (held: Held) => unknown = write,
  ): Ended => {
    try {
      const ended = store.transaction(() => {
        const held = ledger.held(claim);
        const done = held ? write(held) : ENDED;
        failpoint('result.before_commit');
        return done;
      });
      failpoint('result.committed');
      return ended;
    } catch (error) {
      unwritten.set(claim.documentId, () => {
        store.transaction(() => {
          const held = ledger.held(claim);
          if (held) late(held);
        });
      });
      throw error;
    }
  };

  const upload = async (
    claim: Claim,
    held: Held,
    key: SigningCertificate,
    signal?: AbortSignal,
  ): Promise<Ended> => {
    const envelope = store.envelopes.get(held.job.envelopeId);
    let answered: Answered<UploadAnswer> | null = null;
    let verdict: UploadVerdict = DAMAGED_ENVELOPE;
    if (envelope && sha256Hex(envelope.bytes) === envelope.sha256) {
      const { fileName, bytes } = envelope;
      const channel = channelOf(held.document.type);
      const request = { channel, company: held.company.rut, envelope: bytes, fileName, certificate: key };
      const sending = answerOf(() => gateway.upload(request, signal));
      failpoint('attempt.request_made');
      answered = await sending;
      failpoint('attempt.answer_read');
      verdict = classifyUpload(answered.answer, channel);
      if (
        verdict.kind === 'received' &&
        store.documents.isTrackOfAnother(held.company.id, channel, verdict.trackId, held.job.envelopeId)
      )
        verdict = TRACK_OF_ANOTHER;
    }
    return settle(claim, () => {
      // Before this attempt is counted: the one that opens it was made while it was closed.
      const isOutage = breaker.isOutage();
      if (answered) breaker.seen(claim.documentId, channelOf(held.document.type), verdict);
      const apart = ({ job, document, company }: Held): boolean =>
        rewrap(job, document, company, key, clock.now());
      return { backedUp: ledger.uploaded(claim, verdict, answered, apart, isOutage), next: null };
    });
  };

  const ask = async (
    claim: Claim,
    held: Held,
    key: SigningCertificate,
    signal?: AbortSignal,
  ): Promise<Ended> => {
    const { document, company } = held;
    const query = {
      company: company.rut,
      receptor: document.receptorRut,
      type: document.type,
      folio: document.folio,
      issuedOn: document.issuedOn,
      total: document.total,
      certificate: key,
    };
    const asking = answerOf<DocumentAnswer>(() => gateway.statusByDocument(query, signal));
    failpoint('attempt.request_made');
    const { answer, exchange } = await asking;
    failpoint('attempt.answer_read');
    const verdict = classifyAsk(answer);
    return settle(
      claim,
      (now) => {
        const isOutage = breaker.isOutage();
        breaker.seen(claim.documentId, channelOf(document.type), verdict);
        const result = ledger.asked(now, claim, verdict, exchange, isOutage);
        if ('documentId' in result) return { backedUp: [], next: result };
        return { backedUp: result.backup ? [claim.documentId] : [], next: null };
      },
      // Written late, an answer that would allow an upload is no longer good for it: it is asked for again.
      (now) => ledger.interrupt(now.job),
    );
  };

  const withoutKey = (claim: Claim, why: 'locked' | 'missing'): Ended =>
    settle(claim, (held) => {
      if (why === 'locked') {
        for (const member of claim.members) {
          const each = ledger.held(member);
          if (each)
            ledger.putBack(each, member, { errorClass: 'unknown', errorCode: 'keys_locked', params: {} });
        }
      } else if (claim.kind === 'upload')
        ledger.uploaded(claim, CERTIFICATE_MISSING, null, () => false, false);
      else ledger.asked(held, claim, { ...CERTIFICATE_MISSING, outcome: 'uncertain' }, NO_EXCHANGE, false);
      return ENDED;
    });

  const attempt = async (claim: Claim, signal?: AbortSignal): Promise<Ended> => {
    const held = ledger.held(claim);
    if (!held) return ENDED;
    const key = certificateOf(keyring, held.company.id);
    if (key === 'locked' || key === 'missing') return withoutKey(claim, key);
    return claim.kind === 'ask' ? ask(claim, held, key, signal) : upload(claim, held, key, signal);
  };

  const writeUnwritten = (): void => {
    for (const [documentId, write] of [...unwritten]) {
      write();
      unwritten.delete(documentId);
      changes.emit(['documents', 'queue', 'backups']);
    }
  };

  return {
    claim(which = 'any') {
      writeUnwritten();
      if (!keyring.isUnlocked()) return null;
      const due = store.jobs.nextDueAt();
      if (due === null || due > clock.now()) return null;
      const claim = store.transaction(() => {
        const taken = claims.next(which);
        if (taken) failpoint('attempt.before_commit');
        return taken;
      });
      if (!claim) return null;
      failpoint('attempt.committed');
      breaker.claimed();
      changes.emit(['queue']);
      return claim;
    },

    async run(claim, signal) {
      let current: Claim | null = claim;
      while (current) {
        const { backedUp, next }: Ended = await attempt(current, signal);
        changes.emit(backedUp.length > 0 ? ['documents', 'queue', 'backups'] : ['documents', 'queue']);
        for (const documentId of backedUp) await quietly(() => protect(documentId));
        current = next;
      }
    },

    interrupt(claim) {
      const given = store.transaction(() => {
        const jobs = claim.members
          .map(({ documentId }) => store.jobs.ofDocument(documentId))
          // By owner alone: an ask may have gone on to an upload meanwhile.
          .filter((job) => job?.leaseOwner === bootId);
        for (const job of jobs) if (job) ledger.interrupt(job);
        return jobs.length > 0;
      });
      if (given) changes.emit(['documents', 'queue']);
    },

    recover() {
      const left = store.transaction(() => {
        const jobs = store.jobs.leasedByOthers(bootId);
        for (const job of jobs) ledger.interrupt(job);
        return jobs.length;
      });
      if (left > 0) changes.emit(['documents', 'queue']);
      return left;
    },
  };
};

const CERTIFICATE_MISSING: Failure = {
  kind: 'failure',
  outcome: 'not_sent',
  errorClass: 'validation',
  errorCode: 'certificate_missing',
  params: {},
  retryability: 'person',
};

/** What that track id says is about other documents: whether these were received has to be asked by document. */
const TRACK_OF_ANOTHER: Failure = {
  kind: 'failure',
  outcome: 'uncertain',
  errorClass: 'unknown',
  errorCode: 'unreadable_answer',
  params: { what: 'track_id' },
  retryability: 'ask_first',
};

/** The stored bytes are not those that were signed: sending them would only have the SII say so. */
const DAMAGED_ENVELOPE: Failure = {
  kind: 'failure',
  outcome: 'not_sent',
  errorClass: 'validation',
  errorCode: 'bytes_damaged',
  params: { where: 'envelope' },
  retryability: 'person',
};

/** The gateway does not throw; if a defect makes it, the request may have left all the same. */
const answerOf = async <A>(
  call: () => Promise<Answered<A>>,
): Promise<Answered<A | { kind: 'transport'; began: true; cause: 'connection'; detail: string }>> => {
  try {
    return await call();
  } catch (error) {
    const detail = error instanceof Error ? error.name : 'thrown';
    return { answer: { kind: 'transport', began: true, cause: 'connection', detail }, exchange: NO_EXCHANGE };
  }
};

/** The backup service reports its own trouble, and writes the missing file later. */
const quietly = async (work: () => unknown): Promise<void> => {
  try {
    await work();
  } catch {
    // See above.
  }
};
