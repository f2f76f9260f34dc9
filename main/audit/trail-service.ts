import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { appError } from '../../shared/domain/errors.ts';
import { PROGRAM_ACTORS } from '../../shared/domain/operators.ts';
import { localTimestamp } from '../../shared/format/time.ts';
import { inFolder } from '../backup/failures.ts';
import type { BackupLog } from '../backup/records.ts';
import type { Clock } from '../domain/clock.ts';
import type { AuditFilter } from '../store/audit.ts';
import type { Store } from '../store/open.ts';
import { MAX_PAGE } from '../store/page.ts';
import type { Anchors } from './anchors.ts';
import { trailCsvHead, trailCsvRows } from './trail-csv.ts';
import { type TrailCheck, verifyTrail } from './verify.ts';

const [PROGRAM] = PROGRAM_ACTORS;
const HOUR_MS = 60 * 60 * 1_000;
const DAY_MS = 24 * HOUR_MS;

export interface TrailVerdict {
  readonly state: 'unknown' | 'checking' | 'intact' | 'altered';
  readonly checkedAt: number | null;
  readonly lines: number;
  readonly first: TrailCheck['first'];
}

/** Whether the audit trail is as it was written, looked at by itself and on demand; and the way out of it. */
export interface TrailService {
  verdict(): TrailVerdict;
  /** One at a time: who asks during a check gets its result. @param actor null when nobody asked */
  verify(actor: string | null): Promise<TrailVerdict>;
  /** @returns the file's name and how many lines are in it. @throws AppError folder_not_writable, disk_full */
  exportTo(
    folder: string,
    filter: AuditFilter,
    actor: string,
  ): Promise<{ readonly file: string; readonly lines: number }>;
  /** Checks at once and then daily, and remembers the end of the trail in the vault every hour. */
  start(): void;
  stop(): Promise<void>;
}

export interface TrailServiceOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly anchors: Anchors;
  readonly log: BackupLog;
  readonly changed: () => void;
}

export const createTrailService = (options: TrailServiceOptions): TrailService => {
  const { store, clock, anchors, log, changed } = options;
  const timers: NodeJS.Timeout[] = [];
  let verdict: TrailVerdict = { state: 'unknown', checkedAt: null, lines: 0, first: null };
  let running: Promise<TrailVerdict> | null = null;
  let stopping = false;

  /** A vault that is away is told so elsewhere; the end is remembered the next time. */
  const remember = async ({ id, hash }: TrailCheck['head']): Promise<void> => {
    if (store.companies.all().length === 0 || stopping) return;
    try {
      await anchors.note({ at: clock.now(), id, hash });
    } catch (error) {
      log.warn('trail: its end could not be kept in the vault', { cause: String(error) });
    }
  };

  const check = async (actor: string | null): Promise<TrailVerdict> => {
    const before = verdict;
    verdict = { ...before, state: 'checking' };
    changed();
    const found = await verifyTrail(store.audit, await anchors.read());
    verdict = {
      state: found.first === null ? 'intact' : 'altered',
      checkedAt: clock.now(),
      lines: found.lines,
      first: found.first,
    };
    if (stopping) return verdict;
    if (found.first === null) {
      if (actor !== null)
        store.audit.add({ actor, action: 'trail.verified', params: { lines: found.lines } });
      await remember(found.head);
    } else if (before.first?.id !== found.first.id) {
      const { id, why } = found.first;
      store.audit.add({ actor: PROGRAM, action: 'trail.altered', params: { line: id, why } });
      log.warn('trail: not as it was written', { line: id, why });
    }
    changed();
    return verdict;
  };

  const verify = (actor: string | null): Promise<TrailVerdict> => {
    running ??= check(actor).finally(() => {
      running = null;
    });
    return running;
  };
  const byItself = (): void => {
    verify(null).catch((error: unknown) => {
      verdict = { ...verdict, state: 'unknown' };
      log.warn('trail: could not be checked', { cause: String(error) });
    });
  };

  return {
    verdict: () => verdict,
    verify,
    exportTo: async (folder, filter, actor) => {
      const stamp = localTimestamp(clock.now()).replace(/[-:]/g, '').replace('T', '-');
      const name = `bitacora-${stamp}.csv`;
      const path = join(folder, name);
      const lines = await inFolder(async () => {
        // Never over another file, whatever lies there.
        const file = await open(path, 'wx', 0o600);
        try {
          await file.write(trailCsvHead());
          let written = 0;
          let cursor: string | null = null;
          do {
            const page: ReturnType<Store['audit']['list']> = store.audit.list(filter, {
              cursor,
              limit: MAX_PAGE,
            });
            if (page.rows.length > 0) await file.write(trailCsvRows(page.rows));
            written += page.rows.length;
            cursor = page.next;
            await nextTurn();
          } while (cursor !== null && !stopping);
          if (stopping) throw appError('cancelled');
          await file.sync();
          return written;
        } finally {
          await file.close();
        }
      });
      store.audit.add({ actor, action: 'trail.exported', params: { lines } });
      return { file: path, lines };
    },
    start: () => {
      byItself();
      timers.push(
        setInterval(byItself, DAY_MS),
        setInterval(() => void remember(store.audit.head()), HOUR_MS),
      );
    },
    stop: async () => {
      stopping = true;
      for (const timer of timers) clearInterval(timer);
      await running?.catch(() => undefined);
    },
  };
};
