import { useState } from 'react';
import { RealSetup } from './real-setup.tsx';
import { Welcome } from './welcome.tsx';

/** The first start: the choice of environment, and for the real ones the form. */
export const Onboarding = ({ passphraseNeeded }: { readonly passphraseNeeded: boolean }) => {
  const [chosen, setChosen] = useState<'certification' | 'production' | null>(null);
  if (chosen === null) return <Welcome onChoose={setChosen} />;
  return (
    <RealSetup environment={chosen} passphraseNeeded={passphraseNeeded} onBack={() => setChosen(null)} />
  );
};
