import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock } from '../domain/clock.ts';
import { LONGEST_POLL_WAIT, LONGEST_WAIT } from '../domain/queue/backoff.ts';
import type { Store } from '../store/open.ts';
import type { BreakerService } from './breaker-service.ts';
import type { Claim } from './ledger.ts';
import type { Poller } from './poller.ts';
import type { Sender } from './sender.ts';
import { systemTimers, type Timers } from './timers.ts';

/**
 * Never sleep longer: a timer knows nothing of the computer's own sleep nor of a clock that is put right, and a minute is the most
 * that either may cost.
 */
export const LONGEST_SLEEP = 60_000;

/**
 * Documents sent at the same time. With one, an SII that swallows a request holds everybody up for the whole timeout; with two, the
 * rest goes on. More would win nothing (a company issues by the minute, not by the second) and looks to the SII like hammering.
 */
export const CONCURRENCY = 2;

/** How long the end of the program waits for what is under way before it gives it up as uncertain. */
export const STOP_PATIENCE = 10_000;

export interface SchedulerOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly sender: Sender;
  readonly poller: Poller;
  readonly breaker: Pick<
    BreakerService,
    'allowance' | 'isFlowing' | 'isProbeDue' | 'nextLookAt' | 'nothingDue' | 'probe'
  >;
  readonly timers?: Timers;
  readonly concurrency?: number;
  /** Told what should not happen: the database can't be read or written. The queue goes on trying once a minute. */
  readonly onTrouble?: (error: unknown) => void;
}

export interface Scheduler {
  /** Deals with what the last boot left, catches up, and keeps going. */
  start(): void;
  /** Takes nothing new, waits for what is under way, and gives up what does not end in time. */
  stop(): Promise<void>;
  /** Looks at once: something was issued, somebody pressed a button, the computer woke up, the keys were unlocked. */
  kick(): void;
  /** Resolves when nothing is under way and nothing that is due can be taken. */
  idle(): Promise<void>;
}

export const createScheduler = (options: SchedulerOptions): Scheduler => {
  const { store, clock, sender, poller, breaker } = options;
  const { timers = systemTimers, concurrency = CONCURRENCY } = options;
  const trouble = options.onTrouble ?? (() => {});
  let state: 'new' | 'running' | 'stopping' | 'stopped' = 'new';
  let timer: unknown = null;
  let pumping = false;
  let recovered = false;
  let stopped: Promise<void> | null = null;
  const sending = new Map<Claim, { readonly done: Promise<void>; readonly abort: AbortController }>();
  let polling: { readonly done: Promise<void>; readonly abort: AbortController } | null = null;
  let probing: { readonly done: Promise<void>; readonly abort: AbortController } | null = null;
  let waiting: (() => void)[] = [];

  const isQuiet = (): boolean => sending.size === 0 && polling === null && probing === null;

  const sleep = (ms: number): void => {
    if (timer !== null) timers.clear(timer);
    timer = timers.set(() => {
      timer = null;
      pump();
    }, ms);
  };

  const launch = (work: (signal: AbortSignal) => Promise<void>, ended: () => void) => {
    const abort = new AbortController();
    const done = work(abort.signal)
      .then(
        () => true,
        (error: unknown) => {
          trouble(error);
          return false;
        },
      )
      .then(async (ok) => {
        // What ends before a byte left (no certificate) would follow one upon the other, and the window would have no turn.
        await nextTurn();
        ended();
        // What could not be written is no reason to try again in the same instant.
        if (ok) pump();
        else if (state === 'running') sleep(LONGEST_SLEEP);
        settleIdle();
      });
    return { done, abort };
  };

  const startSending = (claim: Claim): void => {
    sending.set(
      claim,
      launch(
        (signal) => sender.run(claim, signal),
        () => sending.delete(claim),
      ),
    );
  };

  /** Polls go one at a time, beside the sending: the SII limits queries (PROTOCOL.md 5), and none of them is urgent. */
  const startPolling = (): void => {
    polling = launch(
      (signal) => poller.poll(signal),
      () => {
        polling = null;
      },
    );
  };

  const startProbing = (): void => {
    probing = launch(
      (signal) => breaker.probe(signal),
      () => {
        probing = null;
      },
    );
  };

  /** Takes what the breaker lets go. */
  const startDue = (): void => {
    for (;;) {
      const which = breaker.allowance(sending.size, concurrency);
      if (which === 'none') return;
      const claim = sender.claim(which);
      if (!claim) break;
      startSending(claim);
    }
    const due = store.jobs.nextDueAt();
    if (sending.size === 0 && (due === null || due > clock.now())) breaker.nothingDue();
  };

  /** Due times that the longest wait can't explain were written under another clock. */
  const clamp = (now: number): void => {
    store.jobs.clampDue(now + LONGEST_WAIT);
    // A poll may have been put off for longer than its table, by the SII's own Retry-After.
    store.documents.clampPolls(now + Math.max(LONGEST_POLL_WAIT, LONGEST_WAIT));
  };

  const untilNext = (now: number): number => {
    const times = [
      store.jobs.nextDueAt(),
      store.documents.nextPoll()?.pollDueAt ?? null,
      breaker.nextLookAt(),
    ];
    const ahead = times.filter((time) => time !== null).map((time) => time - now);
    // What is due and was not taken (locked keys, all hands busy) is looked at again by a kick, an end, or the longest sleep.
    const waits = ahead.filter((ms) => ms > 0);
    return Math.min(LONGEST_SLEEP, ...waits);
  };

  /** Takes what is due, then sleeps until something is. A call during a call is the same call: everything is taken anyway. */
  const pump = (): void => {
    if (state !== 'running' || pumping) return;
    pumping = true;
    try {
      if (!recovered) {
        sender.recover();
        recovered = true;
      }
      clamp(clock.now());
      if (!probing && breaker.isProbeDue()) startProbing();
      startDue();
      if (!polling && breaker.isFlowing() && poller.isDue()) startPolling();
      sleep(untilNext(clock.now()));
    } catch (error) {
      trouble(error);
      sleep(LONGEST_SLEEP);
    } finally {
      pumping = false;
    }
  };

  const settleIdle = (): void => {
    if (!isQuiet()) return;
    const ready = waiting;
    waiting = [];
    for (const resolve of ready) resolve();
  };

  const patience = async (): Promise<void> => {
    const under = [...sending.values()].map(({ done }) => done);
    if (polling) under.push(polling.done);
    if (probing) under.push(probing.done);
    if (under.length === 0) return;
    await new Promise<void>((resolve) => {
      const limit = timers.set(resolve, STOP_PATIENCE);
      void Promise.all(under).then(() => {
        timers.clear(limit);
        resolve();
      });
    });
  };

  const windDown = async (): Promise<void> => {
    state = 'stopping';
    if (timer !== null) timers.clear(timer);
    timer = null;
    polling?.abort.abort();
    probing?.abort.abort();
    await patience();
    for (const [claim, { abort }] of sending) {
      // First the row, then the request: an answer to the abort must not be taken for the SII's.
      try {
        sender.interrupt(claim);
      } catch (error) {
        // The next start finds the row as it is, and does the same.
        trouble(error);
      }
      abort.abort();
    }
    state = 'stopped';
  };

  return {
    start() {
      if (state !== 'new') throw new Error('the scheduler starts once');
      state = 'running';
      pump();
    },
    stop() {
      stopped ??= windDown();
      return stopped;
    },
    kick: pump,
    async idle() {
      pump();
      while (!isQuiet()) {
        await new Promise<void>((resolve) => {
          waiting.push(resolve);
        });
      }
    },
  };
};
