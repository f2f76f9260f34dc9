import { appError } from '../../shared/domain/errors.ts';
import { PROGRAM_ACTORS, type SecretKind, secretFlaw } from '../../shared/domain/operators.ts';
import { createLane } from '../backup/lane.ts';
import type { Clock } from '../domain/clock.ts';
import { waitAfter, waitLeft } from '../domain/sign-in-wait.ts';
import type { AuditEntry } from '../store/audit.ts';
import type { Store } from '../store/open.ts';
import type { OperatorRecord } from '../store/records.ts';
import type { OwnerProof } from './owner-proof.ts';
import type { ScryptCost } from './passphrase.ts';
import { hashSecret, isSecret } from './secret-hash.ts';

const [PROGRAM] = PROGRAM_ACTORS;

export interface NewSecret {
  readonly kind: SecretKind;
  readonly secret: string;
}

/**
 * Who is at the screen. A shop of one is never asked: its only operator is there all the time. From the second on, nobody is
 * until he has signed in, and nobody is again after a while without a key or the mouse. Sending does not ask who is there.
 */
export interface Session {
  signInOn(): boolean;
  /** Null while nobody is signed in. */
  operator(): OperatorRecord | null;
  lastId(): number | null;
  /** Seconds that an operator has to wait before the next try. */
  waitSeconds(operator: OperatorRecord): number;
  /** A key, the mouse: somebody is there. */
  activity(): void;
  /** Closes the session of somebody who has left. Called every few seconds, and before every answer. */
  tick(): void;
  /** @throws AppError wrong_secret, sign_in_wait (both with `seconds`), not_found */
  signIn(id: number, secret: string): Promise<void>;
  /** For the only active encargado. @throws AppError wrong_passphrase, recovery_unavailable, sign_in_wait, secret_too_… */
  recover(passphrase: string, fresh: NewSecret): Promise<void>;
  /** @throws AppError wrong_secret, sign_in_wait, secret_too_… */
  changeSecret(current: string, fresh: NewSecret): Promise<void>;
  /** Nobody is there any more. */
  lock(why: 'asked' | 'idle'): void;
  /** Somebody who was alone is not any more: he stays where he is. */
  stay(id: number): void;
  /** One after the other with everything that looks at secrets. */
  inLane<T>(work: () => Promise<T>): Promise<T>;
}

export interface SessionOptions {
  readonly store: Store;
  /** The computer's: the practice company's runs ahead when somebody tells it to. */
  readonly clock: Clock;
  readonly idleMinutes: () => number;
  readonly proof: OwnerProof;
  readonly changed: () => void;
  /** A damaged database can only be read: who may restore has to get in all the same. */
  readonly readOnly?: () => boolean;
  /** For tests: a cheaper scrypt. */
  readonly scrypt?: ScryptCost | undefined;
}

/** @throws AppError secret_too_short, secret_too_easy */
export const checkedSecret = ({ kind, secret }: NewSecret): NewSecret => {
  const flaw = secretFlaw(kind, secret);
  if (flaw !== null) throw appError(flaw === 'short' ? 'secret_too_short' : 'secret_too_easy');
  return { kind, secret };
};

export const createSession = (options: SessionOptions): Session => {
  const { store, clock, proof, changed } = options;
  const inLane = createLane();
  let currentId: number | null = null;
  let lastId: number | null = null;
  let activeAt = clock.now();

  /** Failures while nothing can be written. */
  const unwritten = new Map<number, { failures: number; failedAt: number }>();
  const isReadOnly = (): boolean => options.readOnly?.() ?? false;
  const note = (entry: AuditEntry): void => {
    if (!isReadOnly()) store.audit.add(entry);
  };
  const counted = (who: OperatorRecord): Pick<OperatorRecord, 'failures' | 'failedAt'> =>
    unwritten.get(who.id) ?? who;
  const countFailure = (who: OperatorRecord): void => {
    const at = clock.now();
    if (isReadOnly()) unwritten.set(who.id, { failures: counted(who).failures + 1, failedAt: at });
    else store.operators.countFailure(who.id, at);
  };
  const forgive = (who: OperatorRecord): void => {
    unwritten.delete(who.id);
    if (!isReadOnly()) store.operators.forgive(who.id);
  };

  const signInOn = (): boolean => store.operators.active().length > 1;

  const lock = (why: 'asked' | 'idle'): void => {
    const who = currentId === null ? null : store.operators.get(currentId);
    if (!who || !signInOn()) return;
    currentId = null;
    note({ actor: who.name, action: why === 'idle' ? 'session.closed_idle' : 'session.closed' });
    changed();
  };

  const tick = (): void => {
    if (currentId === null || !signInOn()) return;
    const away = clock.now() - activeAt;
    // A clock that was set back says nothing about who is there; the count begins anew.
    if (away < 0) activeAt = clock.now();
    if (away >= options.idleMinutes() * 60_000) lock('idle');
  };

  const operator = (): OperatorRecord | null => {
    const active = store.operators.active();
    const [only] = active;
    if (active.length === 1 && only) return only;
    tick();
    return active.find(({ id }) => id === currentId) ?? null;
  };

  const enter = (who: OperatorRecord): void => {
    currentId = who.id;
    lastId = who.id;
    activeAt = clock.now();
    note({ actor: who.name, action: 'session.signed_in' });
    changed();
  };

  /**
   * Whether what somebody typed is right, with the wait that wrong ones cost. The failure is on the disk before anything is
   * compared, and is taken back when it was none: ending the program in between wins nobody a guess.
   */
  const prove = async (
    who: OperatorRecord,
    isRight: () => Promise<boolean>,
    otherwise: 'wrong_secret' | 'wrong_passphrase' = 'wrong_secret',
  ): Promise<void> => {
    const before = counted(who);
    const seconds = waitLeft(before.failures, before.failedAt, clock.now());
    if (seconds > 0) throw appError('sign_in_wait', { seconds });
    countFailure(who);
    if (await isRight()) {
      forgive(who);
      return;
    }
    const failures = before.failures + 1;
    note({ actor: PROGRAM, action: 'session.refused', params: { name: who.name, failures } });
    changed();
    throw appError(otherwise, { seconds: waitAfter(failures) });
  };

  const isOwn = (who: OperatorRecord, secret: string): Promise<boolean> =>
    who.secretJson === null ? Promise.resolve(false) : isSecret(secret, who.secretJson);

  const replaceSecret = async (
    id: number,
    fresh: NewSecret,
    action: 'operator.secret_changed' | 'operator.secret_recovered',
  ): Promise<void> => {
    const json = await hashSecret(fresh.secret, options.scrypt);
    store.transaction(() => {
      store.operators.setSecret(id, fresh.kind, json);
      store.audit.add({ actor: store.operators.get(id)?.name ?? PROGRAM, action });
    });
  };

  return {
    signInOn,
    operator,
    lastId: () => lastId,
    waitSeconds: (who) => {
      const { failures, failedAt } = counted(who);
      return waitLeft(failures, failedAt, clock.now());
    },
    activity: () => {
      // Whoever moves the mouse after the time was over is not known to be who left.
      tick();
      activeAt = clock.now();
    },
    tick,
    signIn: (id, secret) =>
      inLane(async () => {
        const who = store.operators.active().find((each) => each.id === id);
        if (!who || !signInOn()) throw appError('not_found');
        await prove(who, () => isOwn(who, secret));
        if (currentId !== null && currentId !== id) lock('asked');
        enter(who);
      }),
    recover: (passphrase, fresh) =>
      inLane(async () => {
        const managers = store.operators.active().filter(({ role }) => role === 'encargado');
        const [who] = managers;
        if (managers.length !== 1 || !who || !signInOn() || !proof.available())
          throw appError('recovery_unavailable');
        checkedSecret(fresh);
        await prove(who, () => proof.check(passphrase), 'wrong_passphrase');
        await replaceSecret(who.id, fresh, 'operator.secret_recovered');
        enter(who);
      }),
    changeSecret: (current, fresh) =>
      inLane(async () => {
        const who = operator();
        if (!who || !signInOn()) throw appError('not_found');
        checkedSecret(fresh);
        await prove(who, () => isOwn(who, current));
        await replaceSecret(who.id, fresh, 'operator.secret_changed');
      }),
    lock,
    stay: (id) => {
      currentId = id;
      lastId = id;
      activeAt = clock.now();
    },
    inLane,
  };
};
