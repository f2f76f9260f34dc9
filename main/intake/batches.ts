import type { Draft } from '../../shared/domain/draft.ts';
import { appError, type ErrorValue } from '../../shared/domain/errors.ts';
import type { BatchRowState } from '../../shared/domain/intake.ts';
import type { Clock } from '../domain/clock.ts';
import type { IssueMany, IssueOutcome } from '../sending/issuing.ts';
import type { Timers } from '../sending/timers.ts';
import type { BatchFigures, BatchRecord, BatchRowRecord } from '../store/batches.ts';
import type { Store } from '../store/open.ts';
import type { Page, PageRequest } from '../store/page.ts';
import type { CsvDocument } from './csv/examine.ts';
import { holdsEverybodyUp } from './holds.ts';

/** Issuing, as far as a batch needs it: `issueMany` of main/sending/issuing.ts. */
export interface IssuePort {
  issueMany(drafts: readonly Draft[], actor: string, how: IssueMany): Promise<readonly IssueOutcome[]>;
}

export interface BatchView extends BatchRecord, BatchFigures {
  /** Why it does not go on right now. */
  readonly hold: ErrorValue | null;
  /** Expected time until the last row, ms; null while nothing is known. */
  readonly leftMs: number | null;
}

export interface NewBatch {
  readonly companyId: number;
  readonly name: string;
  readonly sha256: string;
  readonly documents: readonly CsvDocument[];
  /** Issue a file of which documents were issued before. */
  readonly again: boolean;
}

export interface BatchService {
  /**
   * Stores the batch with all of its rows, then begins to issue them in the background.
   * @throws AppError `nothing_selected`, `batch_running`, `batch_again`
   */
  begin(batch: NewBatch, actor: string): BatchView;
  /** The last one of the company, whatever its state. */
  latest(companyId: number): BatchView | null;
  earlier(companyId: number, sha256: string): BatchRecord | null;
  rows(id: number, states: readonly BatchRowState[], page: PageRequest): Page<BatchRowRecord>;
  /** What was issued stays, the rest is left. @throws AppError not_found */
  cancel(id: number): BatchView;
  /** Goes on with what an earlier run of the program left. */
  start(): void;
  /** What held it up may be gone. */
  kick(): void;
  /** Ends what is being issued right now, and begins nothing more. */
  stop(): Promise<void>;
}

export interface BatchParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly issuing: IssuePort;
  readonly changed: () => void;
  readonly onTrouble: (error: unknown) => void;
}

/** Rows that are handed to issuing at once; it makes one envelope of them where it can. */
const CHUNK = 25;
/** What is held up is tried again so often, besides when somebody did something about it. */
const RETRY_MS = 60_000;
/** After the program has started: its window comes first. */
const START_AFTER_MS = 1_000;

interface Pace {
  readonly since: number;
  readonly done: number;
}

export const createBatchService = (parts: BatchParts): BatchService => {
  const { store, clock, timers, issuing, changed } = parts;
  let timer: unknown = null;
  let turn: Promise<void> | null = null;
  let stopping = false;
  let abort = new AbortController();
  let hold: ErrorValue | null = null;
  let pace: Pace | null = null;

  const view = (batch: BatchRecord): BatchView => {
    const figures = store.batches.figures(batch.id);
    const elapsed = pace ? clock.now() - pace.since : 0;
    const known = batch.state === 'running' && hold === null && pace !== null && pace.done > 0 && elapsed > 0;
    return {
      ...batch,
      ...figures,
      hold: batch.state === 'running' ? hold : null,
      leftMs: known && pace ? Math.round((elapsed / pace.done) * figures.counts.waiting) : null,
    };
  };

  const settle = (batchId: number, numbers: readonly number[], outcomes: readonly IssueOutcome[]): void => {
    const failed = outcomes.flatMap((outcome, index) =>
      outcome.ok ? [] : [{ number: numbers[index] ?? 0, error: outcome.error }],
    );
    const held = failed.find(({ error }) => holdsEverybodyUp(error.code));
    store.transaction(() => {
      for (const { number, error } of failed)
        if (!holdsEverybodyUp(error.code)) store.batches.failed(batchId, number, error);
    });
    hold = held?.error ?? null;
    const done = outcomes.filter((each) => each.ok || !holdsEverybodyUp(each.error.code)).length;
    pace = hold || !pace ? null : { since: pace.since, done: pace.done + done };
  };

  /** Issues the next few. @returns whether there may be more to do at once */
  const issueSome = async (): Promise<boolean> => {
    const batch = store.batches.running();
    if (!batch) {
      hold = null;
      return false;
    }
    const rows = store.batches.waiting(batch.id, CHUNK);
    if (rows.length === 0) {
      store.batches.finish(batch.id, clock.now());
      hold = null;
      pace = null;
      changed();
      return false;
    }
    pace ??= { since: clock.now(), done: 0 };
    const numbers = rows.map(({ number }) => number);
    try {
      const outcomes = await issuing.issueMany(
        rows.map(({ draft }) => draft),
        batch.createdBy,
        {
          companyId: batch.companyId,
          signal: abort.signal,
          issued: (index, document) => store.batches.issued(batch.id, numbers[index] ?? 0, document.id),
        },
      );
      // Cancelled meanwhile: what follows is about another batch, or about none.
      if (store.batches.get(batch.id)?.state !== 'running') return true;
      settle(batch.id, numbers, outcomes);
    } catch (error) {
      hold = errorValueOf(error);
      pace = null;
      if (hold.code === 'internal') parts.onTrouble(error);
    }
    changed();
    return hold === null;
  };

  const sleep = (ms: number): void => {
    if (timer !== null) timers.clear(timer);
    timer = timers.set(() => {
      timer = null;
      go();
    }, ms);
  };

  const go = (): void => {
    if (turn !== null || stopping) return;
    turn = issueSome()
      .catch((error: unknown) => {
        hold = { code: 'internal' };
        parts.onTrouble(error);
        return false;
      })
      .then((more) => {
        turn = null;
        if (stopping) return;
        if (more) sleep(0);
        else if (hold !== null) sleep(RETRY_MS);
      });
  };

  return {
    begin({ companyId, name, sha256, documents, again }, actor) {
      const rows = documents.flatMap(({ issues, type, total, ...each }) =>
        issues.length > 0 || type === null || total === null
          ? []
          : [
              {
                number: each.number,
                line: each.line,
                label: each.label,
                type,
                receptor: each.receptorName || each.receptorRut || each.item,
                total,
                draft: each.draft,
              },
            ],
      );
      if (rows.length === 0) throw appError('nothing_selected');
      const id = store.transaction(() => {
        if (store.batches.running()) throw appError('batch_running');
        const before = store.batches.ofFile(companyId, sha256);
        if (before && !again)
          throw appError('batch_again', { issued: store.batches.figures(before.id).counts.issued });
        return store.batches.insert(
          { companyId, name: name.slice(0, 260), sha256, createdAt: clock.now(), createdBy: actor },
          rows,
        );
      });
      abort = new AbortController();
      hold = null;
      pace = null;
      changed();
      // Not within this call: the window first hears that it has begun.
      sleep(0);
      return view(found(store.batches.get(id)));
    },
    latest(companyId) {
      const batch = store.batches.latest(companyId);
      return batch && view(batch);
    },
    earlier: (companyId, sha256) => store.batches.ofFile(companyId, sha256),
    rows: (id, states, page) => store.batches.rows(found(store.batches.get(id)).id, states, page),
    cancel(id) {
      found(store.batches.get(id));
      abort.abort();
      store.transaction(() => store.batches.cancel(id, clock.now()));
      hold = null;
      pace = null;
      changed();
      return view(found(store.batches.get(id)));
    },
    start() {
      if (store.transaction(() => store.batches.leaveRestored(clock.now()))) changed();
      sleep(START_AFTER_MS);
    },
    kick() {
      // Not within the call: whoever wakes us may be in the midst of a transaction of its own.
      if (hold !== null && !stopping && turn === null) sleep(0);
    },
    async stop() {
      stopping = true;
      abort.abort();
      if (timer !== null) timers.clear(timer);
      timer = null;
      await turn;
    },
  };
};

const found = (batch: BatchRecord | null): BatchRecord => {
  if (!batch) throw appError('not_found');
  return batch;
};

const errorValueOf = (error: unknown): ErrorValue =>
  typeof error === 'object' && error !== null && 'value' in error
    ? (error.value as ErrorValue)
    : { code: 'internal' };
