import { Box, Center, useMantineColorScheme, VisuallyHidden } from '@mantine/core';
import { useEffect } from 'react';
import { texts } from '../../shared/texts/es-CL.ts';
import { Failed } from '../components/empty.tsx';
import { Loading } from '../components/loading.tsx';
import { Onboarding } from '../features/onboarding/onboarding.tsx';
import { OrRestore } from '../features/restore/or-restore.tsx';
import { call } from '../lib/api.ts';
import { applyDensity } from '../lib/density.ts';
import { goTo } from '../lib/route.ts';
import { useApi } from '../lib/use-api.ts';
import { useStatus } from '../lib/use-now.ts';
import { Boundary } from './boundary.tsx';
import { Providers } from './providers.tsx';
import { Screen } from './screen.tsx';
import { Shell } from './shell.tsx';

/** The window: first start while there is no company, the shell with its sections from then on. */
export const App = () => (
  <Providers>
    <Boundary>
      <RememberedLooks />
      <Outside />
      <Gate />
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
      <OrRestore>
        <Onboarding passphraseNeeded={status.data.passphraseNeeded} />
      </OrRestore>
    );
  }
  return (
    <Shell status={status.data}>
      <Screen status={status.data} />
    </Shell>
  );
};

const Starting = () => (
  <Box w={520}>
    <VisuallyHidden component="h1">{texts.common.appName}</VisuallyHidden>
    <Loading rows={3} />
  </Box>
);

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
  const { data } = useApi('settings.get', {});
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
