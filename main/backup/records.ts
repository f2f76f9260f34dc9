import type { DocumentType } from '../../shared/domain/document-type.ts';
import type { Verdict } from '../dte/types.ts';
import type { VaultKey } from './paths.ts';
import type { VaultPaths } from './vault.ts';

/** What backups need of the rest of the program. The composition root fits the store to it. */

/** Bytes, and the SHA-256 that they had when they were signed. */
export interface Copy {
  readonly bytes: Buffer;
  readonly sha256: string;
}

/** Everything that the database has of one backed-up document. */
export interface BackupWork extends VaultKey {
  readonly documentId: number;
  /** The document's own row: never written by backups. */
  readonly document: Copy;
  /** The backup's row; its hash is fixed for ever, its bytes can be put right. */
  readonly backup: Copy;
  /** As it was sent; its row is never written by backups either. */
  readonly envelope: Copy & { readonly fileName: string };
  /** Paths inside the vault; null until written. */
  readonly file: string | null;
  readonly envelopeFile: string | null;
  /** Its years are over, and its files have left the vault: none is made again. */
  readonly retired: boolean;
}

/** A backup's own id, by which pages go on, and its document's. */
export interface BackupRef {
  readonly id: number;
  readonly documentId: number;
}

/** What a verification found, in figures. */
export interface VerifyFigures {
  readonly checked: number;
  readonly verified: number;
  readonly repaired: number;
  readonly damaged: number;
}

export interface VaultRecords {
  /** Null where there is no backup of that document. */
  get(documentId: number): BackupWork | null;
  /** Backups that have no file yet, oldest first. @param after id of the last one seen; 0 at first */
  withoutFile(after: number, limit: number): readonly BackupRef[];
  /** All backups, oldest first. @param after id of the last one seen; 0 at first */
  list(after: number, limit: number): readonly BackupRef[];
  /** The files are on the disk, read back, and whole. */
  markFile(documentId: number, paths: VaultPaths): void;
  /** All copies were found whole, or made whole. */
  markVerified(documentId: number, repaired: boolean): void;
  markDamaged(documentId: number): void;
  /** Puts the signed bytes back into the backup's row. */
  repair(documentId: number, good: Buffer): void;
  /** The vault moved: no backup has a file there yet. */
  forgetFiles(): void;
  /** A verification of everything ended. @param actor who asked for it; the program itself when left out */
  noteVerification(figures: VerifyFigures, actor?: string): void;
}

/**
 * Judges one stored DTE: `verifyDte` of main/dte/verify.ts. What the bytes are is a verdict; an exception is a fault of the
 * program, and calls no document damaged.
 */
export type VerifyDte = (bytes: Buffer) => readonly Verdict[];

export interface BackupLog {
  info(message: string, details?: Readonly<Record<string, unknown>>): void;
  warn(message: string, details?: Readonly<Record<string, unknown>>): void;
}

export interface DamagedBackup {
  /** Of the document. */
  readonly id: number;
  readonly type: DocumentType;
  readonly folio: number;
}
