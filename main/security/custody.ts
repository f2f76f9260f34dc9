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

export interface CustodyStatus {
  readonly mode: CustodyMode;
  readonly unlocked: boolean;
  /** Whether keys of a real company would need a passphrase here. */
  readonly passphraseNeeded: boolean;
  /** A move out of practice mode was interrupted: call `protectFor` again with the same callback. */
  readonly resealPending: boolean;
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
   * Waits before each attempt that follows wrong ones: 1, 2, 4… up to 30 s.
   * @throws AppError 'wrong_passphrase'; 'locked' where no passphrase opens it (the keyring refused)
   */
  unlock(passphrase: string): Promise<void>;
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
  readonly clock: Clock;
  readonly sleep?: (ms: number) => Promise<unknown>;
  /** For tests: a cheaper scrypt. */
  readonly scrypt?: ScryptCost;
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

  // One at a time: two guesses side by side would halve the wait, two moves would make two keys.
  const inLane = createLane();

  return {
    isUnlocked: () => current !== null,
    status: () => ({
      mode: mode(),
      unlocked: current !== null,
      passphraseNeeded: !keyringReady() && !(isFit(true) && current !== null),
      resealPending: (file?.previous.length ?? 0) > 0,
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
        const entry = file?.current;
        if (entry?.wrap.mode !== 'passphrase') {
          openByItself();
          if (!current) throw appError('locked');
          return;
        }
        const delay = delayAfter(failures);
        if (delay > 0) await sleep(delay);
        try {
          current = await unwrapByPassphrase(entry.id, entry.wrap, passphrase);
          failures = 0;
        } catch (error) {
          if (error instanceof AppError) failures += 1;
          throw error;
        }
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
