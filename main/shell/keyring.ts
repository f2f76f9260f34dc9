import { safeStorage } from 'electron';
import type { Keyring } from '../security/custody.ts';

/**
 * The system's keyring by Electron's safeStorage, only where it is a real one: on Linux without a secret service the
 * backend is `basic_text`, a fixed password that protects nothing, and counts here as none.
 */
export const systemKeyring: Keyring = {
  available: () =>
    safeStorage.isEncryptionAvailable() &&
    (process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text'),
  wrap: (plain) => safeStorage.encryptString(plain.toString('base64')),
  unwrap: (wrapped) => Buffer.from(safeStorage.decryptString(wrapped), 'base64'),
};
