import type { Handlers } from '../dispatch.ts';
import type { Services } from '../services.ts';
import { cafView } from '../views.ts';

export const folioHandlers = ({
  folios,
  announce,
}: Services): Pick<Handlers, 'folios.report' | 'folios.skip' | 'folios.note'> => {
  const reports = () => ({
    items: folios.report().map((report) => ({
      ...report,
      ranges: report.ranges.map(({ caf, state }) => ({ ...cafView(caf), state })),
      unused: [...report.unused],
    })),
  });
  const changed = () => {
    announce(['setup']);
    return reports();
  };
  return {
    'folios.report': reports,
    'folios.skip': ({ cafId, next, kind }, { name }) => {
      folios.skipTo(cafId, next, kind, name);
      return changed();
    },
    'folios.note': ({ type, kind, ...span }, { name }) => {
      folios.note(type, span, kind, name);
      return changed();
    },
  };
};
