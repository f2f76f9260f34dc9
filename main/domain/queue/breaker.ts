/**
 * The circuit breaker over the SII as a whole: pure moves from what was and what was seen to what is. Why it is as it is:
 * docs/decisions/0009-circuit-breaker.md.
 *
 *   closed  -> open      three different documents failed in a row for want of an answer, or the SII asked for patience
 *   open    -> probing   the SII answered a probe (a request that is about no document)
 *   probing -> closed    an attempt got an answer, or there is nothing to be sent
 *   probing -> open      the attempt failed like the others
 *   open    -> closed    an attempt on its own schedule got an answer
 */

import type { Channel } from '../../../shared/domain/document-type.ts';
import { assertNever } from '../../../shared/domain/errors.ts';
import type { ErrorClass } from '../../../shared/domain/states.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/**
 * Documents that must fail in a row. One document may have trouble of its own (too big for a bad line), and two in a row are a
 * coincidence on a bad day; with three, what they share is the SII or the way to it. Failures of the same document count once: a
 * document that always times out must not stop the others.
 */
export const TRIP_AFTER = 3;

/**
 * How long to wait before each probe of an outage. Most outages are a router that restarts: half a minute finds its end. Five
 * minutes at most, because a probe costs the SII nothing and a boleta should be sent within the hour (PROTOCOL.md 5).
 */
export const PROBE_WAITS: readonly number[] = [30 * SECOND, 1 * MINUTE, 2 * MINUTE, 4 * MINUTE, 5 * MINUTE];
export const LONGEST_PROBE_WAIT: number = Math.max(...PROBE_WAITS);

/** A breaker that opens again so soon goes on with its waits where they were: the SII had not really come back. */
export const RELAPSE = 10 * MINUTE;

/** The most that a Retry-After is obeyed for; main/sii/retry-after.ts cuts what it reads to the same. */
export const LONGEST_PATIENCE = 24 * 60 * MINUTE;

/**
 * Between two attempts while what has gathered is being sent. Two a second empty a queue of a hundred within the minute, and an SII
 * that has just got up is not run over by everybody's backlog at once.
 */
export const DRAIN_PACE = 500;

/** The longest pause that a person can order: whoever forgets it must not find a month of unsent documents. */
export const LONGEST_PAUSE = 7 * 24 * 60 * MINUTE;

export interface Pause {
  readonly untilAt: number;
  readonly reason: string;
  readonly by: string;
}

/** Times in UTC epoch ms. */
export interface Breaker {
  readonly state: 'closed' | 'open' | 'probing';
  /** Since when it is in this state. */
  readonly sinceAt: number;
  /** Documents that failed in a row, each once. */
  readonly failing: readonly number[];
  /** Probes of this outage that failed: the index of the next wait. */
  readonly failedProbes: number;
  /** While open. */
  readonly nextProbeAt: number | null;
  /** By which the last one failed: the probe goes there. */
  readonly channel: Channel;
  /** The SII asked to be left alone until then. */
  readonly notBefore: number | null;
  /** What has gathered is being sent, at DRAIN_PACE. */
  readonly draining: boolean;
  /** A person has paused the sending. */
  readonly pause: Pause | null;
}

export const newBreaker = (now: number): Breaker => ({
  state: 'closed',
  sinceAt: now,
  failing: [],
  failedProbes: 0,
  nextProbeAt: null,
  channel: 'factura',
  notBefore: null,
  draining: false,
  pause: null,
});

/** Failures that may be about the SII as a whole, or the way to it. */
const ABOUT_THE_SII: readonly ErrorClass[] = ['timeout', 'connection', 'unavailable'];
export const isAboutTheSii = (errorClass: ErrorClass | null): boolean =>
  errorClass !== null && ABOUT_THE_SII.includes(errorClass);

const probeWait = (failedProbes: number): number =>
  PROBE_WAITS[Math.min(failedProbes, PROBE_WAITS.length - 1)] ?? LONGEST_PROBE_WAIT;

const patience = (retryAfterMs: number | null, now: number): number | null =>
  retryAfterMs === null || retryAfterMs <= 0 ? null : now + Math.min(retryAfterMs, LONGEST_PATIENCE);

const later = (one: number | null, other: number | null): number | null =>
  one === null ? other : other === null ? one : Math.max(one, other);

const opened = (breaker: Breaker, failedProbes: number, notBefore: number | null, now: number): Breaker => ({
  ...breaker,
  state: 'open',
  sinceAt: now,
  failedProbes,
  notBefore,
  nextProbeAt: later(now + probeWait(failedProbes), notBefore),
  draining: false,
});

/**
 * An attempt got no answer.
 * @param document whose attempt it was: those of one envelope are one witness
 * @param retryAfterMs how long the SII asked to be left alone, if it did: that is about all documents, and opens at once
 */
export const afterFailure = (
  breaker: Breaker,
  document: number,
  channel: Channel,
  retryAfterMs: number | null,
  now: number,
): Breaker => {
  const failing = [...breaker.failing.filter((each) => each !== document), document].slice(-TRIP_AFTER);
  const notBefore = later(breaker.notBefore, patience(retryAfterMs, now));
  const next = { ...breaker, failing, channel, notBefore };
  switch (breaker.state) {
    case 'closed': {
      if (failing.length < TRIP_AFTER && notBefore === breaker.notBefore) return next;
      const isRelapse = breaker.failedProbes > 0 && now - breaker.sinceAt < RELAPSE;
      return opened(next, isRelapse ? breaker.failedProbes : 0, notBefore, now);
    }
    case 'probing':
      return opened(next, breaker.failedProbes + 1, notBefore, now);
    case 'open':
      // It went on its own schedule, and says as much as a probe that has failed now.
      return { ...next, nextProbeAt: later(now + probeWait(breaker.failedProbes), notBefore) };
    default:
      return assertNever(breaker.state, 'state of the breaker');
  }
};

/** The SII answered an attempt, whatever it said. */
export const afterAnswer = (breaker: Breaker, now: number): Breaker => {
  if (breaker.state === 'closed')
    return breaker.failing.length === 0 ? breaker : { ...breaker, failing: [], notBefore: null };
  return {
    ...breaker,
    state: 'closed',
    sinceAt: now,
    failing: [],
    nextProbeAt: null,
    notBefore: null,
    draining: true,
  };
};

/** A probe came back. Asked for while closed (the network returned), its success releases what had failed, its failure nothing. */
export const afterProbe = (
  breaker: Breaker,
  alive: boolean,
  retryAfterMs: number | null,
  now: number,
): Breaker => {
  const notBefore = alive ? null : later(breaker.notBefore, patience(retryAfterMs, now));
  if (breaker.state === 'closed') {
    if (!alive) return { ...breaker, notBefore };
    return { ...breaker, draining: true };
  }
  if (breaker.state === 'probing') return breaker;
  if (alive) return { ...breaker, state: 'probing', sinceAt: now, nextProbeAt: null, notBefore: null };
  const failedProbes = breaker.failedProbes + 1;
  return {
    ...breaker,
    failedProbes,
    notBefore,
    nextProbeAt: later(now + probeWait(failedProbes), notBefore),
  };
};

/** Nothing is due: an outage is over when the SII answers and nobody waits, and a queue is drained when it is empty. */
export const afterNothingDue = (breaker: Breaker, now: number): Breaker => {
  if (breaker.state === 'probing') return { ...afterAnswer(breaker, now), draining: false };
  return breaker.draining ? { ...breaker, draining: false } : breaker;
};

/** Times that no wait can explain were written under another clock. A pause that is over is forgotten. */
export const corrected = (breaker: Breaker, now: number): Breaker => {
  const { pause } = breaker;
  const over = pause !== null && (pause.untilAt <= now || pause.untilAt > now + LONGEST_PAUSE);
  const asked =
    breaker.notBefore !== null && breaker.notBefore > now && breaker.notBefore <= now + LONGEST_PATIENCE
      ? breaker.notBefore
      : null;
  const latest = asked ?? now + LONGEST_PROBE_WAIT;
  const nextProbeAt =
    breaker.nextProbeAt === null ? null : Math.min(breaker.nextProbeAt, Math.max(latest, now));
  const sinceAt = Math.min(breaker.sinceAt, now);
  if (
    !over &&
    asked === breaker.notBefore &&
    nextProbeAt === breaker.nextProbeAt &&
    sinceAt === breaker.sinceAt
  )
    return breaker;
  return { ...breaker, pause: over ? null : pause, notBefore: asked, nextProbeAt, sinceAt };
};

/** Which jobs may be taken now: none, those that failed before and whose own time has come, or all that are due. */
export type Allowance = 'none' | 'own_schedule' | 'least_recent' | 'any';

/**
 * @param inFlight attempts under way
 * @param sinceLast ms since the last attempt began; Infinity when none has
 */
export const allowance = (
  breaker: Breaker,
  inFlight: number,
  concurrency: number,
  sinceLast: number,
): Allowance => {
  if (breaker.pause !== null || breaker.notBefore !== null) return 'none';
  switch (breaker.state) {
    case 'open':
      return inFlight === 0 ? 'own_schedule' : 'none';
    case 'probing':
      return inFlight === 0 ? 'least_recent' : 'none';
    case 'closed': {
      if (breaker.draining && sinceLast >= 0 && sinceLast < DRAIN_PACE) return 'none';
      // Never more under way than would open it: so no more than three fail before it does.
      return inFlight < Math.min(concurrency, TRIP_AFTER - breaker.failing.length) ? 'any' : 'none';
    }
    default:
      return assertNever(breaker.state, 'state of the breaker');
  }
};
