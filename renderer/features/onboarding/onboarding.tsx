import { useState } from 'react';
import { Async } from '../../components/loading.tsx';
import { useAction, useApi } from '../../lib/use-api.ts';
import type { Begun, Copies } from './begun.ts';
import { RealSetup } from './real-setup.tsx';
import { Welcome } from './welcome.tsx';

interface OnboardingProps {
  readonly passphraseNeeded: boolean;
}

/** The first start: the choice of environment, and for the real ones the form, where it was left. */
export const Onboarding = ({ passphraseNeeded }: OnboardingProps) => {
  const query = useApi('setup.begun', {});
  return (
    <Async query={query}>
      {({ begun, copies }) => (
        <FirstStart begun={begun} copies={copies} passphraseNeeded={passphraseNeeded} />
      )}
    </Async>
  );
};

interface FirstStartProps extends OnboardingProps {
  readonly begun: Begun | null;
  readonly copies: Copies | null;
}

const FirstStart = ({ begun, copies, passphraseNeeded }: FirstStartProps) => {
  const [chosen, setChosen] = useState<Begun['environment'] | null>(begun?.environment ?? null);
  const keep = useAction('setup.keep');
  if (chosen === null) return <Welcome copies={copies} onChoose={setChosen} />;
  return (
    <RealSetup
      environment={chosen}
      begun={begun?.environment === chosen ? begun : null}
      passphraseNeeded={passphraseNeeded}
      onKeep={(now) => keep.mutate({ begun: now })}
      onBack={() => {
        keep.mutate({ begun: null });
        setChosen(null);
      }}
    />
  );
};
