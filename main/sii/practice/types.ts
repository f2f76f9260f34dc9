import type { PracticeFault, PracticeState } from '../../../shared/domain/practice.ts';
import type { Rut } from '../../../shared/domain/rut.ts';
import type { SiiEndpoints } from '../types.ts';

/** The services that the practice SII has, by what they are called in its counters. */
export const PRACTICE_SERVICES = ['seed', 'token', 'upload', 'track', 'document', 'mail'] as const;
export type PracticeService = (typeof PRACTICE_SERVICES)[number];

/** A company that may send, as the SII would have it on record. */
export interface Enrolment {
  readonly rut: Rut;
  readonly name: string;
  /** `AAAA-MM-DD`, must stand in every carátula. */
  readonly fchResol: string;
  readonly nroResol: number;
  /** Holders of certificates who may send for it. */
  readonly senderRuts: readonly Rut[];
}

/** A document that came in an upload which was taken (STATUS 0, REC). */
export interface ReceivedDocument {
  readonly type: number;
  readonly folio: number;
  /** RUTEmisor. */
  readonly rut: Rut;
  /** Hex, over the bytes of `<DTE …>…</DTE>` as they came. */
  readonly sha256: string;
  /** How many uploads carried these very bytes, refused ones and lost ones included. */
  readonly uploads: number;
  readonly trackId: string;
  /** As of the clock's now. */
  readonly state: PracticeState;
  /** What the SII would say by e-mail, or by the boleta API: `(DTE-3-101) …`; null while there is nothing to say. */
  readonly reason: string | null;
}

/** One upload that carried a document, whatever became of it. */
export interface UploadOfDocument {
  /** UTC epoch ms. */
  readonly at: number;
  readonly rut: Rut;
  readonly sha256: string;
  readonly envelopeSha256: string;
  /** `STATUS 0`, `STATUS 99`; of boletas `REC`, `HTTP 401`; or the name of the fault that swallowed it. */
  readonly answer: string;
}

export interface PracticeStats {
  /** Since this start. */
  readonly requests: Readonly<Record<PracticeService, number>>;
  /** Over the life of the database file: */
  readonly uploads: number;
  readonly received: number;
  readonly accepted: number;
  readonly objected: number;
  readonly rejected: number;
}

export interface PracticeSii {
  /** `http://127.0.0.1:<port>`, the same until `stop`, also over "down" and up again. */
  readonly baseUrl: string;
  readonly endpoints: SiiEndpoints;
  /** Signs the CAFs that this SII knows as its own. */
  readonly issuer: { readonly publicKeyPem: string; readonly privateKeyPem: string };
  readonly faults: {
    /** With what is left of `times`. */
    get(): PracticeFault;
    /** Resolves when it holds: for `down`, when nobody listens any more. */
    set(fault: PracticeFault): Promise<void>;
  };
  /** From an upload to EPR, in ms of the clock; for uploads to come. */
  readonly processing: { get(): number; set(ms: number): void };
  /** Puts a company on record, or replaces what is on record. */
  enrol(company: Enrolment): void;
  /** The company says that it will not use this folio: DTE-3-601, FAN. */
  annulFolio(rut: Rut, type: number, folio: number): void;
  /** Oldest first. */
  received(): readonly ReceivedDocument[];
  uploadsOf(type: number, folio: number): readonly UploadOfDocument[];
  /** The text of the e-mail that the SII sends when an envelope is processed; null before, for boletas, or for an unknown track id. */
  mail(trackId: string): string | null;
  stats(): PracticeStats;
  stop(): Promise<void>;
}
