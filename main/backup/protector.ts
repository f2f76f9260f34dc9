import { AppError, appError, type ErrorValue } from '../../shared/domain/errors.ts';
import { isFolderFailure } from './failures.ts';
import { sha256 } from './hash.ts';
import { createLane } from './lane.ts';
import type { BackupLog, BackupWork, Copy, VaultRecords } from './records.ts';
import type { Vault } from './vault.ts';

/** Sees to it that every backup has its file in the vault. Never throws: sending goes on whatever the disk does. */
export interface Protector {
  /** @returns whether the files of this document are on the disk now */
  protect(documentId: number): Promise<boolean>;
  /**
   * All backups that have no file yet (the folder was missing, the disk full, the program ended), oldest first; stops
   * where the folder itself fails. A call during another one is that other one.
   * @returns how many were written
   */
  protectPending(): Promise<number>;
  /**
   * After the vault folder was changed: every backup gets its files in the new place. The old ones stay.
   * @returns how many were written
   */
  vaultMoved(): Promise<number>;
  /** Ends what is under way after the document of now; what is left is done at the next start. */
  stop(): Promise<void>;
  /** Why the last attempt to write failed, until one succeeds; for the status bar. */
  lastProblem(): ErrorValue | null;
}

export interface ProtectorOptions {
  readonly records: VaultRecords;
  readonly vault: Vault;
  readonly log: BackupLog;
  /** The database is damaged: nothing is written. */
  readonly isFrozen?: () => boolean;
  /** There was no room for a file. */
  readonly onFull?: () => void;
}

const PAGE = 200;

const isWhole = (copy: Copy): boolean => sha256(copy.bytes) === copy.sha256;

/** The signed bytes, from whichever row still has them; rows that disagree about the hash have none. */
const goodBytes = (work: BackupWork): Buffer | null => {
  if (work.backup.sha256 !== work.document.sha256) return null;
  if (isWhole(work.document)) return work.document.bytes;
  return isWhole(work.backup) ? work.backup.bytes : null;
};

export const createProtector = ({
  records,
  vault,
  log,
  isFrozen = () => false,
  onFull = () => {},
}: ProtectorOptions): Protector => {
  let problem: ErrorValue | null = null;
  let running: Promise<number> | null = null;
  let swept = false;
  let stopping = false;
  // So that a move of the vault does not come between writing a file and marking it.
  const inLane = createLane();

  /** @throws AppError and what the store throws */
  const writeFiles = async (documentId: number): Promise<boolean> => {
    const work = records.get(documentId);
    if (!work) return false;
    if (work.file !== null) return true;
    const bytes = goodBytes(work);
    if (bytes === null || !isWhole(work.envelope)) {
      // Nothing but the signed bytes goes into the vault.
      records.markDamaged(documentId);
      log.warn('backup: damaged in the database, no file written', { documentId });
      return false;
    }
    const written = await vault.write({ ...work, bytes, envelope: work.envelope });
    const reread = [await vault.hash(written.file), await vault.hash(written.envelopeFile)];
    if (reread[0] !== work.document.sha256 || reread[1] !== work.envelope.sha256)
      throw appError('copy_differs');
    for (const path of written.setAside) log.warn('backup: another file was set aside', { documentId, path });
    records.markFile(documentId, written);
    return true;
  };

  /** 'stop': the next one would meet the same failure. */
  const attemptNow = async (documentId: number): Promise<'written' | 'not' | 'stop'> => {
    if (stopping || isFrozen()) return 'stop';
    try {
      if (!(await writeFiles(documentId))) return 'not';
      problem = null;
      return 'written';
    } catch (error) {
      problem = error instanceof AppError ? error.value : { code: 'internal' };
      log.warn('backup: no file written', {
        documentId,
        code: problem.code,
        cause: String((error as Error).cause ?? (error as Error).message),
      });
      if (problem.code === 'disk_full') onFull();
      return isFolderFailure(error) ? 'stop' : 'not';
    }
  };

  const attempt = (documentId: number): ReturnType<typeof attemptNow> => inLane(() => attemptNow(documentId));

  const writePending = async (): Promise<number> => {
    if (isFrozen()) return 0;
    try {
      if (!swept) {
        swept = true;
        await vault.sweep();
      }
      let written = 0;
      let after = 0;
      for (;;) {
        const page = records.withoutFile(after, PAGE);
        for (const { id, documentId } of page) {
          const outcome = await attempt(documentId);
          if (outcome === 'stop') return written;
          if (outcome === 'written') written += 1;
          after = id;
        }
        if (page.length < PAGE) break;
      }
      // Nothing is left that the problem could be about.
      if (records.withoutFile(0, 1).length === 0) problem = null;
      return written;
    } catch (error) {
      problem = error instanceof AppError ? error.value : { code: 'internal' };
      log.warn('backup: pending files could not be looked for', { cause: String(error) });
      return 0;
    }
  };

  const protectPending = (): Promise<number> => {
    running ??= writePending().finally(() => {
      running = null;
    });
    return running;
  };

  return {
    protect: async (documentId) => {
      const wasStuck = problem !== null;
      const isWritten = (await attempt(documentId)) === 'written';
      // The folder takes files again: what waited for that need not wait for its next turn.
      if (isWritten && wasStuck) void protectPending();
      return isWritten;
    },
    protectPending,
    vaultMoved: async () => {
      // A run that is under way may still put files into the old place and mark them.
      if (running) await running;
      try {
        await inLane(async () => records.forgetFiles());
        swept = false;
      } catch (error) {
        problem = { code: 'internal' };
        log.warn('backup: the move of the vault was not recorded', { cause: String(error) });
        return 0;
      }
      return protectPending();
    },
    stop: async () => {
      stopping = true;
      if (running) await running;
      await inLane(async () => undefined);
    },
    lastProblem: () => problem,
  };
};
