import type { Output } from '../../../shared/ipc/contract.ts';
import type { Handlers } from '../dispatch.ts';
import type { Services } from '../services.ts';

export const presenceHandlers = ({
  preferences,
  desktop,
  store,
  hurry,
  announce,
}: Services): Pick<Handlers, 'presence.get' | 'presence.set' | 'network.back'> => {
  const view = (): Output<'presence.get'> => ({ ...preferences.presence(), ...desktop.features() });
  return {
    'presence.get': view,
    'presence.set': async (wanted, { name }) => {
      const before = preferences.presence();
      const given = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined));
      const next = { ...before, ...given };
      // First what may fail: a setting that says what is not so would be found out at the next start only.
      if (next.startWithSystem !== before.startWithSystem)
        await desktop.setStartWithSystem(next.startWithSystem);
      preferences.setPresence(next);
      store.audit.add({ actor: name, action: 'settings.changed' });
      announce(['settings']);
      return view();
    },
    'network.back': () => {
      hurry();
      return {};
    },
  };
};
