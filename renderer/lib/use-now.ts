import { useEffect, useState } from 'react';
import { useApi } from './use-api.ts';

const TICK = 10_000;

/** The application's status, looked at every half minute besides on every change. */
export const useStatus = () => useApi('app.status', {}, { refetchInterval: 30_000, keepPrevious: true });

/** The application's own time (in practice it may run ahead of the computer), moving every ten seconds. */
export const useNow = (): number => {
  const { data, dataUpdatedAt } = useStatus();
  const [tick, setTick] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setTick(Date.now()), TICK);
    return () => clearInterval(timer);
  }, []);
  const local = Math.max(tick, dataUpdatedAt);
  return data === undefined ? local : data.now + (local - dataUpdatedAt);
};
