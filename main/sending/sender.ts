import type { Channel } from '../../shared/domain/document-type.ts';
import type { Clock } from '../domain/clock.ts';
import { classifyAsk, classifyUpload } from '../domain/queue/classify.ts';
import type { Failure, UploadVerdict } from '../domain/queue/verdict.ts';
import type { SigningCertificate } from '../dte/types.ts';
import type { Answered, DocumentAnswer, SiiGateway, UploadAnswer } from '../sii/types.ts';
import { sha256Hex } from '../store/hash.ts';
import type { Store } from '../store/open.ts';
import type { Changes } from './changes.ts';
import { certificateOf, type Keyring } from './keyring.ts';
import { type Claim, createLedger, type Held } from './ledger.ts';
import { NO_EXCHANGE } from './settlement.ts';

export interface SenderOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly gateway: SiiGateway;
  readonly keyring: Keyring;
  readonly changes: Changes;
  /** Different at every start of the program: tells a lease of now from one that was left behind. */
  readonly bootId: string;
  /** Writes the backup's file. Called after the commit; whatever it throws is its own business (the row says that it is missing). */
  readonly protect: (documentId: number) => unknown;
}

export interface Sender {
  /**
   * Takes the job that has been due longest; null when none is, or while the keys are locked.
   * @throws what SQLite throws when it can't write: then nothing is taken
   */
  claim(): Claim | null;
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

/** What an attempt came to: whether a backup was made, and the attempt that follows at once. */
interface Ended {
  readonly backup: boolean;
  readonly next: Claim | null;
}

const ENDED: Ended = { backup: false, next: null };

export const createSender = (options: SenderOptions): Sender => {
  const { store, clock, gateway, keyring, changes, bootId, protect } = options;
  const ledger = createLedger(options);
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
      return store.transaction(() => {
        const held = ledger.held(claim);
        return held ? write(held) : ENDED;
      });
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
      const request = { company: held.company.rut, envelope: bytes, fileName, certificate: key };
      answered = await answerOf(() => gateway.upload(request, signal));
      verdict = classifyUpload(answered.answer, CHANNEL);
    }
    return settle(claim, (now) => ({
      backup: ledger.uploaded(now, claim, verdict, answered).backup,
      next: null,
    }));
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
    const { answer, exchange } = await answerOf<DocumentAnswer>(() =>
      gateway.statusByDocument(query, signal),
    );
    const verdict = classifyAsk(answer);
    return settle(
      claim,
      (now) => {
        const result = ledger.asked(now, claim, verdict, exchange);
        return 'documentId' in result
          ? { backup: false, next: result }
          : { backup: result.backup, next: null };
      },
      // Written late, an answer that would allow an upload is no longer good for it: it is asked for again.
      (now) => ledger.interrupt(now.job),
    );
  };

  const withoutKey = (claim: Claim, why: 'locked' | 'missing'): Ended =>
    settle(claim, (held) => {
      if (why === 'locked')
        ledger.putBack(held, claim, { errorClass: 'unknown', errorCode: 'keys_locked', params: {} });
      else if (claim.kind === 'upload') ledger.uploaded(held, claim, CERTIFICATE_MISSING, null);
      else ledger.asked(held, claim, { ...CERTIFICATE_MISSING, outcome: 'uncertain' }, NO_EXCHANGE);
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
    claim() {
      writeUnwritten();
      if (!keyring.isUnlocked()) return null;
      const due = store.jobs.nextDueAt();
      if (due === null || due > clock.now()) return null;
      const claim = store.transaction(() => {
        const job = store.jobs.due(clock.now());
        return job && ledger.begin(job, job.askFirst ? 'ask' : 'upload', job);
      });
      if (claim) changes.emit(['queue']);
      return claim;
    },

    async run(claim, signal) {
      let current: Claim | null = claim;
      while (current) {
        const { backup, next }: Ended = await attempt(current, signal);
        changes.emit(backup ? ['documents', 'queue', 'backups'] : ['documents', 'queue']);
        if (backup) await quietly(() => protect(claim.documentId));
        current = next;
      }
    },

    interrupt(claim) {
      const given = store.transaction(() => {
        const job = store.jobs.ofDocument(claim.documentId);
        // By owner alone: an ask may have gone on to an upload meanwhile.
        if (job?.leaseOwner !== bootId) return false;
        ledger.interrupt(job);
        return true;
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

/** The gateway has one channel for all types so far (main/sii/client.ts); a boleta's own answers come with its own channel. */
const CHANNEL: Channel = 'factura';

const CERTIFICATE_MISSING: Failure = {
  kind: 'failure',
  outcome: 'not_sent',
  errorClass: 'validation',
  errorCode: 'certificate_missing',
  params: {},
  retryability: 'person',
};

/** The stored bytes are not those that were signed: sending them would only have the SII say so. */
const DAMAGED_ENVELOPE: Failure = {
  kind: 'failure',
  outcome: 'not_sent',
  errorClass: 'validation',
  errorCode: 'bad_signature',
  params: { where: 'stored' },
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
