import type { Output } from '../../../shared/ipc/contract.ts';

const view = (): Output<'keys.status'> => ({
  mode: 'passphrase',
  unlocked: true,
  opener: null,
  passphraseNeeded: false,
});

export const keysAnswers = { 'keys.status': view, 'keys.change': view, 'keys.renew': view };
