import { useSyncExternalStore } from 'react';

const subscribe = (changed: () => void): (() => void) => {
  window.addEventListener('online', changed);
  window.addEventListener('offline', changed);
  return () => {
    window.removeEventListener('online', changed);
    window.removeEventListener('offline', changed);
  };
};

/**
 * Whether the computer has a network at all. "No" is certain, "yes" is not: the router may lead nowhere, or to a proxy. Whether the SII
 * can be reached is told by what it answers.
 */
export const useOnline = (): boolean => useSyncExternalStore(subscribe, () => navigator.onLine);
