/** Asking costs no request: the system knows whether it has a network. */
const LOOK_MS = 5_000;

/**
 * Tells when the computer has a network again. A window sees it sooner; this works without one, and while nobody is signed in.
 * @returns a function that stops looking
 */
export const watchNetwork = (isOnline: () => boolean, onBack: () => void): (() => void) => {
  let before = isOnline();
  const timer = setInterval(() => {
    const now = isOnline();
    if (now && !before) onBack();
    before = now;
  }, LOOK_MS);
  return () => clearInterval(timer);
};
