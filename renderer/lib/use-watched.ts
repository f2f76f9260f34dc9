import { useEffect } from 'react';
import type { Output } from '../../shared/ipc/contract.ts';
import { call } from './api.ts';
import { useApi } from './use-api.ts';

/** The SII needs some seconds; main refuses to ask for the same document more often than each eight. */
const ASK_EVERY_MS = 9_000;
const LOOK_EVERY_MS = 3_000;

/**
 * A document that a person is looking at right now: read often, and while the SII is checking it, it is asked for without waiting for
 * its next time.
 */
export const useWatched = (id: number | null) => {
  const query = useApi(
    'documents.get',
    { id: id ?? 1 },
    { enabled: id !== null, refetchInterval: LOOK_EVERY_MS },
  );
  const checking = id !== null && isChecking(query.data);
  useEffect(() => {
    if (!checking || id === null) return;
    const timer = setInterval(
      // Not being able to ask sooner is nothing to tell: it is asked for at its time.
      () => void call('documents.askNow', { id }).catch(() => undefined),
      ASK_EVERY_MS,
    );
    return () => clearInterval(timer);
  }, [checking, id]);
  return query;
};

const isChecking = (detail: Output<'documents.get'> | undefined): boolean =>
  detail?.document.siiState === 'received';
