import { useEffect, useMemo, useState } from 'react';

/**
 * Whole seconds that are left of a wait, running down from what main said last.
 * @param saidAt changes when main says it again, also where it is as long as before
 */
export const useCountdown = (seconds: number, saidAt: number): number => {
  // biome-ignore lint/correctness/useExhaustiveDependencies: said again, it begins anew
  const end = useMemo(() => performance.now() + seconds * 1_000, [seconds, saidAt]);
  const [now, setNow] = useState(() => performance.now());
  const left = Math.min(seconds, Math.max(0, Math.ceil((end - now) / 1_000)));
  const runs = left > 0;
  useEffect(() => {
    if (!runs) return;
    const timer = setInterval(() => setNow(performance.now()), 500);
    return () => clearInterval(timer);
  }, [runs]);
  return left;
};
