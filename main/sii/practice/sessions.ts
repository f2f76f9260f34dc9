import { randomBytes, randomInt } from 'node:crypto';
import type { Rut } from '../../../shared/domain/rut.ts';
import type { Clock } from '../../domain/clock.ts';

/** A seed is good for two minutes (PROTOCOL.md 2.1) and, here, for one login. */
const SEED_MS = 2 * 60 * 1000;
/** The SII names no lifetime; others saw 60 minutes (PROTOCOL.md 2.2). */
const TOKEN_MS = 60 * 60 * 1000;

export type TokenState =
  | { readonly kind: 'good'; readonly holder: Rut }
  /** ESTADO 001 and 003 of the queries. */
  | { readonly kind: 'inactive' | 'unknown' };

/** Seeds and tokens, in memory: after a restart everybody logs in anew, as when the SII forgets a session. */
export interface Sessions {
  newSeed(): string;
  /** @returns false when the seed is unknown, used or too old */
  redeemSeed(seed: string): boolean;
  newToken(holder: Rut): string;
  check(token: string): TokenState;
  /** Makes a token inactive before its time. */
  expire(token: string): void;
}

export const createSessions = (clock: Clock): Sessions => {
  const seeds = new Map<string, number>();
  const tokens = new Map<string, { readonly holder: Rut; readonly since: number; inactive: boolean }>();
  const isWithin = (since: number, ms: number): boolean => clock.now() - since < ms;

  return {
    newSeed: () => {
      for (const [seed, since] of seeds) if (!isWithin(since, SEED_MS)) seeds.delete(seed);
      const seed = String(randomInt(1, 1_000_000_000)).padStart(12, '0');
      seeds.set(seed, clock.now());
      return seed;
    },
    redeemSeed: (seed) => {
      const since = seeds.get(seed);
      seeds.delete(seed);
      return since !== undefined && isWithin(since, SEED_MS);
    },
    newToken: (holder) => {
      const token = randomBytes(9).toString('base64url');
      tokens.set(token, { holder, since: clock.now(), inactive: false });
      return token;
    },
    check: (token) => {
      const session = tokens.get(token);
      if (!session) return { kind: 'unknown' };
      if (session.inactive || !isWithin(session.since, TOKEN_MS)) return { kind: 'inactive' };
      return { kind: 'good', holder: session.holder };
    },
    expire: (token) => {
      const session = tokens.get(token);
      if (session) session.inactive = true;
    },
  };
};
