import { Center, useMantineColorScheme } from '@mantine/core';
import { useEffect } from 'react';
import { Failed } from '../components/empty.tsx';
import { Onboarding } from '../features/onboarding/onboarding.tsx';
import { OrRestore } from '../features/restore/or-restore.tsx';
import { call } from '../lib/api.ts';
import { applyDensity } from '../lib/density.ts';
import { goTo } from '../lib/route.ts';
import { useStatus } from '../lib/use-now.ts';
import { useSession } from '../lib/use-session.ts';
import { Boundary } from './boundary.tsx';
import { UnderOfflineBanner } from './offline-banner.tsx';
import { Providers } from './providers.tsx';
import { Screen } from './screen.tsx';
import { SessionGate } from './session-gate.tsx';
import { Shell } from './shell.tsx';
import { Starting } from './starting.tsx';

/** The window: who is there, if that has to be asked; first start while there is no company, the shell with its sections from then on. */
export const App = () => (
  <Providers>
    <Boundary>
      <RememberedLooks />
      <SessionGate>
        <Outside />
        <Gate />
      </SessionGate>
    </Boundary>
  </Providers>
);

const Gate = () => {
  const status = useStatus();
  if (status.data === undefined) {
    return (
      <Center h="100%" component="main">
        {status.error ? <Failed error={status.error} onRetry={() => void status.refetch()} /> : <Starting />}
      </Center>
    );
  }
  if (status.data.stage === 'empty') {
    return (
      <UnderOfflineBanner environment={null} place="first">
        <OrRestore>
          <Onboarding passphraseNeeded={status.data.passphraseNeeded} />
        </OrRestore>
      </UnderOfflineBanner>
    );
  }
  return (
    <Shell status={status.data}>
      <Screen status={status.data} />
    </Shell>
  );
};

/** Where a notice of the system or the tray leads; and the network that came back, which main cannot see. */
const Outside = () => {
  useEffect(() => window.app.onGo(goTo), []);
  useEffect(() => {
    const tell = () => void call('network.back', {}).catch(() => undefined);
    window.addEventListener('online', tell);
    return () => window.removeEventListener('online', tell);
  }, []);
  return null;
};

/** Applies the appearance that settings remember, also when another window changed it. */
const RememberedLooks = () => {
  const { data } = useSession();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const remembered = data?.colorScheme;
  const density = data?.density;
  useEffect(() => {
    if (density !== undefined) applyDensity(density);
  }, [density]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new remembered value is applied, not the person's click
  useEffect(() => {
    if (remembered !== undefined && remembered !== colorScheme) setColorScheme(remembered);
  }, [remembered]);
  return null;
};
