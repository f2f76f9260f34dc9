/** Asking costs no request: the system knows whether it has a network. */
const LOOK_MS = 5_000;

/**
 * Tells when the computer loses its network or has one again. A window sees it sooner; this works without one, and while nobody is
 * signed in.
 * @returns a function that stops looking
 */
export const watchNetwork = (isOnline: () => boolean, onChange: (online: boolean) => void): (() => void) => {
  let before = isOnline();
  const timer = setInterval(() => {
    const now = isOnline();
    const changed = now !== before;
    before = now;
    if (changed) onChange(now);
  }, LOOK_MS);
  return () => clearInterval(timer);
};
