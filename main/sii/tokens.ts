import { createHash } from 'node:crypto';
import type { Channel } from '../../shared/domain/document-type.ts';
import type { Clock } from '../domain/clock.ts';
import type { SigningCertificate } from '../dte/types.ts';
import type { AuthFailure, Exchange } from './types.ts';

export type LoginResult =
  | { readonly ok: true; readonly token: string }
  | { readonly ok: false; readonly failure: AuthFailure; readonly exchange: Exchange };

/** The SII documents no lifetime; others saw 60 minutes. Staying below costs one login an hour (PROTOCOL.md 2.2). */
export const TOKEN_LIFETIME_MS = 50 * 60 * 1000;

interface Kept {
  readonly token: string;
  readonly since: number;
}

/** Where a token is good: on one channel of one environment, never on the other (boleta-rest.txt). */
export interface TokenScope {
  readonly channel: Channel;
  /** Address of the service that gives it. */
  readonly base: string;
}

/** Tokens in memory only, by scope and certificate. A token belongs to the certificate's holder, not to a company. */
export interface TokenCache {
  /** The cached token, or the outcome of the one login that all concurrent callers share. */
  get(
    scope: TokenScope,
    certificate: SigningCertificate,
    login: () => Promise<LoginResult>,
  ): Promise<LoginResult>;
  /** Forgets this very token: one that has meanwhile replaced it stays. */
  drop(scope: TokenScope, certificate: SigningCertificate, token: string): void;
}

export const createTokenCache = (clock: Clock): TokenCache => {
  const kept = new Map<string, Kept>();
  const underWay = new Map<string, Promise<LoginResult>>();

  const keyOf = ({ channel, base }: TokenScope, certificate: SigningCertificate): string =>
    `${channel} ${base} ${createHash('sha256').update(certificate.der).digest('hex')}`;

  /** A clock set back makes an age negative: the true one is unknown then. */
  const isFresh = ({ since }: Kept): boolean => {
    const age = clock.now() - since;
    return age >= 0 && age < TOKEN_LIFETIME_MS;
  };

  const get: TokenCache['get'] = (scope, certificate, login) => {
    const key = keyOf(scope, certificate);
    const cached = kept.get(key);
    if (cached && isFresh(cached)) return Promise.resolve({ ok: true, token: cached.token });
    const running = underWay.get(key);
    if (running) return running;
    const started = login()
      .then((result) => {
        if (result.ok) kept.set(key, { token: result.token, since: clock.now() });
        else kept.delete(key);
        return result;
      })
      .finally(() => underWay.delete(key));
    underWay.set(key, started);
    return started;
  };

  const drop: TokenCache['drop'] = (scope, certificate, token) => {
    const key = keyOf(scope, certificate);
    if (kept.get(key)?.token === token) kept.delete(key);
  };

  return { get, drop };
};
