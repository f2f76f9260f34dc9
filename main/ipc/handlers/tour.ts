import type { Handlers } from '../dispatch.ts';
import type { Services } from '../services.ts';

/** What a person who is watching asks for: the tour, and the SII's word on a document before its time. */
export const tourHandlers = ({
  tour,
  sending,
  practice,
  askNow,
}: Services): Pick<Handlers, 'tour.get' | 'tour.go' | 'tour.leave' | 'documents.askNow'> => ({
  'documents.askNow': ({ id }) => ({ asked: askNow(id) }),
  'tour.get': () => tour.view(),
  'tour.go': async ({ stop, documentId }) => {
    practice.running();
    const view = await tour.go(stop, documentId);
    // The SII is back: nobody who watches should have to wait for the next time to find it so.
    if (stop === 'returned') await sending.probeNow();
    return view;
  },
  'tour.leave': ({ done }) => tour.leave(done),
});
