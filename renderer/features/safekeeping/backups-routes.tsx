import type { ReactNode } from 'react';
import { Reserved } from '../../components/may.tsx';
import type { Route } from '../../lib/route.ts';
import { isRestoring } from '../restore/place.ts';
import { RestorePage } from '../restore/restore-page.tsx';
import { SAFEKEEPING_PAGE } from './place.ts';
import { SafekeepingPage } from './safekeeping-page.tsx';

interface BackupsRoutesProps {
  readonly route: Route;
  /** The list of the section. */
  readonly children: ReactNode;
}

/** The pages of the section Respaldos: the wizard, how the copies are cared for, or its list. */
export const BackupsRoutes = ({ route, children }: BackupsRoutesProps) => {
  if (isRestoring(route))
    return (
      <Reserved channel="restore.run">
        <RestorePage />
      </Reserved>
    );
  if (route.page === SAFEKEEPING_PAGE) return <SafekeepingPage />;
  return children;
};
