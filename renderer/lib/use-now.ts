import { useEffect, useState } from 'react';
import { useApi } from './use-api.ts';

const TICK = 10_000;
/** For what runs down while one looks at it. */
export const EACH_SECOND = 1_000;

/** The application's status, looked at every half minute besides on every change. */
export const useStatus = () => useApi('app.status', {}, { refetchInterval: 30_000, keepPrevious: true });

/** The application's own time (in practice it may run ahead of the computer), moving every ten seconds or as often as asked. */
export const useNow = (every: number = TICK): number => {
  const { data, dataUpdatedAt } = useStatus();
  const [tick, setTick] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setTick(Date.now()), every);
    return () => clearInterval(timer);
  }, [every]);
  const local = Math.max(tick, dataUpdatedAt);
  return data === undefined ? local : data.now + (local - dataUpdatedAt);
};
