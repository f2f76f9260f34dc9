import type { ReactNode } from 'react';
import { useRoute } from '../../lib/route.ts';
import { isRestoring } from './place.ts';
import { RestorePage } from './restore-page.tsx';

/** In an empty profile: the wizard where the address asks for it, the first start otherwise. */
export const OrRestore = ({ children }: { readonly children: ReactNode }) =>
  isRestoring(useRoute()) ? <RestorePage first /> : children;
