import { notifyFailed } from '../components/notify.tsx';
import { useAction } from './use-api.ts';

/** Begins the guided tour from wherever it is offered. */
export const useBeginTour = (): (() => void) => {
  const go = useAction('tour.go');
  return () => go.mutate({ stop: 'welcome', documentId: null }, { onError: notifyFailed });
};
