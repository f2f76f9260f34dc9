import type { DocumentType } from '../../shared/domain/document-type.ts';
import type { SecretKind } from '../../shared/domain/operators.ts';
import type { Rut } from '../../shared/domain/rut.ts';
import type { AuditAction, SendErrorCode } from '../../shared/domain/send-errors.ts';
import type {
  AttemptKind,
  AttemptOutcome,
  Environment,
  ErrorClass,
  Integrity,
  QueueState,
  Role,
  SiiState,
} from '../../shared/domain/states.ts';
import type { Money } from '../../shared/format/money.ts';

/**
 * Rows as the rest of the program sees them: one interface per table, names of the columns in camel case, JSON read.
 * Times are UTC epoch ms, dates Chile's `AAAA-MM-DD`, hashes SHA-256 in lower-case hex.
 */
export type Params = Readonly<Record<string, string | number>>;

export interface CompanyRecord {
  readonly id: number;
  readonly environment: Environment;
  readonly rut: Rut;
  readonly name: string;
  readonly giro: string;
  readonly actecos: readonly number[];
  readonly address: string;
  readonly comuna: string;
  readonly city: string | null;
  readonly fchResol: string;
  readonly nroResol: number;
  readonly createdAt: number;
}

export interface CertificateRecord {
  readonly id: number;
  readonly companyId: number;
  readonly holderRut: Rut;
  readonly holderName: string;
  readonly validFrom: number;
  readonly validTo: number;
  readonly fingerprint: string;
  /** Certificate and key, sealed by Custody for the purpose `certificate`. */
  readonly sealed: Buffer;
  readonly active: boolean;
  readonly importedAt: number;
}

export interface CafRecord {
  readonly id: number;
  readonly companyId: number;
  readonly type: DocumentType;
  readonly fromFolio: number;
  readonly toFolio: number;
  /** The folio that the next document takes; `toFolio + 1` when the range is used up. */
  readonly nextFolio: number;
  readonly authorizedOn: string;
  readonly idk: number;
  /** The `<CAF …>…</CAF>` element, Latin-1. */
  readonly element: Buffer;
  /** The range's private key, sealed by Custody for the purpose `caf-key`. */
  readonly sealedKey: Buffer;
  /** Of the file as it was imported. */
  readonly sha256: string;
  readonly importedAt: number;
}

export interface EnvelopeRecord {
  readonly id: number;
  readonly companyId: number;
  readonly fileName: string;
  readonly sha256: string;
  readonly signedAt: number;
  /** The whole file as it is sent. */
  readonly bytes: Buffer;
}

/** Why the SII holds a document for what it does, in its own codes. */
export interface SiiReason {
  readonly estado: string;
  readonly glosa: string;
  /** The gravest thing that it found in the document, `seccion-nivel-codigo`, and its words for it: of boletas alone. */
  readonly code?: string;
  readonly descripcion?: string;
  /** Sums of EPR's counters, when they decided. */
  readonly informed?: number;
  readonly accepted?: number;
  readonly rejected?: number;
  readonly objected?: number;
}

/** A document without its bytes and its draft: see DocumentContent. */
export interface DocumentRecord {
  readonly id: number;
  readonly companyId: number;
  readonly envelopeId: number;
  readonly type: DocumentType;
  readonly folio: number;
  readonly issuedOn: string;
  readonly receptorRut: Rut;
  readonly receptorName: string;
  /** As the SII is asked for it: rounded, in the document's own currency. */
  readonly total: number;
  /** Null where `total` is in pesos. */
  readonly money: Money | null;
  /** Of the bytes. */
  readonly sha256: string;
  readonly siiState: SiiState;
  readonly siiStateAt: number;
  readonly siiReason: SiiReason | null;
  readonly trackId: string | null;
  readonly pollDueAt: number | null;
  readonly pollCount: number;
  readonly createdAt: number;
  readonly createdBy: string;
}

export interface DocumentContent {
  readonly draft: unknown;
  /** The standalone DTE file: XML declaration and the `<DTE>` element, Latin-1. */
  readonly bytes: Buffer;
}

export interface JobRecord {
  readonly id: number;
  readonly companyId: number;
  readonly documentId: number;
  readonly envelopeId: number;
  readonly state: QueueState;
  /** 0 to 5. The first attempt is no retry. */
  readonly failedRetries: number;
  /** Uploads and asks that were begun. */
  readonly attempts: number;
  readonly nextDueAt: number | null;
  readonly askFirst: boolean;
  readonly uncertainSince: number | null;
  readonly errorClass: ErrorClass | null;
  readonly errorCode: SendErrorCode | null;
  readonly errorParams: Params;
  readonly firstFailedAt: number | null;
  readonly lastAttemptAt: number | null;
  readonly lastUploadAt: number | null;
  readonly abandonedReason: string | null;
  readonly leaseOwner: string | null;
  readonly leaseAttempt: number | null;
  readonly updatedAt: number;
  /** When the table of waits would have let it go, while it is due earlier because the SII came back. */
  readonly scheduledAt: number | null;
  /** Since when a person keeps it waiting, who, and why. */
  readonly heldAt: number | null;
  readonly heldBy: string | null;
  readonly heldReason: string | null;
}

export interface AttemptRecord {
  readonly id: number;
  readonly documentId: number;
  /** From 1, over all kinds of one document. */
  readonly number: number;
  readonly kind: AttemptKind;
  readonly bootId: string;
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly durationMs: number | null;
  readonly outcome: AttemptOutcome | null;
  /** The SII's own code: STATUS of an upload, ESTADO of a query. */
  readonly answer: string | null;
  readonly errorClass: ErrorClass | null;
  readonly errorCode: SendErrorCode | null;
  readonly errorParams: Params;
  readonly httpStatus: number | null;
  readonly trackId: string | null;
  /** How many polls in a row said this; the times of the row are then the last one's. */
  readonly times: number;
  /** When the next one was due, as decided at the end of this one. */
  readonly nextDueAt: number | null;
  /** The answer's body as it came. */
  readonly raw: Buffer | null;
  /** What went out, in words; null where nothing did, and of attempts before this was kept. */
  readonly request: string | null;
}

/** A backup without its bytes: `backups.bytes(documentId)`. */
export interface BackupRecord {
  readonly id: number;
  readonly documentId: number;
  readonly companyId: number;
  readonly type: DocumentType;
  readonly folio: number;
  readonly sha256: string;
  /** The document's file in the vault, relative to it; null until it is written. */
  readonly file: string | null;
  readonly envelopeFile: string | null;
  readonly integrity: Integrity;
  readonly backedUpAt: number;
  readonly verifiedAt: number | null;
}

export interface AuditRecord {
  readonly id: number;
  readonly at: number;
  /** As the operator was called then, or the program. */
  readonly actor: string;
  readonly action: AuditAction;
  readonly documentId: number | null;
  readonly params: Params;
}

export interface OperatorRecord {
  readonly id: number;
  readonly name: string;
  readonly role: Role;
  readonly active: boolean;
  /** Null for the operator of a shop of one, who needs none. */
  readonly secretKind: SecretKind | null;
  /** Of main/security/secret-hash.ts. */
  readonly secretJson: string | null;
  /** Wrong secrets since the last right one, and when the last of them was tried. */
  readonly failures: number;
  readonly failedAt: number | null;
  readonly createdAt: number;
}

/** A document and its job, as lists show them. */
export interface DocumentWithJob {
  readonly document: DocumentRecord;
  readonly job: JobRecord;
}

export interface BackupWithDocument {
  readonly backup: BackupRecord;
  readonly document: DocumentRecord;
}
