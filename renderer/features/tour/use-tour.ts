import { useMutation } from '@tanstack/react-query';
import { TOUR_STOPS, type TourStop } from '../../../shared/domain/tour.ts';
import type { Input } from '../../../shared/ipc/contract.ts';
import { notifyFailed } from '../../components/notify.tsx';
import { call } from '../../lib/api.ts';
import { exampleDraft } from '../../lib/example.ts';
import { addressOf, goTo } from '../../lib/route.ts';

const FACTURA = 33;

const issueExample = async (): Promise<number> => {
  const { id } = await call('documents.issue', {
    draft: exampleDraft(FACTURA) as Input<'documents.issue'>['draft'],
  });
  return id;
};

/** The screen on which a stop is best seen. */
const SCREENS: Partial<Record<TourStop, string>> = {
  issue: addressOf('inicio'),
  waiting: `${addressOf('cola')}?vista=waiting`,
  returned: addressOf('documentos'),
  rejected: `${addressOf('cola')}?vista=person`,
  end: addressOf('inicio'),
};

/** Going on from a stop: what is done there, then the next one; and leaving. */
export const useTour = (stop: TourStop, documentId: number | null) => {
  const advance = useMutation({
    networkMode: 'always',
    mutationFn: async () => {
      if (stop === 'end') return call('tour.leave', { done: true });
      const next = TOUR_STOPS[TOUR_STOPS.indexOf(stop) + 1] ?? 'end';
      const id = stop === 'issue' || stop === 'reject' ? await issueExample() : documentId;
      const view = await call('tour.go', { stop: next, documentId: next === 'reject' ? null : id });
      const screen = SCREENS[next];
      if (screen !== undefined) goTo(screen);
      return view;
    },
    onError: notifyFailed,
  });
  const leave = useMutation({
    networkMode: 'always',
    mutationFn: (done: boolean) => call('tour.leave', { done }),
  });
  return {
    advance: () => advance.mutate(),
    leave: leave.mutate,
    busy: advance.isPending || leave.isPending,
  };
};
