import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type CompanyKey, companyKey } from '../../../shared/domain/company-key.ts';
import { AppError, appError, type ErrorValue } from '../../../shared/domain/errors.ts';
import type { Clock } from '../../domain/clock.ts';
import type { Store } from '../../store/open.ts';
import { utcStamp } from '../manifest/manifest.ts';
import type { BackupLog, VerifyDte } from '../records.ts';
import {
  type Base,
  buildRestored,
  KEY_FILE,
  PRACTICE_DB,
  RESTORED_DB,
  type RestoreProgress,
  type RestoreReport,
} from './build.ts';
import { inspectVault, type VaultContents } from './inspect.ts';
import { openSource, type VaultSource } from './source.ts';
import { discardPending, type KeptState, keptStates, nameForKept, writeMarker } from './swap.ts';

/** Bringing a business back: from a vault alone, from a point in time, or to how it was before the last restore. */
export interface Restore {
  /** What a vault would give. Changes nothing. */
  inspect(folder: string): Promise<VaultContents>;
  /**
   * Makes the restored database beside the one of now, verifies it, and leaves it to be taken over at the next start.
   * @param by the operator's name, for the trail
   * @param workFor one of several companies there; null: the working one of now
   * @throws AppError 'restore_busy' and those of `buildRestored`; then nothing has changed
   */
  run(folder: string, base: Base, by?: string, workFor?: CompanyKey | null): Promise<RestoreReport>;
  /** The same back to a former state, with what was issued since on top of it. */
  revert(name: string, by?: string): Promise<RestoreReport>;
  kept(): Promise<readonly KeptState[]>;
  progress(): RestoreState;
  /** Breaks off what is under way; what was prepared and is not taken over yet is thrown away. */
  cancel(): Promise<void>;
}

export interface RestoreState {
  readonly state: 'idle' | 'working' | 'restart_needed' | 'failed';
  readonly progress: RestoreProgress | null;
  readonly report: RestoreReport | null;
  readonly error: ErrorValue | null;
}

export interface RestoreOptions {
  readonly profileDir: string;
  readonly clock: Clock;
  readonly verifyDte: VerifyDte;
  readonly log: BackupLog;
  /** Of now; null where it cannot be opened, or is damaged. */
  readonly store: () => Store | null;
  /** Where the vault and its second copy are now. */
  readonly folders: () => { readonly vault: string | null; readonly mirror: string | null };
  readonly onChange?: () => void;
}

const IDLE: RestoreState = { state: 'idle', progress: null, report: null, error: null };

const workingNow = (store: Store | null): CompanyKey | null => {
  const company = store?.companies.working() ?? null;
  return company && companyKey(company);
};

/** The other copy of a vault, if it is one of the same. */
const otherOf = async (folder: string, { vault, mirror }: ReturnType<RestoreOptions['folders']>) => {
  const place = folder === vault ? mirror : folder === mirror ? vault : null;
  if (place === null) return null;
  return openSource(place).catch(() => null);
};

export const createRestore = (options: RestoreOptions): Restore => {
  const { profileDir, clock, log } = options;
  let state: RestoreState = IDLE;
  let abort: AbortController | null = null;
  const become = (next: RestoreState): void => {
    state = next;
    options.onChange?.();
  };

  const prepare = async (
    source: VaultSource,
    base: Base,
    more: {
      readonly other: VaultSource | null;
      readonly settings: Readonly<Record<string, unknown>>;
      readonly onlyKnownCompanies: boolean;
      readonly workFor: CompanyKey | null;
      readonly by: string | undefined;
    },
  ): Promise<RestoreReport> => {
    if (abort) throw appError('restore_busy');
    const control = new AbortController();
    abort = control;
    const at = clock.now();
    // Two restores may begin within one second, or within one that a clock set back gives again.
    const staging = `restaurando-${utcStamp(at)}-${randomBytes(4).toString('hex')}`;
    become({ state: 'working', progress: null, report: null, error: null });
    try {
      const report = await buildRestored({
        source,
        ...(more.other ? { other: more.other } : {}),
        base,
        staging: join(profileDir, staging),
        profileKeys: await readFile(join(profileDir, KEY_FILE)).catch(() => null),
        // What the practice SII has here is newer than its copy, unless nobody has used it.
        withPractice:
          !existsSync(join(profileDir, PRACTICE_DB)) || options.store()?.companies.all().length === 0,
        onlyKnownCompanies: more.onlyKnownCompanies,
        settings: more.settings,
        workFor: more.workFor,
        clock,
        verifyDte: options.verifyDte,
        log,
        signal: control.signal,
        onProgress: (progress) => become({ ...state, progress }),
      });
      const { documents, added, updated, kept, lost, snapshot, keys } = report;
      await writeMarker(profileDir, {
        format: 'resguardo-restauracion',
        version: 1,
        phase: 'keep',
        staging,
        kept: await nameForKept(profileDir, at, options.store() ? 'Antes de restaurar' : 'Base dañada'),
        at,
        ...(more.by === undefined ? {} : { by: more.by }),
        figures: {
          documents,
          added,
          updated,
          kept,
          lost: lost.length,
          keys,
          ...(snapshot ? { snapshot } : {}),
        },
      });
      become({ ...state, state: 'restart_needed', report });
      return report;
    } catch (error) {
      const value: ErrorValue = error instanceof AppError ? error.value : { code: 'internal' };
      log.warn('restore: not done', { code: value.code, cause: String((error as Error).message) });
      become({
        state: value.code === 'cancelled' ? 'idle' : 'failed',
        progress: null,
        report: null,
        error: value,
      });
      throw error;
    } finally {
      abort = null;
    }
  };

  return {
    inspect: async (folder) => {
      return inspectVault(await openSource(folder), {
        store: options.store(),
        verifyDte: options.verifyDte,
        now: clock.now(),
      });
    },
    run: async (folder, base, by, workFor) => {
      const source = await openSource(folder);
      // From now on it goes on there: what was found in the vault is registered in the vault.
      const settings = { 'vault.folder': folder };
      return prepare(source, base, {
        other: await otherOf(folder, options.folders()),
        settings,
        onlyKnownCompanies: false,
        workFor: workFor ?? workingNow(options.store()),
        by,
      });
    },
    revert: async (name, by) => {
      const known = (await keptStates(profileDir)).find((each) => each.name === name);
      if (!known) throw appError('not_found');
      const { vault, mirror } = options.folders();
      const folder = vault ?? mirror;
      if (folder === null) throw appError('vault_not_found');
      const base: Base = { kind: 'database', file: join(profileDir, name, RESTORED_DB) };
      return prepare(await openSource(folder), base, {
        other: await otherOf(folder, { vault, mirror }),
        settings: {},
        onlyKnownCompanies: true,
        workFor: null,
        by,
      });
    },
    kept: () => keptStates(profileDir),
    progress: () => state,
    cancel: async () => {
      abort?.abort();
      if (state.state !== 'restart_needed') return;
      become(IDLE);
      await discardPending(profileDir);
    },
  };
};
