import type { Environment } from '../../shared/domain/states.ts';

/**
 * Keeps secrets (private keys, passwords) sealed. What comes out of `seal` may be stored anywhere; `open` throws
 * AppError 'locked' while the data key is not at hand.
 */
export interface Custody {
  isUnlocked(): boolean;
  /**
   * @param purpose bound to the sealed bytes as additional data: what was sealed for one purpose does not open for another
   * @param environment of the company whose secret it is: a real one is never sealed by a practice key, which lies open
   *   (AppError 'passphrase_required')
   */
  seal(plain: Buffer, purpose: string, environment: Environment): Buffer;
  open(sealed: Buffer, purpose: string): Buffer;
}
