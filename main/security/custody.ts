import { setTimeout as wait } from 'node:timers/promises';
import { AppError, appError } from '../../shared/domain/errors.ts';
import type { Environment } from '../../shared/domain/states.ts';
import { createLane } from '../backup/lane.ts';
import type { Clock } from '../domain/clock.ts';
import type { Custody } from './custody-types.ts';
import { type KeyEntry, type KeyFile, readKeyFile, writeKeyFile } from './key-file.ts';
import { type ScryptCost, unwrapByPassphrase, wrapByPassphrase } from './passphrase.ts';
import { type DataKey, KEY_BYTES, newDataKey, openWith, sealedKeyId, sealWith } from './sealed.ts';

/** The system's keyring. The shell makes one only where it really protects; a fixed password counts as none. */
export interface Keyring {
  available(): boolean;
  wrap(plain: Buffer): Buffer;
  unwrap(wrapped: Buffer): Buffer;
}

/**
 * none: no key yet. practice: the key lies in a file of mode 0600, unwrapped; it guards throwaway keys that protect
 * nothing, and is refused for anything else. keyring and passphrase: wrapped. unreadable: there is a key file that
 * cannot be understood; it is kept.
 */
export type CustodyMode = 'none' | 'practice' | 'keyring' | 'passphrase' | 'unreadable';

/**
 * What opens keys that are closed. passphrase: the one of each start. recovery: the keyring does not give them (any more), or their
 * file is gone, and the recovery passphrase does. lost: nothing that this computer has; certificate and CAFs are imported again.
 */
export type KeyOpener = 'passphrase' | 'recovery' | 'lost';

export interface CustodyStatus {
  readonly mode: CustodyMode;
  readonly unlocked: boolean;
  /** Whether keys of a real company would need a passphrase here. */
  readonly passphraseNeeded: boolean;
  /** A move out of practice mode was interrupted: call `protectFor` again with the same callback. */
  readonly resealPending: boolean;
  /** Null while the keys are open, and while there are none. */
  readonly opener: KeyOpener | null;
}

/**
 * Rewrites everything sealed in the store, in one transaction, each through `change`.
 * It may be called again after a crash: `change` takes what was moved already as well.
 */
export type Reseal = (change: (sealed: Buffer, purpose: string) => Buffer) => void | Promise<void>;

export interface CustodyService extends Custody {
  status(): CustodyStatus;
  /**
   * Makes the custody fit for a company of this environment, before its first secret is sealed. practice: makes a
   * practice key if there is none. A real one: a fresh data key, wrapped by the keyring or else by the passphrase;
   * what the practice key had sealed is sealed again. Where the custody is fit already it only finishes what a crash
   * left; but a key that guards nothing (a first start that was broken off) gives way to one as asked for now, so that
   * nobody is held to the passphrase of a failed attempt.
   * @throws AppError 'passphrase_required' (no keyring, no passphrase), 'locked', 'disk_full', 'folder_not_writable'
   */
  protectFor(environment: Environment, passphrase: string | null, reseal?: Reseal): Promise<void>;
  /**
   * Waits before each attempt that follows wrong ones: 1, 2, 4… up to 30 s. Opened by the recovery passphrase, the keys are wrapped
   * for this computer again: by its keyring if it has one, else by that passphrase.
   * @throws AppError 'wrong_passphrase'; 'locked' where no passphrase opens it (the keyring refused)
   */
  unlock(passphrase: string): Promise<void>;
  /**
   * Wraps the same data key anew: nothing that was sealed changes. Backups of before still open with the former passphrase.
   * @throws AppError 'wrong_passphrase' (with the waits of `unlock`), 'passphrase_required' for an empty new one, 'bad_request' where
   *   no passphrase is in use
   */
  changePassphrase(before: string, after: string): Promise<void>;
  /**
   * A fresh data key in the place of one that nothing opens any more. The former file is kept beside it; what it had sealed stays
   * sealed, and is imported again.
   * @throws AppError 'bad_request' while the keys are open or there are none, 'passphrase_required'
   */
  renew(environment: Environment, passphrase: string | null): Promise<void>;
  /**
   * A key file that opens this profile's secrets on another computer, with this passphrase: what to keep with the backups where
   * the keys are wrapped by a keyring, which no other computer has.
   * @throws AppError 'locked' while the data key is not at hand, 'passphrase_required' for an empty one
   */
  recoveryFile(passphrase: string): Promise<Buffer>;
  /** Forgets the data key; what can be zeroed in memory is. */
  lock(): void;
}

export interface CustodyOptions {
  /** `claves.json` in the profile. Its folder must be there. */
  readonly file: string;
  readonly keyring: Keyring | null;
  /** Where `recoveryFile` was put in this profile; read when the keys do not open by themselves. */
  readonly recovery?: string;
  readonly clock: Clock;
  readonly sleep?: (ms: number) => Promise<unknown>;
  /** For tests: a cheaper scrypt. */
  readonly scrypt?: ScryptCost;
}

/** A key entry that a passphrase opens. */
interface PassphraseEntry extends Pick<KeyEntry, 'id' | 'createdAt'> {
  readonly wrap: Extract<KeyEntry['wrap'], { readonly mode: 'passphrase' }>;
}

const MAX_DELAY_MS = 30_000;

/** Wait before the next attempt, ms, after so many wrong ones since the start. */
export const delayAfter = (failures: number): number =>
  failures === 0 ? 0 : Math.min(1_000 * 2 ** Math.min(failures - 1, 10), MAX_DELAY_MS);

const rawKey = (entry: KeyEntry, bytes: Buffer): DataKey => {
  if (bytes.length !== KEY_BYTES) throw new Error('bad key length');
  return { id: entry.id, bytes };
};

/**
 * Opens the custody of a profile. In keyring mode the keyring is asked at once, so call it when the shell is ready;
 * a keyring that refuses (another account, another computer) leaves it locked.
 */
export const createCustody = (options: CustodyOptions): CustodyService => {
  const sleep = options.sleep ?? wait;
  const read = readKeyFile(options.file);
  let file: KeyFile | null = read.kind === 'file' ? read.file : null;
  let unreadable = read.kind === 'unreadable';
  let current: DataKey | null = null;
  let failures = 0;

  const mode = (): CustodyMode => {
    if (unreadable) return 'unreadable';
    return file?.current.wrap.mode ?? 'none';
  };
  const keyringReady = (): boolean => options.keyring?.available() ?? false;

  /** Modes that need no person. */
  const openByItself = (): void => {
    if (!file) return;
    const { wrap } = file.current;
    try {
      if (wrap.mode === 'practice') current = rawKey(file.current, Buffer.from(wrap.key, 'base64'));
      if (wrap.mode === 'keyring' && options.keyring && keyringReady()) {
        current = rawKey(file.current, options.keyring.unwrap(Buffer.from(wrap.key, 'base64')));
      }
    } catch {
      current = null;
    }
  };
  openByItself();

  const practiceKey = (id: string): DataKey | null => {
    const entry = file?.previous.find((one) => one.id === id);
    return entry?.wrap.mode === 'practice' ? rawKey(entry, Buffer.from(entry.wrap.key, 'base64')) : null;
  };

  const open = (sealed: Buffer, purpose: string): Buffer => {
    const id = sealedKeyId(sealed);
    if (id !== null && current?.id !== id) {
      const former = practiceKey(id);
      if (former) {
        try {
          return openWith(former, sealed, purpose);
        } finally {
          former.bytes.fill(0);
        }
      }
    }
    if (!current) throw appError('locked');
    return openWith(current, sealed, purpose);
  };

  /** A practice key may go without a trace; any other file that was there is kept under another name. */
  const save = async (next: KeyFile, keepOld: boolean): Promise<void> => {
    await writeKeyFile(options.file, next, keepOld);
    file = next;
    unreadable = false;
  };

  const wrapFresh = async (
    key: DataKey,
    real: boolean,
    passphrase: string | null,
  ): Promise<KeyEntry['wrap']> => {
    if (!real) return { mode: 'practice', key: key.bytes.toString('base64') };
    if (options.keyring && keyringReady()) {
      return { mode: 'keyring', key: options.keyring.wrap(key.bytes).toString('base64') };
    }
    if (passphrase === null || passphrase === '') throw appError('passphrase_required');
    return { mode: 'passphrase', ...(await wrapByPassphrase(key, passphrase, options.scrypt)) };
  };

  /** The new key is on the disk, beside the practice one, before anything is sealed by it. */
  const begin = async (real: boolean, passphrase: string | null): Promise<void> => {
    const key = newDataKey();
    try {
      const wrap = await wrapFresh(key, real, passphrase);
      const practice = file?.current.wrap.mode === 'practice' ? [file.current] : [];
      await save(
        {
          format: 'resguardo-keys',
          version: 1,
          current: { id: key.id, createdAt: options.clock.now(), wrap },
          previous: [...practice, ...(file?.previous ?? [])],
        },
        file?.current.wrap.mode !== 'practice',
      );
    } catch (error) {
      key.bytes.fill(0);
      throw error;
    }
    current?.bytes.fill(0);
    current = key;
  };

  const finish = async (reseal: Reseal | undefined): Promise<void> => {
    if (!file || file.previous.length === 0 || !current || !reseal) return;
    const to = current;
    await reseal((sealed, purpose) => {
      if (sealedKeyId(sealed) === to.id) return sealed;
      const plain = open(sealed, purpose);
      try {
        return sealWith(to, plain, purpose);
      } finally {
        plain.fill(0);
      }
    });
    await save({ ...file, previous: [] }, false);
  };

  /** Whether nothing was ever sealed: the callback meets no sealed bytes. */
  const guardsNothing = async (reseal: Reseal | undefined): Promise<boolean> => {
    if (!reseal) return false;
    let met = false;
    await reseal((sealed) => {
      met = true;
      return sealed;
    });
    return !met;
  };

  /** Whether there is a key of the kind that the environment asks for. */
  const isFit = (real: boolean): boolean => {
    const now = mode();
    return now === 'keyring' || now === 'passphrase' || (now === 'practice' && !real);
  };

  /** The same data key under the recovery passphrase; any, where the own file is gone. */
  const recoveryEntry = (): PassphraseEntry | null => {
    const found = options.recovery === undefined ? null : readKeyFile(options.recovery);
    if (found?.kind !== 'file') return null;
    const { id, createdAt, wrap } = found.file.current;
    if (wrap.mode !== 'passphrase' || (file !== null && file.current.id !== id)) return null;
    return { id, createdAt, wrap };
  };

  const opener = (): KeyOpener | null => {
    if (current !== null) return null;
    if (file?.current.wrap.mode === 'passphrase') return 'passphrase';
    if (recoveryEntry() !== null) return 'recovery';
    return mode() === 'none' ? null : 'lost';
  };

  /** @throws AppError 'wrong_passphrase' */
  const tryPassphrase = async ({ id, wrap }: PassphraseEntry, passphrase: string): Promise<DataKey> => {
    const delay = delayAfter(failures);
    if (delay > 0) await sleep(delay);
    try {
      const key = await unwrapByPassphrase(id, wrap, passphrase);
      failures = 0;
      return key;
    } catch (error) {
      if (error instanceof AppError) failures += 1;
      throw error;
    }
  };

  const recover = async (entry: PassphraseEntry, passphrase: string): Promise<void> => {
    const key = await tryPassphrase(entry, passphrase);
    const wrap: KeyEntry['wrap'] =
      options.keyring && keyringReady()
        ? { mode: 'keyring', key: options.keyring.wrap(key.bytes).toString('base64') }
        : entry.wrap;
    const { id, createdAt } = entry;
    await save(
      {
        format: 'resguardo-keys',
        version: 1,
        current: { id, createdAt, wrap },
        previous: file?.previous ?? [],
      },
      true,
    );
    current = key;
  };

  const passphraseEntry = (): PassphraseEntry | null => {
    if (file?.current.wrap.mode !== 'passphrase') return null;
    const { id, createdAt, wrap } = file.current;
    return { id, createdAt, wrap };
  };

  // One at a time: two guesses side by side would halve the wait, two moves would make two keys.
  const inLane = createLane();

  return {
    isUnlocked: () => current !== null,
    status: () => ({
      mode: mode(),
      unlocked: current !== null,
      passphraseNeeded: !keyringReady() && !(isFit(true) && current !== null),
      resealPending: (file?.previous.length ?? 0) > 0,
      opener: opener(),
    }),
    seal: (plain, purpose, environment) => {
      if (environment !== 'practice' && mode() === 'practice') throw appError('passphrase_required');
      if (!current) throw appError('locked');
      return sealWith(current, plain, purpose);
    },
    open,
    protectFor: (environment, passphrase, reseal) =>
      inLane(async () => {
        const real = environment !== 'practice';
        const canMake = !real || keyringReady() || (passphrase !== null && passphrase !== '');
        const isRealKey = mode() === 'keyring' || mode() === 'passphrase';
        if (!isFit(real) || (isRealKey && canMake && (await guardsNothing(reseal)))) {
          await begin(real, passphrase);
        } else if (!current) {
          throw appError('locked');
        }
        await finish(reseal);
      }),
    unlock: (passphrase) =>
      inLane(async () => {
        if (current) return;
        const entry = passphraseEntry();
        if (entry !== null) {
          current = await tryPassphrase(entry, passphrase);
          return;
        }
        // A keyring that was late is asked once more.
        openByItself();
        if (current) return;
        const recovery = recoveryEntry();
        if (recovery === null) throw appError('locked');
        await recover(recovery, passphrase);
      }),
    changePassphrase: (before, after) =>
      inLane(async () => {
        const entry = passphraseEntry();
        if (entry === null || !file) throw appError('bad_request');
        if (after === '') throw appError('passphrase_required');
        const key = await tryPassphrase(entry, before);
        try {
          const wrap = {
            mode: 'passphrase',
            ...(await wrapByPassphrase(key, after, options.scrypt)),
          } as const;
          await save({ ...file, current: { ...file.current, wrap } }, false);
        } catch (error) {
          key.bytes.fill(0);
          throw error;
        }
        current ??= key;
        if (current !== key) key.bytes.fill(0);
      }),
    renew: (environment, passphrase) =>
      inLane(async () => {
        if (current !== null || mode() === 'none') throw appError('bad_request');
        await begin(environment !== 'practice', passphrase);
      }),
    recoveryFile: (passphrase) =>
      inLane(async () => {
        if (!current || !file) throw appError('locked');
        if (passphrase === '') throw appError('passphrase_required');
        const wrap = {
          mode: 'passphrase' as const,
          ...(await wrapByPassphrase(current, passphrase, options.scrypt)),
        };
        const recovery: KeyFile = {
          format: 'resguardo-keys',
          version: 1,
          current: { id: current.id, createdAt: file.current.createdAt, wrap },
          previous: [],
        };
        return Buffer.from(`${JSON.stringify(recovery, null, 2)}\n`, 'utf8');
      }),
    lock: () => {
      current?.bytes.fill(0);
      current = null;
    },
  };
};
