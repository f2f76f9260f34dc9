import { join } from 'node:path';
import Database from 'better-sqlite3';
import { startPracticeSii } from '../../../main/sii/practice/practice-sii.ts';
import type { Enrolment, PracticeSii } from '../../../main/sii/practice/types.ts';
import {
  type Core,
  type CoreOptions,
  type MovedClock,
  movedClock,
  openCore,
  placesOf,
  practiceRoot,
  removeRoot,
} from './core.ts';

/** What a comparison needs of the database, read by a connection of its own that changes nothing. */
export const peek = <T>(dbFile: string, look: (db: Database.Database) => T): T => {
  const db = new Database(dbFile, { readonly: true, fileMustExist: true });
  try {
    return look(db);
  } finally {
    db.close();
  }
};

export const enrolmentOf = (dbFile: string): Enrolment =>
  peek(dbFile, (db) => {
    const stored = db.prepare("SELECT * FROM setting WHERE key = 'practice.enrolment'").get() as Record<
      string,
      string
    >;
    return JSON.parse(stored['value_json'] ?? stored['value'] ?? '') as Enrolment;
  });

/** One business, and an SII outside of the program over real sockets: it lives on when the program dies. */
export interface Lab {
  readonly root: string;
  readonly vault: string;
  readonly dbFile: string;
  readonly clock: MovedClock;
  readonly sii: PracticeSii;
  /** Starts the program. */
  open(options?: Partial<CoreOptions>): Promise<Core>;
  stopAll(): Promise<void>;
  close(): Promise<void>;
}

export const openLab = async (options: { readonly setUpAt?: number } = {}): Promise<Lab> => {
  const clock = movedClock(options.setUpAt === undefined ? 0 : options.setUpAt - Date.now());
  const root = await practiceRoot(options.setUpAt === undefined ? undefined : clock);
  const { dbFile, vault } = placesOf(root);
  const sii = await startPracticeSii({
    dbFile: join(root, 'sii-de-fuera.sqlite'),
    clock,
    processingMs: 2_000,
  });
  sii.enrol(enrolmentOf(dbFile));
  const running = new Set<Core>();
  const stopAll = async (): Promise<void> => {
    for (const core of running) await core.stop();
    running.clear();
  };
  return {
    root,
    vault,
    dbFile,
    clock,
    sii,
    open: async (more = {}) => {
      const core = await openCore({ root, clock, endpoints: sii.endpoints, ...more });
      running.add(core);
      const stop = async (): Promise<void> => {
        if (running.delete(core)) await core.stop();
      };
      return { ...core, stop };
    },
    stopAll,
    close: async () => {
      await stopAll();
      await sii.stop();
      removeRoot(root);
    },
  };
};

interface Ahead {
  readonly busy: number;
  readonly due: number | null;
  readonly pollDue: number | null;
}
const ahead = (db: Database.Database): Ahead => ({
  busy: Number(db.prepare("SELECT count(*) FROM job WHERE state = 'retrying'").pluck().get()),
  due: db.prepare("SELECT min(next_due_at) FROM job WHERE state = 'pending'").pluck().get() as number | null,
  pollDue: db.prepare('SELECT min(poll_due_at) FROM document').pluck().get() as number | null,
});

/** Between two documents of a backlog (DRAIN_PACE), and a bit. */
const PACE = 600;
const MOST_STEPS = 20_000;

/**
 * Time passes until nothing happens by itself any more: from one due time to the next, each looked at when it has come.
 * @throws when that does not end
 */
export const settle = async (core: Core, clock: MovedClock): Promise<void> => {
  const db = new Database(core.dbFile, { readonly: true });
  try {
    for (let step = 0; step < MOST_STEPS; step++) {
      const { busy, due, pollDue } = ahead(db);
      if (busy > 0) {
        await new Promise((resolve) => setTimeout(resolve, 2));
        continue;
      }
      const next = [due, pollDue].filter((at) => at !== null).sort((a, b) => a - b)[0];
      if (next === undefined) return;
      const wait = next - clock.now();
      clock.offset += wait > 0 ? wait : PACE;
      core.app.resume();
      await new Promise((resolve) => setTimeout(resolve, 3));
    }
    throw new Error('the queue does not come to rest');
  } finally {
    db.close();
  }
};
