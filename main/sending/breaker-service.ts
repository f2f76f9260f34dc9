import { z } from 'zod';
import type { Channel } from '../../shared/domain/document-type.ts';
import { appError } from '../../shared/domain/errors.ts';
import type { Environment } from '../../shared/domain/states.ts';
import type { Clock } from '../domain/clock.ts';
import {
  type Allowance,
  afterAnswer,
  afterFailure,
  afterNothingDue,
  afterProbe,
  allowance,
  type Breaker,
  corrected,
  DRAIN_PACE,
  isAboutTheSii,
  LONGEST_PAUSE,
  newBreaker,
} from '../domain/queue/breaker.ts';
import type { AskVerdict, UploadVerdict } from '../domain/queue/verdict.ts';
import type { SiiGateway } from '../sii/types.ts';
import type { Store } from '../store/open.ts';
import type { Changes } from './changes.ts';
import { PROGRAM } from './settlement.ts';

/** How the sending as a whole stands, for the window. Times in UTC epoch ms. */
export interface SendingState {
  /**
   * sending: as usual. paused: by a person. waiting: the SII does not answer. trying: it answers again, one document goes first.
   * no_room: what would come of it could not be written down.
   */
  readonly state: 'sending' | 'paused' | 'waiting' | 'trying' | 'no_room';
  readonly sinceAt: number;
  /** When the SII is asked again by itself; null unless waiting. */
  readonly nextProbeAt: number | null;
  /** Documents that failed in a row. */
  readonly failures: number;
  /** Until when a person has paused it, and why; null unless paused. */
  readonly pausedUntil: number | null;
  readonly pauseReason: string | null;
}

export interface BreakerService {
  state(): SendingState;
  /** Which jobs may be taken now. */
  allowance(inFlight: number, concurrency: number): Allowance;
  /** Polls and everything else that can wait. */
  isFlowing(): boolean;
  /** The SII is known to be away, or not known to be back: an attempt that gets no answer says nothing about its document. */
  isOutage(): boolean;
  /** An attempt has begun. */
  claimed(): void;
  /** Nothing that may be taken is due. */
  nothingDue(): void;
  /**
   * What an attempt came to, in the transaction that writes it.
   * @param document the first one of its envelope
   */
  seen(document: number, channel: Channel, verdict: UploadVerdict | AskVerdict): void;
  isProbeDue(): boolean;
  /** Asks the SII for nothing but a seed. Does not throw for what the SII or the network does. */
  probe(signal?: AbortSignal): Promise<void>;
  /** The computer woke up, or the network came back: a probe is due at once, if anything waits for one. */
  hurry(): void;
  /** When the scheduler has to look again, whatever the jobs say. */
  nextLookAt(): number | null;
  /**
   * Nothing is sent nor asked for until then.
   * @throws AppError `reason_required`, `bad_request` for a time gone by or more than seven days ahead
   */
  pause(untilAt: number, reason: string, actor: string): SendingState;
  resume(actor: string): SendingState;
}

export interface BreakerServiceOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly gateway: Pick<SiiGateway, 'probe'>;
  readonly changes: Changes;
  /** Whose SII it is about; null before the set-up. */
  readonly environment: () => Environment | null;
  /** Nothing may go out nor be asked for: there is no room to write down what comes of it, or the database is damaged. */
  readonly isHeld?: () => boolean;
}

const stored = z.object({
  state: z.enum(['closed', 'open', 'probing']),
  sinceAt: z.int(),
  failing: z.array(z.int()).max(10),
  failedProbes: z.int().min(0),
  nextProbeAt: z.int().nullable(),
  channel: z.enum(['factura', 'boleta']),
  notBefore: z.int().nullable(),
  draining: z.boolean(),
  pause: z.object({ untilAt: z.int(), reason: z.string(), by: z.string() }).nullable(),
});

const MAX_REASON = 500;

/** The circuit breaker as a row of the settings, one for each environment; and the probe. */
export const createBreakerService = (options: BreakerServiceOptions): BreakerService => {
  const { store, clock, gateway, changes, environment, isHeld = () => false } = options;
  let lastClaimAt: number | null = null;
  /** The network came back while nothing was known to be wrong: one probe all the same. */
  let hurried = false;

  const key = (): string => `sending.breaker.${environment() ?? 'none'}`;

  /** Read at each use: a transaction that is rolled back takes its part of this with it. */
  const load = (): Breaker => {
    const now = clock.now();
    const read = stored.safeParse(store.settings.get(key()));
    return corrected(read.success ? read.data : newBreaker(now), now);
  };

  const save = (before: Breaker, next: Breaker): void => {
    if (next === before) return;
    store.transaction(() => {
      store.settings.set(key(), next);
      if (next.state === before.state) return;
      if (next.state === 'open') {
        store.jobs.putBack();
        if (before.state === 'closed')
          store.audit.add({
            actor: PROGRAM,
            action: 'sending.held',
            params: { failures: next.failing.length },
          });
      } else if (next.state === 'probing') {
        store.jobs.bringForward();
      } else {
        // From open straight to closed, an attempt on its own schedule has found the SII back.
        store.jobs.bringForward();
        store.audit.add({ actor: PROGRAM, action: 'sending.released' });
      }
    });
    changes.emit(['queue']);
  };

  const move = (step: (breaker: Breaker, now: number) => Breaker): void => {
    const breaker = load();
    save(breaker, step(breaker, clock.now()));
  };

  const isProbeDue = (): boolean => {
    if (isHeld()) return false;
    const { state, pause, nextProbeAt, notBefore } = load();
    if (pause !== null || notBefore !== null) return false;
    if (state === 'open') return hurried || (nextProbeAt !== null && nextProbeAt <= clock.now());
    return state === 'closed' && hurried;
  };

  const state = (): SendingState => {
    const breaker = load();
    const { pause } = breaker;
    return {
      state: isHeld()
        ? 'no_room'
        : pause !== null
          ? 'paused'
          : breaker.notBefore !== null || breaker.state === 'open'
            ? 'waiting'
            : breaker.state === 'probing'
              ? 'trying'
              : 'sending',
      sinceAt: breaker.sinceAt,
      nextProbeAt: breaker.nextProbeAt,
      failures: breaker.failing.length,
      pausedUntil: pause?.untilAt ?? null,
      pauseReason: pause?.reason ?? null,
    };
  };

  const setPause = (pause: Breaker['pause'], actor: string): SendingState => {
    const breaker = load();
    store.transaction(() => {
      store.settings.set(key(), { ...breaker, pause });
      store.audit.add(
        pause
          ? { actor, action: 'sending.paused', params: { reason: pause.reason, untilAt: pause.untilAt } }
          : { actor, action: 'sending.resumed' },
      );
    });
    changes.emit(['queue']);
    return state();
  };

  return {
    state,
    allowance(inFlight, concurrency) {
      if (isHeld()) return 'none';
      const since = lastClaimAt === null ? Number.POSITIVE_INFINITY : clock.now() - lastClaimAt;
      return allowance(load(), inFlight, concurrency, since);
    },
    isFlowing() {
      if (isHeld()) return false;
      const { state: now, pause, notBefore } = load();
      return now === 'closed' && pause === null && notBefore === null;
    },
    isOutage: () => load().state !== 'closed',
    claimed() {
      lastClaimAt = clock.now();
    },
    nothingDue: () => move(afterNothingDue),
    seen(document, channel, verdict) {
      if (verdict.kind === 'failure' && isAboutTheSii(verdict.errorClass)) {
        move((breaker, now) => afterFailure(breaker, document, channel, verdict.retryAfterMs ?? null, now));
      } else if (verdict.kind !== 'failure' || verdict.errorClass === 'validation') {
        move(afterAnswer);
      }
    },
    isProbeDue,
    async probe(signal) {
      hurried = false;
      const { alive, retryAfterMs } = await aliveBy(gateway, load().channel, signal);
      if (signal?.aborted) return;
      const breaker = load();
      const next = afterProbe(breaker, alive, retryAfterMs, clock.now());
      save(breaker, next);
      // Found alive while nothing was held: what failed singly need not wait either.
      if (breaker.state === 'closed' && alive && store.jobs.bringForward() > 0) changes.emit(['queue']);
    },
    hurry() {
      hurried = load().state === 'open' || store.jobs.isAnyUnanswered();
    },
    nextLookAt() {
      const { state: now, pause, notBefore, nextProbeAt, draining } = load();
      if (pause !== null) return pause.untilAt;
      if (notBefore !== null) return notBefore;
      if (now === 'open') return nextProbeAt;
      return now === 'closed' && draining && lastClaimAt !== null ? lastClaimAt + DRAIN_PACE : null;
    },
    pause(untilAt, reason, actor) {
      const given = reason.trim().slice(0, MAX_REASON);
      if (given === '') throw appError('reason_required');
      const now = clock.now();
      if (untilAt <= now || untilAt > now + LONGEST_PAUSE) throw appError('bad_request', { at: 'untilAt' });
      return setPause({ untilAt, reason: given, by: actor }, actor);
    },
    resume(actor) {
      if (load().pause !== null) setPause(null, actor);
      return state();
    },
  };
};

const aliveBy = async (
  gateway: Pick<SiiGateway, 'probe'>,
  channel: Channel,
  signal: AbortSignal | undefined,
): Promise<{ readonly alive: boolean; readonly retryAfterMs: number | null }> => {
  try {
    const { answer } = await gateway.probe(channel, signal);
    const cause = answer.kind === 'auth' ? answer.failure : answer;
    return {
      alive: answer.kind === 'alive',
      retryAfterMs: cause.kind === 'http' ? cause.retryAfterMs : null,
    };
  } catch {
    // The gateway does not throw; a defect in it is not an SII that has come back.
    return { alive: false, retryAfterMs: null };
  }
};
