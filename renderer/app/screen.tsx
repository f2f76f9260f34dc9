import type { Output } from '../../shared/ipc/contract.ts';
import { Backups } from '../features/backups/backups.tsx';
import { Documents } from '../features/documents/documents.tsx';
import { Folios } from '../features/folios/folios.tsx';
import { Help } from '../features/help/help.tsx';
import { Home } from '../features/home/home.tsx';
import { Queue } from '../features/queue/queue.tsx';
import { BackupsRoutes } from '../features/safekeeping/backups-routes.tsx';
import { Settings } from '../features/settings/settings.tsx';
import { Trail } from '../features/trail/trail.tsx';
import { useRoute } from '../lib/route.ts';

/** The section that the address asks for. */
export const Screen = ({ status }: { readonly status: Output<'app.status'> }) => {
  const route = useRoute();
  switch (route.section) {
    case 'documentos':
      return <Documents route={route} locked={status.stage === 'locked'} />;
    case 'respaldos':
      return (
        <BackupsRoutes route={route}>
          <Backups route={route} />
        </BackupsRoutes>
      );
    case 'cola':
      return <Queue route={route} />;
    case 'folios':
      return <Folios />;
    case 'ajustes':
      return <Settings practice={status.environment === 'practice'} />;
    case 'bitacora':
      return <Trail />;
    case 'ayuda':
      return <Help route={route} practice={status.environment === 'practice'} />;
    case 'inicio':
      return <Home />;
  }
};
