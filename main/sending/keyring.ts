import { createPrivateKey, type KeyObject } from 'node:crypto';
import { AppError, appError } from '../../shared/domain/errors.ts';
import { readCertificate } from '../dte/certificate.ts';
import type { SigningCertificate } from '../dte/types.ts';
import type { Custody } from '../security/custody-types.ts';
import type { Store } from '../store/open.ts';
import type { CafRecord } from '../store/records.ts';

/** What Custody binds sealed bytes to. */
export const CERTIFICATE_PURPOSE = 'certificate';
export const CAF_KEY_PURPOSE = 'caf-key';

/** The keys that sign, opened when first needed and kept in memory only. */
export interface Keyring {
  isUnlocked(): boolean;
  /** @throws AppError `certificate_missing`, `locked` */
  certificate(companyId: number): SigningCertificate;
  /** @throws AppError `locked` */
  cafKey(caf: CafRecord): KeyObject;
  /** Drops what was opened: to be called when the application locks. */
  forget(): void;
}

export interface KeyringOptions {
  readonly store: Store;
  readonly custody: Custody;
}

/** What is sealed for `caf-key` is PKCS#8, DER. */
const readCafKey = (plain: Buffer): KeyObject =>
  createPrivateKey({ key: plain, type: 'pkcs8', format: 'der' });

export const createKeyring = ({ store, custody }: KeyringOptions): Keyring => {
  const certificates = new Map<number, SigningCertificate>();
  const cafKeys = new Map<number, KeyObject>();

  /** Opened bytes are overwritten once read, so that they do not lie about in the heap. */
  const opened = <T>(sealed: Buffer, purpose: string, read: (plain: Buffer) => T): T => {
    const plain = custody.open(sealed, purpose);
    try {
      return read(plain);
    } finally {
      plain.fill(0);
    }
  };

  return {
    isUnlocked: () => custody.isUnlocked(),
    certificate(companyId) {
      const record = store.certificates.active(companyId);
      if (record === null) throw appError('certificate_missing');
      const known = certificates.get(record.id);
      if (known) return known;
      const certificate = opened(record.sealed, CERTIFICATE_PURPOSE, readCertificate);
      certificates.set(record.id, certificate);
      return certificate;
    },
    cafKey(caf) {
      const known = cafKeys.get(caf.id);
      if (known) return known;
      const key = opened(caf.sealedKey, CAF_KEY_PURPOSE, readCafKey);
      cafKeys.set(caf.id, key);
      return key;
    },
    forget() {
      certificates.clear();
      cafKeys.clear();
    },
  };
};

/** The certificate, or why there is none: locked passes by itself, missing (or no longer readable) needs a person. */
export const certificateOf = (
  keyring: Keyring,
  companyId: number,
): SigningCertificate | 'locked' | 'missing' => {
  try {
    return keyring.certificate(companyId);
  } catch (error) {
    return error instanceof AppError && error.value.code === 'locked' ? 'locked' : 'missing';
  }
};
