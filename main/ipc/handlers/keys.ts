import type { Output } from '../../../shared/ipc/contract.ts';
import type { Handlers } from '../dispatch.ts';
import type { Services } from '../services.ts';

export const keysHandlers = ({
  custody,
  setup,
  store,
  announce,
  wake,
}: Services): Pick<Handlers, 'keys.status' | 'keys.change' | 'keys.renew'> => {
  const view = (): Output<'keys.status'> => {
    const { mode, unlocked, opener, passphraseNeeded } = custody.status();
    // Nobody is asked for one that would protect nothing.
    const isReal = setup.active()?.environment !== 'practice';
    return { mode, unlocked, opener, passphraseNeeded: passphraseNeeded && isReal };
  };
  const changed = (): Output<'keys.status'> => {
    announce(['setup', 'queue']);
    wake();
    return view();
  };
  return {
    'keys.status': view,
    'keys.change': async ({ before, after }, { name }) => {
      await custody.changePassphrase(before, after);
      store.audit.add({ actor: name, action: 'keys.passphrase_changed' });
      return changed();
    },
    'keys.renew': async ({ passphrase }, { name }) => {
      await custody.renew(setup.company().environment, passphrase);
      store.audit.add({ actor: name, action: 'keys.renewed' });
      return changed();
    },
  };
};
