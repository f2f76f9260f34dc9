import { setImmediate as nextTurn } from 'node:timers/promises';
import { appError } from '../../shared/domain/errors.ts';
import { sha256 } from './hash.ts';
import { documentPath, envelopePath } from './paths.ts';
import type { BackupLog, BackupWork, Copy, DamagedBackup, VaultRecords, VerifyDte } from './records.ts';
import type { Vault } from './vault.ts';

/** Output of the channel `backups.verify`. */
export interface VerifyResult {
  readonly checked: number;
  /** Whole now, the repaired ones among them. */
  readonly verified: number;
  readonly repaired: number;
  /** By name, at most 500. */
  readonly damaged: readonly DamagedBackup[];
}

export interface VerifierOptions {
  readonly records: VaultRecords;
  readonly vault: Vault;
  readonly verifyDte: VerifyDte;
  readonly log: BackupLog;
}

/** Called after each document; `total` is how many there were at the start. */
export type OnProgress = (done: number, total: number) => void;

/** @param actor who asked for it, for the trail; the program itself when left out */
export type VerifyBackups = (
  ids: readonly number[] | null,
  onProgress?: OnProgress,
  actor?: string,
) => Promise<VerifyResult>;

const PAGE = 500;
/** As the contract of `backups.verify` allows. */
const MAX_NAMED = 500;

/** What became of one document. damaged: with a reason, for the log. */
type Finding = { readonly repaired: boolean; readonly damage: string | null };

/**
 * The hash that the document had when it was signed. Both rows say it; where they differ one of them was damaged,
 * and the one that more copies agree with is right.
 */
const expectedHash = (work: BackupWork, copies: readonly (Buffer | null)[]): string => {
  const { document, backup } = work;
  if (document.sha256 === backup.sha256) return document.sha256;
  const votes = (hash: string): number =>
    copies.filter((copy) => copy !== null && sha256(copy) === hash).length;
  return votes(backup.sha256) > votes(document.sha256) ? backup.sha256 : document.sha256;
};

const firstWhole = (copies: readonly (Buffer | null)[], hash: string): Buffer | null =>
  copies.find((copy) => copy !== null && sha256(copy) === hash) ?? null;

/** The signature of the document itself; TED and CAF are judged when it is issued. */
const badSignature = (verifyDte: VerifyDte, bytes: Buffer): string | null => {
  const verdicts = verifyDte(bytes).filter((verdict) => verdict.kind === 'dte');
  const bad = verdicts.find((verdict) => !verdict.ok);
  if (bad) return `signature: ${bad.reason}`;
  return verdicts.length === 0 ? 'no signature found' : null;
};

/**
 * Makes the verification of backups: each copy is hashed (the document's row, the backup's row, the files in the
 * vault), the XML signature checked, and what is damaged is made again from a whole copy. The rows of document and
 * envelope are evidence and never written: damage there is only named.
 */
export const createVerifier = (options: VerifierOptions): VerifyBackups => {
  const { records, vault, log } = options;

  /** Makes the file hold these bytes. @returns whether it had to be written */
  const mend = async (
    path: string,
    there: Buffer | null,
    good: Buffer,
    documentId: number,
  ): Promise<boolean> => {
    const hash = sha256(good);
    if (there !== null && sha256(there) === hash) return false;
    const setAside = await vault.put(path, good);
    if ((await vault.hash(path)) !== hash) throw appError('copy_differs');
    log.warn('backup: file made again from a whole copy', { documentId, path, setAside });
    return true;
  };

  const examine = async (work: BackupWork): Promise<Finding> => {
    const { documentId } = work;
    const file = documentPath(work);
    const envelopeFile = envelopePath(work, work.envelope.fileName);
    // A path that the database says and we would not make is damage of the row; the right place is known.
    const known = work.file === file && work.envelopeFile === envelopeFile;
    const fileBytes = await vault.read(file);
    const envelopeBytes = await vault.read(envelopeFile);

    const copies = [work.document.bytes, work.backup.bytes, fileBytes];
    const hash = expectedHash(work, copies);
    const good = firstWhole(copies, hash);
    if (!good) return { repaired: false, damage: 'no whole copy' };
    const goodEnvelope = firstWhole([work.envelope.bytes, envelopeBytes], work.envelope.sha256);

    let repaired = false;
    const isGood = (copy: Copy): boolean => copy.sha256 === hash && sha256(copy.bytes) === hash;
    if (sha256(work.backup.bytes) !== hash) {
      records.repair(documentId, good);
      repaired = true;
    }
    // A file that was never written yet is not a repair.
    const wasWritten = work.file !== null;
    if (!work.retired && (await mend(file, fileBytes, good, documentId))) repaired ||= wasWritten;
    if (!goodEnvelope) return { repaired, damage: 'no whole copy of the envelope' };
    if (await mend(envelopeFile, envelopeBytes, goodEnvelope, documentId)) repaired ||= wasWritten;
    if (!known) records.markFile(documentId, { file, envelopeFile });

    if (work.backup.sha256 !== hash) return { repaired, damage: "the hash in the backup's row" };
    if (!isGood(work.document)) return { repaired, damage: "the document's own row" };
    if (sha256(work.envelope.bytes) !== work.envelope.sha256)
      return { repaired, damage: "the envelope's own row" };
    return { repaired, damage: badSignature(options.verifyDte, good) };
  };

  function* chosen(ids: readonly number[] | null): Generator<number> {
    if (ids !== null) {
      yield* new Set(ids);
      return;
    }
    for (let after = 0; ; ) {
      const page = records.list(after, PAGE);
      for (const { documentId } of page) yield documentId;
      after = page.at(-1)?.id ?? after;
      if (page.length < PAGE) return;
    }
  }

  /** @throws AppError 'folder_not_writable', 'disk_full', 'copy_differs': then the vault is at fault, not a document */
  return async (ids, onProgress, actor) => {
    const total = onProgress ? [...chosen(ids)].length : 0;
    const damaged: DamagedBackup[] = [];
    let [checked, verified, repaired, done] = [0, 0, 0, 0];
    for (const documentId of chosen(ids)) {
      // Hashing and RSA take the main thread for some milliseconds each: the window gets its turn in between.
      await nextTurn();
      const work = records.get(documentId);
      if (work) {
        checked += 1;
        const finding = await examine(work);
        if (finding.repaired) repaired += 1;
        if (finding.damage === null) {
          records.markVerified(documentId, finding.repaired);
          verified += 1;
        } else {
          records.markDamaged(documentId);
          log.warn('backup: damaged', { documentId, why: finding.damage });
          if (damaged.length < MAX_NAMED)
            damaged.push({ id: documentId, type: work.type, folio: work.folio });
        }
      }
      done += 1;
      onProgress?.(done, total);
    }
    const figures = { checked, verified, repaired, damaged: checked - verified };
    if (ids === null) records.noteVerification(figures, actor);
    log.info('backup: verification ended', figures);
    return { checked, verified, repaired, damaged };
  };
};
